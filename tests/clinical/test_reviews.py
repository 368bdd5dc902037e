"""A review date changes its state on the right day."""

from datetime import date, timedelta

import pytest

from planner.clinical.citations import Review
from planner.clinical.reviews import Due, ReviewRule

DAY = date(2027, 11, 1)
REVIEW = Review(authored_by="A. Author", due=DAY, reason="a test")
RULE = ReviewRule(notice_days=60, grace_days=90, verified=False)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (-61, Due.IN_DATE),
        (-60, Due.SOON),
        (0, Due.SOON),
        (1, Due.OVERDUE),
        (90, Due.OVERDUE),
        (91, Due.LONG_OVERDUE),
    ],
)
def test_a_review_changes_its_state_on_the_right_day(days, due):
    """HZ-063-T1"""
    assert RULE.due(REVIEW, DAY + timedelta(days=days)) is due


def test_days_are_not_negative():
    with pytest.raises(ValueError, match="0 or more"):
        ReviewRule(notice_days=-1, grace_days=90, verified=False)


@pytest.mark.parametrize("signed", ["A. Author", "a author", " A.AUTHOR ", "", " ", "-"])
def test_nobody_signs_what_they_wrote_themselves_and_a_blank_is_no_name(signed):
    """HZ-061-T1"""
    by_two = Review(authored_by="A. Author", checked_by="B. Reader", due=DAY, reason="a test")
    assert by_two.checked_by == "B. Reader"
    with pytest.raises(ValueError, match=r"somebody else|names a clinician"):
        Review(authored_by="A. Author", checked_by=signed, due=DAY, reason="a test")


def test_an_entry_names_who_wrote_it():
    """HZ-061-T1"""
    with pytest.raises(ValueError, match="names who wrote it"):
        Review(authored_by=" ", due=DAY, reason="a test")
