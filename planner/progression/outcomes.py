"""Outcome measures over a course of care: the change, whether it matters, and what time asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.clinical.limits import AssemblyLimits
from planner.clinical.outcomes import OutcomeMeasure
from planner.progression.course import Recorded

LOWER = "lower better"


class Reads(StrEnum):
    """How a change reads. Without a checked figure for what matters it is a trend only."""

    BETTER = "better"
    WORSE = "worse"
    SMALL = "less than matters"
    TREND = "trend only"
    ONCE = "measured once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One measure with every number recorded in the episode, oldest first.

    Only numbers of the newest edition of its instrument are held against one another (HZ-012).
    """

    measure: OutcomeMeasure
    points: tuple[Recorded, ...]

    @property
    def alike(self) -> tuple[Recorded, ...]:
        """The numbers taken with the same edition as the newest one."""
        return tuple(point for point in self.points if point.version == self.last.version)

    @property
    def first(self) -> Recorded:
        """The number everything is held against."""
        return self.alike[0]

    @property
    def last(self) -> Recorded:
        """The newest number."""
        return self.points[-1]

    @property
    def gain(self) -> float:
        """Change since the first, in the measure's points; above nought is better."""
        moved = self.last.number - self.first.number
        return -moved if self.measure.direction == LOWER else moved

    @property
    def matters_from(self) -> float | None:
        """The smallest change that matters, where a source was checked for it."""
        return self.measure.mcid_value if self.measure.verified else None

    @property
    def reads(self) -> Reads:
        """The change against what matters."""
        if len(self.alike) < 2:
            return Reads.ONCE
        if self.matters_from is None:
            return Reads.TREND
        if self.gain >= self.matters_from:
            return Reads.BETTER
        return Reads.WORSE if -self.gain >= self.matters_from else Reads.SMALL


class Due(StrEnum):
    """What no change for weeks asks of the clinician."""

    RETHINK = "rethink"
    IMAGE = "image"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAsks:
    """What is due after so many whole weeks of treatment, and why."""

    due: Due
    weeks: int
    because: str


def time_asks(
    scores: Iterable[Score], started: date | None, on: date, limits: AssemblyLimits
) -> TimeAsks | None:
    """After 6 weeks without a change that matters the causes again; after 12 imaging or a doctor.

    Where nothing with a checked figure was measured twice, nobody knows: then measuring is due.
    """
    if started is None:
        return None
    weeks = (on - started).days // 7
    if weeks < limits.rethink_weeks.value:
        return None
    known = [s for s in scores if s.matters_from is not None and len(s.alike) > 1]
    if any(score.reads is Reads.BETTER for score in known):
        return None
    if not known:
        because = "no measure with a known change that matters was taken twice"
        return TimeAsks(due=Due.MEASURE, weeks=weeks, because=because)
    said = "; ".join(
        f"{score.measure.name}: {score.first.number:g} to {score.last.number:g}" for score in known
    )
    due, limit = Due.RETHINK, limits.rethink_weeks
    if weeks >= limits.image_weeks.value:
        due, limit = Due.IMAGE, limits.image_weeks
    return TimeAsks(due=due, weeks=weeks, because=f"{said}. {limit.because}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retested:
    """One technique tried at one visit, and the sign straight after it."""

    item: str
    on: date
    is_better: bool


def dropped(retests: Sequence[Retested], limits: AssemblyLimits) -> dict[str, str]:
    """Techniques without change at the last visits in a row, each with its reason."""
    wanted = round(limits.retest_visits.value)
    found: dict[str, str] = {}
    for item in dict.fromkeys(each.item for each in retests):
        last = [each for each in retests if each.item == item][-wanted:]
        if len(last) == wanted and not any(each.is_better for each in last):
            days = " and ".join(f"{each.on.day} {each.on:%b}" for each in last)
            found[item] = f"no change when tested again on {days}"
    return found
