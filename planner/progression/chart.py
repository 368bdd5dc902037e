"""A chart of one measure: scale ends, direction in words, gaps kept (HZ-083)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from planner.progression.course import Recorded
from planner.progression.outcomes import LOWER, Score

TICKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Points by day, on the whole scale of the measure.

    ``lowest`` and ``highest`` are the ends of the scale, never of the data; a measure without an
    upper end says so in ``is_open``. ``lines`` are the points that may be joined: a visit at which
    nothing was measured lies between two lines, and so does another edition of the instrument,
    which ``editions`` then names. ``better_from`` to ``better_to`` is the band of a
    change that matters, where a source was checked.
    """

    name: str
    direction: str
    lowest: float
    highest: float
    is_open: bool
    ticks: tuple[float, ...]
    lines: tuple[tuple[Recorded, ...], ...]
    better_from: float | None = None
    better_to: float | None = None
    editions: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[Recorded, ...]:
        """Every point, oldest first: the same numbers as in the table beside it."""
        return tuple(point for line in self.lines for point in line)

    @property
    def first_day(self) -> date:
        """The left end."""
        return self.points[0].on

    @property
    def last_day(self) -> date:
        """The right end."""
        return self.points[-1].on

    def across(self, on: date) -> float:
        """Place of a day from left to right, 0 to 1; days are as far apart as they were."""
        whole = (self.last_day - self.first_day).days
        return (on - self.first_day).days / whole if whole else 0.5

    def down(self, number: float) -> float:
        """Place of a number from top to bottom, 0 to 1: the lowest number is always lowest."""
        return 1 - (number - self.lowest) / (self.highest - self.lowest)


def chart_of(score: Score, visits: Sequence[date]) -> Chart:
    """The chart of one score over the visits of its episode, oldest first."""
    measure = score.measure
    top = measure.highest
    highest = top if top is not None else _round_up(max(p.number for p in score.points))
    band = _band(score, measure.lowest, highest)
    editions = tuple(dict.fromkeys(point.version or "not recorded" for point in score.points))
    return Chart(
        name=measure.name,
        direction="Lower is better" if measure.direction == LOWER else "Higher is better",
        lowest=measure.lowest,
        highest=highest,
        is_open=top is None,
        ticks=tuple(
            measure.lowest + (highest - measure.lowest) * place / TICKS
            for place in range(TICKS + 1)
        ),
        lines=_lines(score.points, visits),
        better_from=band[0] if band else None,
        better_to=band[1] if band else None,
        editions=editions if len(editions) > 1 else (),
    )


def _band(score: Score, lowest: float, highest: float) -> tuple[float, float] | None:
    """From the first number less (or plus) the change that matters to the good end."""
    change = score.matters_from
    if change is None:
        return None
    if score.measure.direction == LOWER:
        edge = score.first.number - change
        return (lowest, edge) if edge > lowest else None
    edge = score.first.number + change
    return (edge, highest) if edge < highest else None


def _lines(points: Sequence[Recorded], visits: Sequence[date]) -> tuple[tuple[Recorded, ...], ...]:
    lines: list[list[Recorded]] = []
    for point in points:
        before = lines[-1][-1] if lines else None
        is_gap = before is None or any(before.on < visit < point.on for visit in visits)
        is_other = before is not None and before.version != point.version
        if is_gap or is_other:
            lines.append([point])
        else:
            lines[-1].append(point)
    return tuple(tuple(line) for line in lines)


def _round_up(number: float) -> float:
    """An upper end for a measure that has none: the next ten, so that ticks are whole."""
    return float(max(10, ceil(number / 10) * 10))
