"""Scores, what time asks, and techniques that changed nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.progression.chart import chart_of
from planner.progression.course import Recorded
from planner.progression.outcomes import Due, Reads, Retested, Score, dropped, time_asks
from tests.packs import the_limits, the_pack

FIRST = date(2026, 11, 2)


def a_score(name: str, *numbers: float, days: int = 7) -> Score:
    measure = the_pack().library.outcome_measures[name]
    return Score(
        measure=measure,
        points=tuple(
            Recorded(number=number, on=FIRST + timedelta(days=days * place))
            for place, number in enumerate(numbers)
        ),
    )


@pytest.mark.parametrize(
    ("name", "numbers", "reads"),
    [
        ("nprs", (6, 4), Reads.BETTER),
        ("nprs", (6, 5), Reads.SMALL),
        ("nprs", (4, 6), Reads.WORSE),
        ("psfs", (4.3, 5.7), Reads.BETTER),
        ("psfs", (5.7, 4.3), Reads.WORSE),
        ("visa-h", (40, 90), Reads.TREND),
        ("groc", (0, 5), Reads.TREND),
        ("nprs", (6,), Reads.ONCE),
    ],
)
def test_a_change_reads_by_its_direction_and_only_with_a_checked_figure(name, numbers, reads):
    assert a_score(name, *numbers).reads is reads


@pytest.mark.parametrize(
    ("weeks", "scores", "due"),
    [
        (5, [("nprs", 6, 6)], None),
        (6, [("nprs", 6, 6)], Due.RETHINK),
        (11, [("nprs", 6, 5)], Due.RETHINK),
        (12, [("nprs", 6, 5)], Due.IMAGE),
        (12, [("nprs", 6, 4)], None),
        (6, [("nprs", 6)], Due.MEASURE),
        (6, [("visa-h", 40, 90)], Due.MEASURE),
        (6, [("nprs", 6, 6), ("psfs", 4, 6)], None),
    ],
)
def test_no_change_at_six_weeks_asks_again_and_at_twelve_for_imaging(weeks, scores, due):
    found = time_asks(
        [a_score(*score) for score in scores],
        FIRST,
        FIRST + timedelta(weeks=weeks),
        the_limits(),
    )

    assert (found.due if found else None) is due


def tried(*results: bool) -> list[Retested]:
    return [
        Retested(item="tens", on=FIRST + timedelta(days=7 * n), is_better=is_better)
        for n, is_better in enumerate(results)
    ]


@pytest.mark.parametrize(
    ("results", "is_dropped"),
    [
        ((False,), False),
        ((False, False), True),
        ((False, True), False),
        ((True, False), False),
        ((True, False, False), True),
        ((False, False, True), False),
    ],
)
def test_an_agent_is_dropped_after_two_visits_in_a_row_without_change(results, is_dropped):
    assert ("tens" in dropped(tried(*results), the_limits())) is is_dropped


def test_hz_083_t1_the_axis_runs_from_end_to_end_of_the_scale_and_says_its_direction():
    """HZ-083-T1: scale ends, direction in words, whatever the numbers are."""
    pain = chart_of(a_score("nprs", 4, 3.9), [FIRST, FIRST + timedelta(days=7)])
    able = chart_of(a_score("psfs", 4, 4.1), [FIRST, FIRST + timedelta(days=7)])

    assert (pain.lowest, pain.highest, pain.direction) == (0, 10, "Lower is better")
    assert (able.lowest, able.highest, able.direction) == (0, 10, "Higher is better")
    assert pain.down(0) == 1
    assert pain.down(10) == 0
    assert pain.ticks[0] == 0
    assert pain.ticks[-1] == 10


def test_hz_083_t1_a_visit_without_a_number_leaves_a_gap():
    """HZ-083-T1: three visits, nothing measured at the second: two lines, no join."""
    week = timedelta(days=7)
    score = Score(
        measure=a_score("nprs", 1).measure,
        points=(Recorded(number=6, on=FIRST), Recorded(number=3, on=FIRST + 2 * week)),
    )

    assert len(chart_of(score, [FIRST, FIRST + week, FIRST + 2 * week]).lines) == 2
    assert len(chart_of(score, [FIRST, FIRST + 2 * week]).lines) == 1


def test_days_are_as_far_apart_as_they_were():
    score = Score(
        measure=a_score("nprs", 1).measure,
        points=tuple(Recorded(number=5, on=FIRST + timedelta(days=days)) for days in (0, 7, 28)),
    )

    chart = chart_of(score, [])
    assert [chart.across(point.on) for point in chart.points] == [0, 0.25, 1]


def test_the_band_of_a_change_that_matters_stands_only_where_it_was_checked():
    assert chart_of(a_score("nprs", 6, 3), []).better_to == 4
    assert chart_of(a_score("psfs", 4, 5), []).better_from == 5.3
    assert chart_of(a_score("visa-h", 40, 50), []).better_to is None
    assert chart_of(a_score("nprs", 1, 1), []).better_to is None


def test_a_scale_without_an_upper_end_says_so():
    chart = chart_of(a_score("slhb", 6, 23), [])

    assert chart.is_open
    assert chart.highest == 30


def test_scores_of_two_editions_are_two_lines_and_never_one_change():
    """HZ-012-T3: a break in the chart, both editions named, and nothing held across it."""
    lefs = a_score("lefs", 30, 34, 60)
    old, now = "1999, 20 questions", "2030, 10 questions"
    points = tuple(
        replace(point, version=now if place == 2 else old)
        for place, point in enumerate(lefs.points)
    )
    mixed = Score(measure=lefs.measure, points=points)
    chart = chart_of(mixed, [point.on for point in points])

    assert [len(line) for line in chart.lines] == [2, 1]
    assert chart.editions == (old, now)
    assert mixed.reads is Reads.ONCE
    assert chart_of(lefs, [point.on for point in points]).editions == ()
