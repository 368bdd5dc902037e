"""When it began, as people say it."""

from datetime import date

import pytest

from planner.web.assessment.onset_words import understood_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", 23),
        ("Yesterday evening", 22),
        ("3 days ago", 20),
        ("two days", 21),
        ("a week ago", 16),
        ("Friday", 20),
        ("on Fri evening, after running", 20),
        ("monday", 23),
        ("20 11 2026", 20),
        ("20 November 2026", 20),
    ],
)
def test_what_names_a_day_is_understood(said: str, day: int):
    assert understood_day(said, MONDAY) == date(2026, 11, day)


@pytest.mark.parametrize("said", ["", "last month", "for years", "since the birth", "31 2 2026"])
def test_what_names_no_day_is_left_as_told(said: str):
    assert understood_day(said, MONDAY) is None
