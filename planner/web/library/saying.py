"""The pack's grades, marks, ranges and conditions in a clinician's words."""

from collections.abc import Iterable

from planner.clinical.citations import EvidenceGrade, Review
from planner.clinical.conditions import Disposition
from planner.clinical.expressions import (
    AgeIs,
    AllOf,
    AnyOf,
    AtLeast,
    Expression,
    FactorIs,
    FindingIs,
    NoneOf,
    Points,
    SexIs,
    SportIs,
    WeeksSinceOnset,
)
from planner.clinical.pack import Pack
from planner.web.library.kinds import Ref, entry_address
from planner.web.library.values import Clause, Mark
from planner.web.words import as_words, short_day

GRADES = {
    EvidenceGrade.RCT_DIRECT: "Randomised trial, this condition",
    EvidenceGrade.RCT_INDIRECT: "Randomised trial, another tendon or healthy people",
    EvidenceGrade.SR_INDIRECT: "Systematic review, another tendon or healthy people",
    EvidenceGrade.COHORT: "Cohort",
    EvidenceGrade.CASE: "Case reports",
    EvidenceGrade.CONFLICTING: "Conflicting",
    EvidenceGrade.LAB: "Laboratory",
    EvidenceGrade.EXPERT: "Expert opinion",
    EvidenceGrade.NONE: "No evidence",
    EvidenceGrade.NEGATIVE: "Evidence against it",
}
DISPOSITIONS = {
    Disposition.TREAT: "Treat",
    Disposition.TREAT_WITH_MODIFICATION: "Treat with modification",
    Disposition.REFER_ROUTINE: "Refer, routine",
    Disposition.IMAGE: "Image",
    Disposition.REFER_URGENT: "Refer, urgent",
    Disposition.EMERGENCY: "Emergency",
}


def review_marks(review: Review) -> tuple[Mark, ...]:
    """Both marks of an entry: seen in its source, signed by a clinician. Neither is left out."""
    reason = "" if "no clinician" in (review.reason or "") else f": {review.reason}"
    seen = (
        Mark(is_verified=True, words="Seen in its source")
        if review.verified
        else Mark(is_verified=False, words=f"Not verified{reason}")
    )
    signed = (
        Mark(is_verified=True, words=f"Checked by {review.checked_by}")
        if review.checked_by
        else Mark(is_verified=False, words="No clinician has checked this entry")
    )
    due = Mark(is_verified=True, words=f"Due for review {short_day(review.due)}")
    return (seen, signed, due)


def verified_mark(verified: bool, reason: str | None = None) -> Mark:
    """The mark of one statement."""
    if verified:
        return Mark(is_verified=True, words="seen in its source")
    return Mark(is_verified=False, words=f"not verified: {reason}" if reason else "not verified")


def finding_ref(pack: Pack, name: str, note: str = "") -> Ref:
    """A finding by its name."""
    found = pack.library.findings.get(name)
    return Ref(
        words=found.name if found else as_words(name),
        address=entry_address("findings", name) if found else None,
        note=note,
    )


def factor_ref(pack: Pack, name: str, note: str = "") -> Ref:
    """A treatment factor by its label."""
    found = pack.library.factors.get(name)
    return Ref(
        words=found.label if found else as_words(name),
        address=entry_address("factors", name) if found else None,
        note=note,
    )


def cause_ref(pack: Pack, name: str, note: str = "") -> Ref:
    """A cause by its name."""
    found = pack.presentation.conditions.get(name)
    return Ref(
        words=found.name if found else as_words(name),
        address=entry_address("causes", name) if found else None,
        note=note,
    )


def source_refs(pack: Pack, names: Iterable[str]) -> tuple[Ref, ...]:
    """Sources by their ids, as they stand beside a statement."""
    return tuple(
        Ref(words=name, address=entry_address("sources", name))
        if name in pack.library.sources
        else Ref(words=name)
        for name in dict.fromkeys(names)
    )


def clause_of(pack: Pack, expression: Expression) -> Clause:
    """A condition as nested lines, each finding and factor with its link."""
    match expression:
        case FindingIs(finding):
            return Clause(words="", ref=finding_ref(pack, finding))
        case FactorIs(factor):
            return Clause(words="factor:", ref=factor_ref(pack, factor))
        case AllOf(parts):
            return _several(pack, "All of these", parts)
        case AnyOf(parts):
            return _several(pack, "Any of these", parts)
        case NoneOf(parts):
            return _several(pack, "None of these", parts)
        case AtLeast(count, parts):
            return _several(pack, f"At least {count} of these", parts)
        case Points(items, reaching):
            scored = tuple(
                Clause(words=f"{item.points:+g}", parts=(clause_of(pack, item.when),))
                for item in items
            )
            return Clause(words=f"{reaching:g} points or more", parts=scored)
        case AgeIs(from_age, under):
            return Clause(words=f"Age {_range(from_age, under)}")
        case WeeksSinceOnset(from_weeks, under):
            return Clause(words=f"Weeks since onset {_range(from_weeks, under)}")
        case SexIs(sex):
            return Clause(words=f"Sex {sex.value}")
        case SportIs(sport):
            return Clause(words=f"Sport: {pack.presentation.head.sports.get(sport, sport)}")


def _several(pack: Pack, words: str, parts: tuple[Expression, ...]) -> Clause:
    if len(parts) == 1 and words in ("All of these", "Any of these"):
        return clause_of(pack, parts[0])
    return Clause(words=words, parts=tuple(clause_of(pack, part) for part in parts))


def _range(lowest: float | None, under: float | None) -> str:
    if lowest is not None and under is not None:
        return f"from {lowest:g} to under {under:g}"
    return f"{lowest:g} or more" if lowest is not None else f"under {under:g}"
