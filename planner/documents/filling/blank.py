"""Blank sheets in the pack's own words: the safety screen, and the examination by position."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from planner.clinical.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    Expression,
    FindingIs,
    Points,
    findings_in,
)
from planner.clinical.findings import Finding, FindingKind, FindingStage, Position
from planner.clinical.pack import Pack
from planner.clinical.redflags import RedFlagRule
from planner.documents.filling.numbers import long_date
from planner.documents.values import BlankPart, BlankRow, BlankRule, BlankSheet

ASKED = ("Yes", "No", "Not asked")
DONE = ("Present", "Absent", "Could not")
CONSENT = ("Given", "Declined", "Not asked")
CHAPERONE = ("Present", "Declined", "Not asked")
FINGERPRINT = 8
"""Characters of the content's fingerprint: enough to tell two versions apart."""
UNCHECKED = "No clinician has checked these questions yet."
ENTER_LATER = (
    "Type every answer in as soon as a computer runs, with the date of this visit. "
    "What is left blank counts as not asked."
)
MOST_MEANT = 3
"""Rules a yes speaks in, named beside a question, the gravest first; each stands whole below."""
NO_CAUTION = ("", "none")
PLACES = {
    Position.TALKING: "Talking",
    Position.STANDING: "Standing",
    Position.WALKING: "Walking",
    Position.RUNNING: "Running",
    Position.SITTING: "Sitting",
    Position.SUPINE: "Lying on the back",
    Position.PRONE: "Lying on the front",
    Position.SIDE_LYING: "Lying on the side",
}


def safety_sheet(pack: Pack, content: str, printed_on: date, clinic: str = "") -> BlankSheet:
    """Every question of the screen; then each rule with what to do and what to ask besides."""
    always = pack.presentation.head.always_screen
    rules = sorted(pack.presentation.rules.values(), key=lambda rule: -rule.urgency.rank)
    return BlankSheet(
        title=f"Safety screen: {pack.presentation.head.name.lower()}",
        made=_made(content, printed_on),
        notes=_notes(pack),
        parts=(BlankPart("Ask everybody", tuple(_question(pack, name, rules) for name in always)),),
        rules=tuple(
            BlankRule(
                name=rule.name,
                speed=f"{rule.urgency.value.capitalize()}: {rule.timeframe}",
                what_to_do=rule.what_to_do,
                asks=_asks(pack, rule),
            )
            for rule in rules
        ),
        clinic=clinic,
    )


def examination_sheet(pack: Pack, content: str, printed_on: date, clinic: str = "") -> BlankSheet:
    """What decides which tests are safe, consent, then the core by position."""
    head, findings = pack.presentation.head, pack.library.findings
    first = BlankPart(
        "Before any test",
        (
            *(_row(findings[name]) for name in head.before_testing if _is_asked(findings[name])),
            BlankRow("Consent to the examination", "", CONSENT),
            BlankRow("Chaperone", "Offered to everybody; write who was present.", CHAPERONE),
        ),
        note="These answers decide which tests are safe. Do the safety screen first.",
    )
    core = [findings[name] for name in head.core if name not in head.before_testing]
    return BlankSheet(
        title=f"Examination: {head.name.lower()}",
        made=_made(content, printed_on),
        notes=_notes(pack),
        parts=(first, *_by_position(core)),
        clinic=clinic,
    )


def further_questions(pack: Pack, content: str, printed_on: date, clinic: str = "") -> BlankSheet:
    """Every other question, each with when it applies."""
    return _further(pack, "Further questions", (Position.TALKING,), content, printed_on, clinic)


def further_tests(pack: Pack, content: str, printed_on: date, clinic: str = "") -> BlankSheet:
    """Every other test by position, each with when it applies."""
    places = tuple(place for place in PLACES if place is not Position.TALKING)
    return _further(pack, "Further tests", places, content, printed_on, clinic)


def _further(
    pack: Pack,
    title: str,
    places: tuple[Position, ...],
    content: str,
    printed_on: date,
    clinic: str,
) -> BlankSheet:
    head = pack.presentation.head
    done = {*head.always_screen, *head.before_testing, *head.core}
    more = [
        finding
        for finding in pack.library.findings.values()
        if _is_asked(finding)
        and finding.stage is FindingStage.BRANCH
        and finding.position in places
        and finding.id not in done
    ]
    return BlankSheet(
        title=f"{title}: {head.name.lower()}",
        made=_made(content, printed_on),
        notes=_notes(pack),
        parts=_by_position(more, needs_reason=True),
        clinic=clinic,
    )


def _by_position(
    findings: Iterable[Finding], *, needs_reason: bool = False
) -> tuple[BlankPart, ...]:
    """Parts in the order in which nobody is turned over twice."""
    known = list(findings)
    return tuple(
        BlankPart(title, tuple(_row(finding, needs_reason=needs_reason) for finding in here))
        for place, title in PLACES.items()
        if (here := [finding for finding in known if finding.position is place])
    )


def _notes(pack: Pack) -> tuple[str, ...]:
    checked = pack.presentation.head.review.checked_by
    return (ENTER_LATER,) if checked else (UNCHECKED, ENTER_LATER)


def _made(content: str, printed_on: date) -> str:
    return f"Content {content[:FINGERPRINT]}, printed {long_date(printed_on)}"


def _question(pack: Pack, name: str, rules: Iterable[RedFlagRule]) -> BlankRow:
    finding = pack.library.findings[name]
    raised = [rule for rule in rules if name in _speaking_in(pack, rule)]
    most = [f"{rule.name} ({rule.urgency.value})" for rule in raised[:MOST_MEANT]]
    more = len(raised) - MOST_MEANT
    means = "; ".join((*most, f"and {more} more") if more > 0 else most)
    return BlankRow(
        name=finding.name,
        ask=finding.wording,
        boxes=_boxes(finding),
        present_when=finding.positive_when,
        means=means,
    )


def _row(finding: Finding, *, needs_reason: bool = False) -> BlankRow:
    is_asked = finding.kind in (FindingKind.HISTORY, FindingKind.OUTCOME)
    return BlankRow(
        name=finding.name,
        ask=finding.wording if is_asked else finding.how_to,
        boxes=_boxes(finding),
        when=finding.ask_when if needs_reason else "",
        present_when=finding.positive_when,
        caution="" if is_asked else _caution(finding),
    )


def _caution(finding: Finding) -> str:
    text = finding.cautions.strip()
    return "" if text.rstrip(".").casefold() in NO_CAUTION else text


def _is_asked(finding: Finding) -> bool:
    """Derived findings are worked out, never asked."""
    return finding.derived is None


def _boxes(finding: Finding) -> tuple[str, ...]:
    return ASKED if finding.kind in (FindingKind.HISTORY, FindingKind.OUTCOME) else DONE


def _asks(pack: Pack, rule: RedFlagRule) -> tuple[tuple[str, str], ...]:
    """The questions that confirm the rule's triggers, but for those everybody is asked."""
    findings = pack.library.findings
    named = [
        name
        for trigger in rule.triggers
        if trigger.confirm is not None
        for name in _asked_for(pack, trigger.confirm)
        if name not in pack.presentation.head.always_screen
    ]
    return tuple((findings[name].name, findings[name].wording) for name in dict.fromkeys(named))


def _asked_for(pack: Pack, expression: Expression) -> Iterator[str]:
    """Every finding somebody has to ask for it, through derived ones down to questions."""
    for name in findings_in(expression):
        derived = pack.library.findings[name].derived
        if derived is None:
            yield name
        else:
            yield from _asked_for(pack, derived)


def _speaking_in(pack: Pack, rule: RedFlagRule) -> set[str]:
    """Findings whose presence helps to raise the rule; what must be absent does not count."""
    return {name for trigger in rule.triggers for name in _speaking(pack, trigger.when)}


def _speaking(pack: Pack, expression: Expression) -> Iterator[str]:
    match expression:
        case FindingIs(finding):
            yield finding
            derived = pack.library.findings[finding].derived
            if derived is not None:
                yield from _speaking(pack, derived)
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            for part in parts:
                yield from _speaking(pack, part)
        case Points(items, _):
            for item in items:
                if item.points > 0:
                    yield from _speaking(pack, item.when)
        case _:
            return


Sheet = Callable[[Pack, str, date, str], BlankSheet]

SHEETS: Mapping[str, Sheet] = {
    "safety-screen": safety_sheet,
    "examination": examination_sheet,
    "further-questions": further_questions,
    "further-tests": further_tests,
}
"""Every blank sheet by its name, in the order they are used."""
