"""What is to be asked and tested in this patient, where, in which order, and what is not to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.clinical.answers import Presence, Side
from planner.clinical.expressions import evaluate
from planner.clinical.findings import Finding
from planner.clinical.pack import Pack
from planner.ruleout.assess import Assessment
from planner.web.assessment.places import PLACES, Place, place_of
from planner.web.assessment.wanted import (
    Tier,
    is_askable,
    next_by_id,
    that_would_raise,
    wanted_findings,
)
from planner.workflow.entries import VisitPage
from planner.workflow.standing import COULD_NOT, AnswerEntry

BOTH = (Side.RIGHT, Side.LEFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One question or test for this patient.

    ``sides`` holds ``None`` where one answer does. ``forbidden`` says why it is not to be done.
    ``entries`` are the answers that count, by side.
    """

    finding: Finding
    place: Place
    tier: Tier
    sides: tuple[Side | None, ...]
    entries: Mapping[Side | None, AnswerEntry]
    forbidden: tuple[str, ...] = ()
    why: str = ""

    @property
    def is_answered(self) -> bool:
        """Answered, or tried and impossible, on every side that hurts."""
        return all(side in self.entries for side in self.sides)

    @property
    def is_to_do(self) -> bool:
        """Still to be asked, and safe to be."""
        return not self.is_answered and not self.forbidden

    @property
    def is_asked_for(self) -> bool:
        """Part of what this visit needs; the others settle single causes, if wanted."""
        return self.tier is not Tier.MORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """Every task, by position and then by what comes first."""

    tasks: tuple[Task, ...]

    def at(self, place: Place) -> tuple[Task, ...]:
        """The tasks of one position."""
        return tuple(task for task in self.tasks if task.place is place)

    def find(self, finding: str) -> Task | None:
        """The task of a finding, if it is one."""
        return next((task for task in self.tasks if task.finding.id == finding), None)

    def count(self, place: Place) -> tuple[int, int]:
        """How many of a position are answered, of how many asked for."""
        asked = [
            task
            for task in self.at(place)
            if task.is_answered or (task.is_asked_for and not task.forbidden)
        ]
        return sum(task.is_answered for task in asked), len(asked)

    @property
    def places(self) -> tuple[Place, ...]:
        """The positions that hold anything."""
        return tuple(place for place in PLACES if self.at(place))

    @property
    def first_place(self) -> Place:
        """Where to go on: the first position with something asked for, else the first one."""
        for place in self.places:
            if any(task.is_to_do and task.is_asked_for for task in self.at(place)):
                return place
        return PLACES[0]

    def place_after(self, here: Place) -> Place:
        """Where to go on from a position that is done.

        A safety question leads wherever it is asked; else the next position down, and back up only
        when nothing is left below, so that nobody is turned over for what an answer opened behind.
        """
        at = PLACES.index(here)
        to_do = [task for task in self.tasks if task.is_to_do and task.is_asked_for]
        urgent = [task.place for task in to_do if task.tier is Tier.SAFETY]
        below = [task.place for task in to_do if PLACES.index(task.place) > at]
        return next(iter((*urgent, *below)), self.first_place)

    @property
    def moves_nothing_more(self) -> bool:
        """Nothing that is asked for is left: more tests would change nothing."""
        return not any(task.is_to_do and task.is_asked_for for task in self.tasks)


def worklist(
    page: VisitPage, sides: Sequence[Assessment], pack: Pack, *, also: str | None = None
) -> Worklist:
    """What is offered, what was answered, and what must not be done.

    The core and what the reasoning asks next stand first; tests that settle a single cause, or
    that open branches, follow. ``also`` is a finding somebody asks for by a link.
    """
    asked, raising = next_by_id(sides), that_would_raise(sides, pack)
    wanted = wanted_findings(page, sides, pack, asked, raising)
    known = pack.library.findings.get(also or "")
    if known is not None and is_askable(known):
        wanted.setdefault(known.id, Tier.MORE)
    order = {name: number for number, name in enumerate((*pack.presentation.head.core, *asked))}
    tasks = []
    for name, tier in wanted.items():
        finding = pack.library.findings[name]
        tasks.append(
            Task(
                finding=finding,
                place=place_of(finding),
                tier=tier,
                sides=sides_of(name, page, pack),
                entries=entries_of(name, page, pack),
                forbidden=why_forbidden(finding, sides),
                why=asked[name].why if name in asked else raising.get(name, ""),
            )
        )
    tasks.sort(key=lambda t: (PLACES.index(t.place), t.tier, order.get(t.finding.id, len(order))))
    return Worklist(tasks=tuple(tasks))


def sides_of(name: str, page: VisitPage, pack: Pack) -> tuple[Side | None, ...]:
    """Right and left where both hurt and the finding belongs to a side; else one answer."""
    painful = page.complaint.side if page.complaint else None
    if painful is Side.BOTH and name in pack.presentation.head.answered_by_side:
        return BOTH
    return (None,)


def entries_of(name: str, page: VisitPage, pack: Pack) -> dict[Side | None, AnswerEntry]:
    """The answers that count today. One for the painful side stands for the whole, and back."""
    painful = page.complaint.side if page.complaint else None
    found: dict[Side | None, AnswerEntry] = {}
    for side in sides_of(name, page, pack):
        kept = (side, None) if side is not None else (None, painful)
        for key in kept:
            entry = page.answers.get((name, key))
            if entry is not None and (entry.is_known or _could_not(entry)):
                found.setdefault(side, entry)
    return found


def _could_not(entry: AnswerEntry) -> bool:
    return entry.counts and entry.presence == COULD_NOT


def why_forbidden(finding: Finding, sides: Sequence[Assessment]) -> tuple[str, ...]:
    """The reasons of the pack that hold in this patient, on any side."""
    reasons = (
        caution.because
        for side in sides
        for caution in finding.avoid_when
        if evaluate(caution.when, side.picture) is Presence.PRESENT
    )
    return tuple(dict.fromkeys(reasons))
