"""What is told of one fictional person: who they are, and what is recorded at each visit.

Days are counted back from today, so that a demonstration is always of this week. The answers of a
visit come from a worked case of the packs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from planner.clinical.answers import Sex, Side
from planner.workflow.words import BodyMark

PLACES = {
    "Low back": (57, 38),
    "Middle of the buttock": (61, 51),
    "Sitting bone": (59, 56),
    "Back of the thigh": (63, 66),
    "Outside of the hip": (75, 52),
    "Below the knee": (63, 84),
}
"""Where a mark of the body chart lies, on the right and seen from behind, in per cent."""


class Told(IntEnum):
    """How far a visit has come when the demonstration opens."""

    WORDS = 1
    PART_OF_SCREEN = 2
    SCREEN = 3
    PART_OF_EXAMINATION = 4
    EXAMINATION = 5
    SIGNED = 6
    FITTED = 7
    ISSUED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a referral's loop."""

    kind: str
    days_ago: int
    whom: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A referral written at the visit, and what came of it."""

    to: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit. Today's begin some minutes ago, earlier ones at a time of that day.

    ``diary`` holds the rows of the week before, the last number for the day before the visit, and
    ``decision`` what was decided at the gate, and why.
    """

    case: str
    told: Told
    days_ago: int = 0
    minutes_ago: int = 0
    at: time = time(10, 15)
    by_colleague: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    worst_at: str = ""
    also_at: tuple[str, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    weeks_later: float = 0
    stage: tuple[int, str] | None = None
    diary: Mapping[str, tuple[float | None, ...]] = field(default_factory=dict)
    decision: tuple[str, str] | None = None
    note: str = ""
    next_in_days: int | None = None
    asked_for: tuple[tuple[str, str], ...] = ()
    letter: Letter | None = None
    outcome: tuple[str, str] | None = None
    is_finished: bool = False

    def begins(self, now: datetime) -> datetime:
        """When it began: never after now, and never on another day than its own."""
        here = now.astimezone()
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.days_ago == 0:
            return max(here - timedelta(minutes=self.minutes_ago), midnight)
        day = here.date() - timedelta(days=self.days_ago)
        return datetime.combine(day, self.at).astimezone()

    def marks(self, side: Side | None) -> tuple[BodyMark, ...]:
        """The body chart, mirrored for the left."""
        wanted = [(name, "worst") for name in (self.worst_at,) if name]
        wanted += [(name, "pain") for name in self.also_at]
        return tuple(
            BodyMark(
                view="back",
                x=100 - PLACES[name][0] if side is Side.LEFT else PLACES[name][0],
                y=PLACES[name][1],
                kind=kind,
                note=name,
            )
            for name, kind in wanted
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One fictional person. ``about`` is told while the demonstration is made."""

    about: str
    given_name: str
    family_name: str
    age: int
    birthday: tuple[int, int]
    sex: Sex | None
    telephone: str = ""
    visits: tuple[Visit, ...] = ()

    def born(self, today: date) -> date:
        """The birth date that makes them as old as the story says today."""
        month, day = self.birthday
        had_it = (month, day) <= (today.month, today.day)
        return date(today.year - self.age - (not had_it), month, day)
