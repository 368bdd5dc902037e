"""The run table: from what this runner tolerates, never faster than the cap."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.assembly.running import run_plan
from planner.clinical.case import SportLoad
from planner.clinical.stages import Running
from tests.packs import the_limits

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
    plan, _ = run_plan(Running.WALK_RUN, SportLoad(longest_tolerated_minutes=70), LIMITS)
    assert plan.rows[0].total_minutes == 70
    assert plan.rows[1].total_minutes == 77
