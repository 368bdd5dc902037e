"""When not to do a test, in words, with what today's answers say about it."""

from collections.abc import Sequence

from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate, factors_in, findings_in
from planner.clinical.findings import Caution as PackCaution
from planner.clinical.findings import Finding
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.ruleout.assess import Assessment
from planner.ruleout.picture import ClinicalPicture
from planner.web.components.questions import Caution

NAMED = 3
"""Unknown answers named one by one; more are counted."""


def cautions_of(finding: Finding, sides: Sequence[Assessment], pack: Pack) -> tuple[Caution, ...]:
    """The pack's caution before the how-to, then what is known of it today."""
    written = finding.cautions.strip().rstrip(".")
    if written.lower() in ("", "none"):
        return tuple(_by_itself(caution, sides, pack) for caution in finding.avoid_when)
    if not finding.avoid_when:
        return (Caution(factor=f"{written}."),)
    return (Caution(factor=f"{written}.", action=f" {_today(finding.avoid_when, sides, pack)}"),)


def _by_itself(caution: PackCaution, sides: Sequence[Assessment], pack: Pack) -> Caution:
    factor, colon, rest = caution.because.strip().partition(":")
    words = f"{colon}{rest}".rstrip(".") if colon else ""
    return Caution(factor=factor.rstrip("."), action=f"{words}. {_today((caution,), sides, pack)}")


def _today(cautions: Sequence[PackCaution], sides: Sequence[Assessment], pack: Pack) -> str:
    """That none of this holds by today's answers, or which are still missing, by name."""
    unknown: dict[str, None] = {}
    for side in sides:
        for caution in cautions:
            if evaluate(caution.when, side.picture) is Presence.NOT_ASSESSED:
                unknown.update(dict.fromkeys(_missing(caution, side.picture, pack)))
    if not unknown:
        return "None of this in today's answers."
    names = list(unknown)
    return f"Not known today: {first_few(names, NAMED)}."


def _missing(caution: PackCaution, picture: ClinicalPicture, pack: Pack) -> list[str]:
    library = pack.library
    names = [
        library.findings[name].name.lower()
        for name in dict.fromkeys(findings_in(caution.when))
        if picture.presence(name) is Presence.NOT_ASSESSED
        and _is_meant(library.findings[name], picture)
        and library.findings[name].derived is None
    ]
    names += [
        library.factors[name].label
        for name in dict.fromkeys(factors_in(caution.when))
        if picture.factor(name) is Presence.NOT_ASSESSED
    ]
    return [*names, "age"] if picture.age is None else names


def _is_meant(finding: Finding, picture: ClinicalPicture) -> bool:
    """Asked of everybody, or of this patient because an answer opened it."""
    return finding.ask_if is None or evaluate(finding.ask_if, picture) is Presence.PRESENT
