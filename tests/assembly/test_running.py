"""The run table: from what this runner tolerates, never faster than the cap."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.assembly.running import calendar, run_plan
from planner.clinical.answers import Irritability
from planner.clinical.case import SportLoad
from planner.clinical.stages import Running
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import the_limits, the_pack

LIMITS = the_limits()


def test_an_early_week_allows_half_the_longest_tolerated_run():
    plan, _ = run_plan(Running.EASY, SportLoad(longest_tolerated_minutes=70), LIMITS)
    assert (plan.runs_per_week, plan.minutes) == (3, 35)


def test_a_distance_becomes_minutes_at_the_runners_own_pace():
    sport = SportLoad(longest_tolerated_km=12, easy_pace_minutes_per_km=5)
    plan, _ = run_plan(Running.EASY, sport, LIMITS)
    assert plan.minutes == 30


def test_no_running_means_none():
    plan, questions = run_plan(Running.NONE, SportLoad(longest_tolerated_minutes=70), LIMITS)
    assert (plan.minutes, plan.rows, questions) == (0, (), ())


def test_without_any_distance_the_table_starts_at_its_first_level_and_asks():
    plan, questions = run_plan(Running.WALK_RUN, SportLoad(), LIMITS)
    assert plan.rows[0].run_minutes == 1
    assert [question.id for question in questions] == ["longest-tolerated-run"]


def test_the_walk_run_table_starts_at_the_level_tolerated_now():
    plan, _ = run_plan(Running.WALK_RUN, SportLoad(longest_tolerated_minutes=16), LIMITS)
    assert plan.rows[0].run_minutes == 3


@given(st.floats(min_value=1, max_value=300))
def test_no_run_grows_by_more_than_the_cap(minutes: float):
    plan, _ = run_plan(Running.STEADY, SportLoad(longest_tolerated_minutes=minutes), LIMITS)
    totals = [row.total_minutes for row in plan.rows]
    assert all(b <= a * 1.1 + 1 for a, b in pairwise(totals))
    assert totals[0] <= minutes


def test_a_runner_beyond_the_last_level_goes_on_from_the_tolerated_run():
    sport = SportLoad(longest_tolerated_minutes=70)
    plan, _ = run_plan(Running.WALK_RUN, sport, LIMITS, Irritability.LOW)
    assert plan.rows[0].total_minutes == 70
    assert plan.rows[1].total_minutes == 77


def test_the_cap_is_smaller_until_irritability_is_known_to_be_low():
    sport = SportLoad(longest_tolerated_minutes=100)
    for irritability, second in (
        (None, 105),
        (Irritability.MODERATE, 105),
        (Irritability.LOW, 110),
    ):
        plan, _ = run_plan(Running.STEADY, sport, LIMITS, irritability)
        assert plan.rows[1].total_minutes == second


def test_the_way_back_to_speed_stands_in_the_stage_that_allows_it_alone():
    limits = the_pack().presentation.limits
    for running in Running:
        for irritability in Irritability:
            plan, _ = run_plan(running, SportLoad(), limits, irritability)
            is_fast = running is Running.SPEED and irritability is not Irritability.HIGH
            assert bool(plan.speed) is is_fast


def test_standing_starts_are_the_last_step_back_to_speed_and_flat_ground_the_first():
    levels = the_pack().presentation.limits.speed_levels
    assert "flat" in levels[0].text
    assert ["standing" in level.text for level in levels] == [False] * (len(levels) - 1) + [True]
    efforts = [level.effort.high for level in levels if level.effort]
    assert efforts == sorted(efforts)


def test_the_calendar_gives_two_tries_a_row_and_keeps_to_the_run_days():
    plan, _ = run_plan(Running.WALK_RUN, SportLoad(), LIMITS)
    days = calendar(plan, (1, 3, 5), date(2026, 11, 22))
    assert [day.step for day in days[:5]] == [1, 1, 2, 2, 3]
    assert {day.on.weekday() for day in days} == {1, 3, 5}
    assert days[0].on == date(2026, 11, 24)


def test_without_breaks_the_longest_run_grows_once_a_week():
    plan, _ = run_plan(Running.STEADY, SportLoad(longest_tolerated_minutes=40), LIMITS)
    days = calendar(plan, (1, 3, 5), date(2026, 11, 22))
    assert [day.step for day in days] == [1] * 3 + [2] * 3 + [3] * 3 + [4] * 3


def test_no_running_has_an_empty_calendar():
    plan, _ = run_plan(Running.NONE, SportLoad(longest_tolerated_minutes=40), LIMITS)
    assert calendar(plan, (), date(2026, 11, 22)) == ()


def test_whoever_runs_without_a_break_by_now_gets_no_card_of_walks_and_runs():
    """Its steps lead to a line of a table of walks and runs, which their plan does not hold."""
    load = SportLoad(longest_tolerated_minutes=60)
    plan, _ = run_plan(Running.WALK_RUN, load, LIMITS)
    assert plan.kind is Running.STEADY
    assert not any(row.walk_minutes for row in plan.rows)

    runner = a_runner(stage=3)
    for minutes, has_card in ((5, True), (60, False)):
        sport = replace(runner.sport, longest_tolerated_minutes=minutes, longest_tolerated_km=None)
        stage = planned(replace(runner, sport=sport)).current
        assert stage is not None
        assert ("gr-walk-run" in [i.intervention.id for i in stage.items]) is has_card


def test_after_a_plan_without_running_the_table_starts_at_its_first_level_and_asks():
    """HZ-015: a run of 70 quiet minutes was told before weeks without one."""
    sport = SportLoad(longest_tolerated_minutes=70)

    plan, questions = run_plan(Running.EASY, sport, LIMITS, is_rested=True)

    anew, _ = run_plan(Running.WALK_RUN, SportLoad(), LIMITS)
    assert plan.rows == anew.rows
    assert plan.minutes == anew.minutes < 70
    assert [question.id for question in questions] == ["longest-tolerated-run"]
