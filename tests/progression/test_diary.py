"""The diary: what sessions, mornings and runs say, and that a blank says nothing."""

from datetime import date

import pytest

from planner.progression.diary import above_limit, longest_calm_run, usual_morning
from tests.progression.courses import a_diary


@pytest.mark.parametrize(
    ("rows", "latest", "longest"),
    [
        ({"exercise_pain": [2, 3, 3]}, 0, 0),
        ({"exercise_pain": [2, 4, 4]}, 2, 2),
        ({"exercise_pain": [4, 4, 3]}, 0, 2),
        ({"exercise_pain": [4, None, 4]}, 2, 2),
        ({"exercise_pain": [2, 2, 2, 2], "run_pain": [4, None, 4, None]}, 2, 2),
        ({"exercise_pain": [4, None], "run_pain": [None, 4]}, 2, 2),
        ({"exercise_pain": [2, 2], "run_pain": [3, 4]}, 1, 1),
    ],
)
def test_sessions_above_the_limit_are_counted_by_kind_and_together(rows, latest, longest):
    found = above_limit(a_diary(**rows), 3)

    assert found is not None
    assert (found.latest, found.longest) == (latest, longest)


def test_a_diary_without_pain_says_nothing_about_the_limit():
    assert above_limit(a_diary(run_minutes=[0, 15], morning_test=[2, 9]), 3) is None


def test_the_usual_morning_is_the_middle_of_quiet_days_and_never_above_the_start():
    rows = {"exercise_pain": [2, 2, 5, 2, 2], "morning_test": [2, 3, 2, 6, 3]}

    assert usual_morning(a_diary(**rows), 3) == 2.5
    assert usual_morning(a_diary(**rows), 3, before=1) == 1
    assert usual_morning(a_diary(**rows), 3, before=5) == 2.5


def test_nothing_is_usual_after_two_mornings():
    assert usual_morning(a_diary(morning_test=[2, 2]), 3) is None


@pytest.mark.parametrize(
    ("minutes", "pain", "morning", "found"),
    [
        ([15, 0], [3, None], [2, 3], (date(2026, 12, 12), 15)),
        ([15, 0], [4, None], [2, 2], None),
        ([15, 0], [None, None], [2, 2], None),
        ([15, 0], [3, None], [2, None], None),
        ([15, 0], [3, None], [2, 4], None),
        ([0, 25], [None, 1], [2, 2], None),
    ],
)
def test_a_run_counts_only_with_its_pain_and_a_quiet_next_morning(minutes, pain, morning, found):
    days = a_diary(run_minutes=minutes, run_pain=pain, morning_test=morning)

    assert longest_calm_run(days, 3, 3) == found
