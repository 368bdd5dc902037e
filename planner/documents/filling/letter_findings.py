"""What the letter says was found, not found and not assessed; the three are never mixed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.clinical.expressions import findings_in
from planner.clinical.findings import Finding, FindingKind
from planner.clinical.pack import Pack
from planner.clinical.wording import Wording
from planner.documents.filling.numbers import listed, long_date, number
from planner.documents.filling.placeholders import fill
from planner.documents.filling.results import signed_results
from planner.documents.values import LetterFinding
from planner.ruleout.assess import Assessment
from planner.ruleout.deciding import what_decides
from planner.ruleout.differential import Ruling
from planner.ruleout.rules import RuleStanding

MOST_FOUND = 8
"""Rows of the findings table; a letter is one page."""

UNNAMED_SPORT = "other"
"""A sport that is none of the list: "another sport" tells a reader nothing."""

MOST_NOT_FOUND = 8
MOST_NOT_ASSESSED = 6
"""Names in a line; the clinician's record holds all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The findings of one letter, each group in order of weight; ``said`` are their ids."""

    found: tuple[LetterFinding, ...]
    not_found: tuple[str, ...]
    not_assessed: tuple[str, ...]
    said: frozenset[str] = frozenset()


def findings_of_rule(
    pack: Pack, assessment: Assessment, standing: RuleStanding, onsets: Mapping[str, str]
) -> Weighed:
    """The rule's reasons first, what still decides it, what else it asks, then the screen."""
    rule = standing.rule
    triggers = [
        name
        for trigger in rule.triggers
        for part in (trigger.when, trigger.confirm)
        if part is not None
        for name in findings_in(part)
    ]
    open_still = what_decides(standing, assessment.picture).names
    first = [*standing.because, *open_still, *triggers, *rule.cleared_by]
    return _weighed(pack, assessment, first, standing.because, onsets)


def findings_of_condition(
    pack: Pack, assessment: Assessment, ruling: Ruling, onsets: Mapping[str, str]
) -> Weighed:
    """What speaks for the cause, its key findings, then the safety screen."""
    present = [
        effect.finding
        for argument in ruling.arguments_for
        for effect in argument.effects
        if effect.presence is Presence.PRESENT
    ]
    first = [*present, *ruling.condition.settling.key_findings]
    return _weighed(pack, assessment, first, present, onsets)


def _weighed(
    pack: Pack,
    assessment: Assessment,
    first: Iterable[str],
    reasons: Iterable[str],
    onsets: Mapping[str, str],
) -> Weighed:
    picture, findings = assessment.picture, pack.library.findings
    own = [name for name in dict.fromkeys(first) if name in findings]
    screen = [name for name in pack.presentation.head.always_screen if name in findings]
    asked = list(dict.fromkeys((*own, *screen)))
    others = [name for name in assessment.case.answers if name in findings and name not in asked]
    found = [n for n in (*asked, *others) if picture.presence(n) is Presence.PRESENT]
    weight = {name: place for place, name in enumerate(reasons)}
    found.sort(key=lambda name: weight.get(name, len(weight)))
    absent = [n for n in asked if picture.presence(n) is Presence.ABSENT]
    unknown = picture.not_assessed(name for name in asked if picture.can_concern(name))
    return Weighed(
        found=tuple(_row(pack, findings[name], onsets.get(name)) for name in found[:MOST_FOUND]),
        not_found=tuple(_named(findings[name]) for name in absent[:MOST_NOT_FOUND]),
        not_assessed=tuple(
            _not_assessed(findings[name], assessment.case) for name in unknown[:MOST_NOT_ASSESSED]
        )
        + _more(len(unknown)),
        said=frozenset(
            (*found[:MOST_FOUND], *absent[:MOST_NOT_FOUND], *unknown[:MOST_NOT_ASSESSED])
        ),
    )


def _more(count: int) -> tuple[str, ...]:
    left = count - MOST_NOT_ASSESSED
    return (f"and {left} more (see the clinician's record)",) if left > 0 else ()


def _row(pack: Pack, finding: Finding, onset: str | None) -> LetterFinding:
    """History carries its own time of onset: a line to write it where nobody typed it."""
    if onset:
        return LetterFinding(finding.name, "Present", onset)
    has_onset = finding.kind is FindingKind.HISTORY and finding.derived is None
    since = pack.presentation.words.letter.since_line if has_onset else "examined today"
    return LetterFinding(finding.name, "Present", since if finding.derived is None else "")


def _named(finding: Finding) -> str:
    name = finding.name
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _not_assessed(finding: Finding, case: Case) -> str:
    reason = case.could_not_assess.get(finding.id)
    return f"{_named(finding)} ({reason})" if reason else _named(finding)


def patient_line(case: Case, words: Wording) -> str:
    """Birth date, age and sex; what is not known is said."""
    born = case.person.born if case.person else None
    parts = [
        f"born {long_date(born)}" if born else words.identity.no_birth_date,
        f"age {number(case.age)}" if case.age is not None else "age not recorded",
        case.sex.value if case.sex else "sex not recorded",
    ]
    return ", ".join(parts)


def background(pack: Pack, assessment: Assessment, about: str = "") -> tuple[str, ...]:
    """Onset, working diagnosis, sport and what any receiving doctor must know.

    A working diagnosis that the letter is ``about`` stands in its title already.
    """
    case, letter = assessment.case, pack.presentation.words.letter
    weeks = case.duration_weeks
    onset = (
        fill(letter.onset, weeks=_in_weeks(weeks)) if weeks is not None else letter.onset_unknown
    )
    lines = [onset]
    conditions = pack.presentation.conditions
    chosen = conditions.get(case.working_diagnosis or "")
    if chosen is not None and chosen.id != about:
        lines.append(f"Working diagnosis: {chosen.name}.")
    if case.sport.name and case.sport.name != UNNAMED_SPORT:
        sport = pack.presentation.head.sports.get(case.sport.name, case.sport.name)
        weekly = f", {number(case.sport.weekly_km)} km a week" if case.sport.weekly_km else ""
        lines.append(f"Sport: {sport.lower()}{weekly}.")
    factors = pack.library.factors
    said_yes = [f.label for f in factors.values() if case.factors.get(f.id) is Presence.PRESENT]
    if said_yes:
        lines.append(f"Also: {listed([_small(label) for label in said_yes])}.")
    if results := signed_results(pack, case):
        lines.append(f"Results: {results}.")
    return (" ".join(lines),)


def _in_weeks(weeks: float) -> str:
    if weeks < 1:
        days = max(1, round(weeks * 7))
        return f"{days} day{'s' if days > 1 else ''}"
    return f"{number(round(weeks, 1))} week{'s' if weeks != 1 else ''}"


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
