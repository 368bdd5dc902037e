"""Scores in words and as charts: scale ends, direction said, the band where it was checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.clinical.pack import Pack
from planner.progression.chart import Chart, chart_of
from planner.progression.course import Recorded
from planner.progression.odd_numbers import unusual
from planner.progression.outcomes import Due, Reads, Score, TimeAsks
from planner.web.words import MONTHS, plural
from planner.workflow.review import Review

LEFT, RIGHT, TOP, BOTTOM = 3.0, 97.0, 4.0, 94.0
"""Where the plot lies in its drawing, in per cent."""
LEADS = "nprs"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One measure: first and newest number, how the change reads, what to look at again."""

    id: str
    name: str
    first: str
    first_on: str
    now: str
    reading: str
    sign: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One point of a chart, in per cent, with its number and day in words."""

    x: float
    y: float
    number: str
    day: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCard:
    """A chart as it is drawn: everything in per cent, no picture to stretch.

    ``dots`` and ``table`` hold the same numbers.
    """

    id: str
    title: str
    direction: str
    label: str
    ticks: tuple[tuple[float, str], ...]
    segments: tuple[tuple[float, float, float, float], ...]
    dots: tuple[Dot, ...]
    band: tuple[float, float] | None
    band_words: str
    band_y: float
    says: str
    table: tuple[tuple[str, str], ...]


def score_lines(review: Review, pack: Pack) -> tuple[ScoreLine, ...]:
    """Every score that was recorded, pain first."""
    return tuple(_line(score, review, pack) for score in _in_order(review.scores))


def chart_cards(review: Review) -> tuple[ChartCard, ...]:
    """A chart for each score that was taken at two visits or more."""
    return tuple(
        _card(score, chart_of(score, review.visits))
        for score in _in_order(review.scores)
        if len(score.points) > 1
    )


def time_words(asks: TimeAsks | None) -> tuple[str, str] | None:
    """What no change for weeks asks, as heading and reason."""
    if asks is None:
        return None
    head = {
        Due.RETHINK: "go through the causes again",
        Due.IMAGE: "imaging or a sports physician",
        Due.MEASURE: "measure, to know whether anything changed",
    }[asks.due]
    weeks = plural(asks.weeks, "week")
    state = "no change that matters" if asks.due is not Due.MEASURE else "change not known"
    return f"{weeks} of treatment, {state}: {head}", asks.because


def _in_order(scores: Sequence[Score]) -> list[Score]:
    return sorted(scores, key=lambda score: score.measure.id != LEADS)


def _line(score: Score, review: Review, pack: Pack) -> ScoreLine:
    is_today = score.last.on == review.last_day
    measure = score.measure
    signs = {Reads.BETTER: "done", Reads.WORSE: "triangle"}
    return ScoreLine(
        id=measure.id,
        name=measure.name.partition(" (")[0],
        first=f"{score.first.number:g}",
        first_on=_day(score.first),
        now=f"{score.last.number:g}" if is_today and len(score.points) > 1 else "",
        reading=_reading(score),
        sign=signs.get(score.reads, "none"),
        check=unusual(pack.library, measure.id, measure.unit, score.last.number, score.points[:-1])
        if is_today
        else "",
    )


def _reading(score: Score) -> str:
    moved = score.last.number - score.first.number
    signed = f"{moved:+.2g}".replace("-", "\u2212")
    if score.reads is Reads.ONCE:
        return "measured once"
    if score.matters_from is None:
        return f"{signed}, trend only"
    words = {
        Reads.BETTER: "better, a change that matters",
        Reads.WORSE: "worse, a change that matters",
        Reads.SMALL: "less than a change that matters",
    }[score.reads]
    return f"{signed}, {words} ({score.matters_from:g})"


def _card(score: Score, chart: Chart) -> ChartCard:
    dots = tuple(_dot(point, chart, place) for place, point in enumerate(chart.points))
    segments = tuple(
        (_x(chart, a), _y(chart, a.number), _x(chart, b), _y(chart, b.number))
        for line in chart.lines
        for a, b in pairwise(line)
    )
    band = None
    if chart.better_from is not None and chart.better_to is not None:
        band = (_y(chart, chart.better_to), _y(chart, chart.better_from))
    name = chart.name.partition(" (")[0]
    ends = f"{chart.lowest:g} to {chart.highest:g}" + (", no upper end" if chart.is_open else "")
    return ChartCard(
        id=score.measure.id,
        title=f"{name}, {ends}",
        direction=chart.direction,
        label=f"{name}, {ends}. {chart.direction}. "
        + ", ".join(f"{_day(point)}: {point.number:g}" for point in chart.points),
        ticks=tuple((_y(chart, tick), f"{tick:g}") for tick in chart.ticks),
        segments=segments,
        dots=dots,
        band=band,
        band_words=_band_words(chart),
        band_y=(band[0] + band[1]) / 2 if band else 0,
        says=_says(score, chart),
        table=tuple((_day(point), f"{point.number:g}") for point in chart.points),
    )


def _dot(point: Recorded, chart: Chart, place: int) -> Dot:
    ends = {0: "start", len(chart.points) - 1: "end"}
    return Dot(
        x=_x(chart, point),
        y=_y(chart, point.number),
        number=f"{point.number:g}",
        day=_day(point),
        side=ends.get(place, "middle"),
    )


def _band_words(chart: Chart) -> str:
    if chart.better_from is None or chart.better_to is None:
        return ""
    if chart.better_from == chart.lowest:
        return f"{chart.better_to:g} or below"
    return f"{chart.better_from:g} or above"


def _says(score: Score, chart: Chart) -> str:
    said = _moved(score)
    if not chart.editions:
        return said
    return f"{said} Two editions, not one line: {'; '.join(chart.editions)}."


def _moved(score: Score) -> str:
    moved = score.last.number - score.first.number
    way = "no change" if not moved else f"{'up' if moved > 0 else 'down'} {abs(moved):.2g}"
    weeks = (score.last.on - score.first.on).days // 7
    said = f"{way.capitalize()} in {plural(weeks, 'week')}."
    if score.matters_from is not None:
        said += f" Change that matters: {score.measure.mcid} ({', '.join(score.measure.source)})."
    else:
        said += " No checked figure for a change that matters: a trend only."
    return said


def _x(chart: Chart, point: Recorded) -> float:
    return round(LEFT + (RIGHT - LEFT) * chart.across(point.on), 2)


def _y(chart: Chart, number: float) -> float:
    return round(TOP + (BOTTOM - TOP) * chart.down(number), 2)


def _day(point: Recorded) -> str:
    return f"{point.on.day} {MONTHS[point.on.month - 1]}"
