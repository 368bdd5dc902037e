"""Before testing, in words: what is asked, what each yes takes off, what is off already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.clinical.answers import Presence
from planner.ruleout.forbidden import forbidden_by_a_yes, forbidden_tests
from planner.web.assessment.screen_rows import ScreenRows
from planner.web.assessment.urgency_cards import anchor_of, speaking, speed_of
from planner.web.components.forms import FieldError
from planner.web.components.questions import QuestionRow
from planner.web.services import knowledge
from planner.web.visit_frame import SCREEN
from planner.web.visits import visit_address
from planner.web.words import listed, plural, small
from planner.workflow.entries import VisitPage

NAMED = 3
"""Tests named in a line; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """Tests that are not done today for one reason."""

    because: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """A finding that other answers give: its name and what they say."""

    name: str
    words: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingRule:
    """A rule that speaks, as one line that leads to the safety screen."""

    anchor: str
    tier: str
    speed: str
    name: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeTesting:
    """The page."""

    answered: int
    asked: int
    rules: tuple[SpeakingRule, ...]
    gaps: str
    screen_address: str | None
    rows: tuple[QuestionRow, ...]
    worked_out: tuple[WorkedOut, ...]
    taken_off: tuple[TakenOff, ...]
    guardian: str
    declined: bool
    next_address: str | None

    @property
    def count(self) -> str:
        """As "5 of 8 answered"."""
        return f"{self.answered} of {self.asked} answered"

    @property
    def is_complete(self) -> bool:
        """Whether everything here is answered."""
        return self.answered >= self.asked


def before_testing_of(
    page: VisitPage,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Iterable[FieldError] = (),
) -> BeforeTesting:
    """What decides which tests are safe, as it stands; ``typed`` is a refused form."""
    pack, picture = knowledge().pack, page.assessment.picture
    rows = ScreenRows(page, typed or {}, {error.field: error.sentence for error in errors})
    wanted = [n for n in pack.presentation.head.before_testing if picture.is_asked_of(n)]
    step = next(step for step in page.progress if step.id == "before-testing")
    screen = next(step for step in page.progress if step.id == SCREEN)
    left = screen.of - screen.done
    address = visit_address("assessment.safety_screen", page)
    rule = pack.presentation.head.consent
    return BeforeTesting(
        answered=step.done,
        asked=step.of,
        rules=speaking_lines(page),
        gaps=f"The safety screen has {plural(left, 'question')} left." if left else "",
        screen_address=address,
        rows=tuple(_row(page, rows, name) for name in wanted if rows.is_asked(name)),
        worked_out=tuple(_worked_out(page, name) for name in wanted if not rows.is_asked(name)),
        taken_off=taken_off(page),
        guardian=rule.words if page.person.age < rule.guardian_under else "",
        declined="examination" in page.consent and page.consent["examination"].value == "declined",
        next_address=visit_address("assessment.examination", page),
    )


def speaking_lines(page: VisitPage) -> tuple[SpeakingRule, ...]:
    """Every rule that speaks, the most urgent first."""
    address = visit_address("assessment.safety_screen", page)
    return tuple(
        SpeakingRule(
            anchor=anchor_of(standing),
            tier=standing.urgency.value,
            speed=speed_of(standing),
            name=standing.rule.name,
            address=f"{address}#{anchor_of(standing)}" if address else None,
        )
        for standing in speaking(page)
    )


def taken_off(page: VisitPage) -> tuple[TakenOff, ...]:
    """Tests that today's answers forbid, by reason; each test under its first reason."""
    pack = knowledge().pack
    by_reason: dict[str, list[str]] = {}
    for name, reasons in forbidden_tests(pack, page.assessment.picture).items():
        by_reason.setdefault(reasons[0], []).append(pack.library.findings[name].name)
    return tuple(TakenOff(because=why, tests=tuple(names)) for why, names in by_reason.items())


def _row(page: VisitPage, rows: ScreenRows, name: str) -> QuestionRow:
    row = rows.row(name)
    return replace(row, note=" ".join(filter(None, (row.note, _takes_off(page, name)))))


def _takes_off(page: VisitPage, name: str) -> str:
    """As "A yes takes off: hop test, FABER test and 5 more"."""
    pack, case = knowledge().pack, page.case
    answers = {**case.answers_left, **case.answers_right, **case.answers}
    tests = forbidden_by_a_yes(pack, case, answers, name)
    names = [small(pack.library.findings[test].name) for test in tests]
    if not names:
        return ""
    shown = names if len(names) <= NAMED + 1 else [*names[:NAMED], f"{len(names) - NAMED} more"]
    says = (
        "takes off"
        if page.assessment.picture.presence(name) is Presence.PRESENT
        else "would take off"
    )
    return f"A yes {says}: {listed(shown)}."


def _worked_out(page: VisitPage, name: str) -> WorkedOut:
    said = page.assessment.picture.presence(name)
    words = {
        Presence.PRESENT: ("Yes, by what was answered", "tick"),
        Presence.ABSENT: ("No, by what was answered", "cross"),
        Presence.NOT_ASSESSED: ("Not known yet: its questions are still open", "ring-dashed"),
    }[said]
    return WorkedOut(
        name=knowledge().pack.library.findings[name].name, words=words[0], sign=words[1]
    )
