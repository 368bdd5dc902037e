"""Page 1 of the patient's plan, the one that hangs on the fridge."""

from dataclasses import dataclass
from enum import Enum

from planner.documents.values.identity import Marked

HIGHEST_PAIN = 10


@dataclass(frozen=True)
class Notice:
    """What must be done first, before anything else on the page (a holding plan).

    ``steps`` are numbered; ``avoid`` and ``allowed`` are short lists. Printed in a heavy frame.
    """

    heading: str
    steps: tuple[Marked, ...] = ()
    avoid: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """One day of the running week.

    A run day has ``amount`` ("35") and ``unit`` ("min"). Any other day has a ``word`` ("no run"):
    a blank could be read as forgotten.
    """

    name: str
    amount: str | None = None
    unit: str = "min"
    word: str = "no run"

    @property
    def is_run_day(self) -> bool:
        return self.amount is not None


@dataclass(frozen=True)
class Week:
    """This week's running, stated in full in the heading, then day by day.

    ``take_care`` is what a factor of theirs asks to be minded in every run. With no ``days`` the
    heading stands alone ("This week: no running"). ``every_day`` is the line under the table; the
    page of the exercise cards is added to it by the layout.
    """

    heading: str
    how: str = ""
    take_care: str = ""
    days: tuple[Day, ...] = ()
    every_day: Marked = ""

    def __post_init__(self) -> None:
        if self.days and len(self.days) != 7:
            raise ValueError(f"A week has seven days, not {len(self.days)}")

    @property
    def has_runs(self) -> bool:
        return any(day.is_run_day for day in self.days)


@dataclass(frozen=True)
class PainZone:
    """One box of the pain ruler: its numbers, its word and one short sentence."""

    tone: str
    numbers: tuple[int, ...]
    word: str
    sentence: str


@dataclass(frozen=True)
class PainRule:
    """The one pain limit of this plan on the scale from 0 to 10.

    Pain up to ``carry_on_to`` is accepted, from ``stop_from`` the person stops, what lies between
    is eased off. With ``stop_from`` directly above ``carry_on_to`` there is no middle box.
    """

    carry_on_to: int
    stop_from: int
    carry_on: str = "A little is OK."
    ease_off: str = "Make it easier."
    stop: str = "Rest a day. Then go easier."
    next_morning: Marked = (
        "**Up by 2 or more the next morning?** Rest a day. Then go one step easier."
    )

    def __post_init__(self) -> None:
        if not 0 <= self.carry_on_to < self.stop_from <= HIGHEST_PAIN:
            raise ValueError(
                "The pain rule needs 0 <= carry_on_to < stop_from <= 10, not "
                f"{self.carry_on_to} and {self.stop_from}"
            )

    @property
    def zones(self) -> tuple[PainZone, ...]:
        """The boxes from least to most pain; together they hold every number from 0 to 10."""
        bounds = (0, self.carry_on_to + 1, self.stop_from, HIGHEST_PAIN + 1)
        words = (
            ("carry-on", "Carry on", self.carry_on),
            ("ease-off", "Ease off", self.ease_off),
            ("stop", "Stop for today", self.stop),
        )
        return tuple(
            PainZone(tone, tuple(range(first, last)), word, sentence)
            for (tone, word, sentence), first, last in zip(
                words, bounds[:-1], bounds[1:], strict=True
            )
            if first < last
        )


@dataclass(frozen=True)
class Flare:
    """What to do when it flares up: when this applies, then steps in order of time."""

    when: str
    steps: tuple[Marked, ...]


@dataclass(frozen=True)
class NextVisit:
    """The next appointment in words ("Monday 7 December, 10:00"), and a line below it."""

    when: str
    note: str = ""


class HelpLevel(Enum):
    """The three tiers of help. The darker the box, the more urgent."""

    EMERGENCY = "emergency"
    TODAY = "today"
    CAN_WAIT = "can-wait"


@dataclass(frozen=True)
class HelpTier:
    """Who to ring and for which signs, worst sign first.

    ``who`` is large ("999", a telephone number), ``then`` stands under it ("or A&E now"). Signs of
    up to 28 characters stay on one line of the standard page; longer ones wrap and are never cut.
    """

    level: HelpLevel
    who: str
    signs: tuple[str, ...]
    then: str = ""

    def __post_init__(self) -> None:
        if not self.signs:
            raise ValueError(f"A tier of help without a sign tells nobody when: {self.who}")
