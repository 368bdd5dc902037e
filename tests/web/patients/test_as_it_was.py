"""A visit as it was on an earlier day (HZ-024-C3)."""

import pytest

from planner.workflow.actor import VisitRef
from planner.workflow.words import record_words


@pytest.fixture
def changed(app, lead, clock, a_visit) -> VisitRef:
    """A visit of 23 November that says something else since the day after."""
    visit = a_visit()
    with app.extensions["planner"].open_session() as db:
        record_words(db, lead, visit, 1, {"wrong": "It hurts to sit"}, clock=clock)
        clock.pass_by(days=1)
        record_words(db, lead, visit, 2, {"wrong": "It hurts to run"}, clock=clock)
    return visit


def test_a_day_shows_what_had_been_recorded_by_its_end(signed_in, changed):
    """HZ-024-T1, on the page"""
    from tests.web.conftest import sign_in

    sign_in(signed_in)
    address = f"/people/{changed.person_id}/visits/{changed.encounter_id}/as-it-was"
    signed_in.get(address)

    page = signed_in.post(address, {"day": "23 11 2026"})
    assert page.heading == "As it was at the end of Monday 23 November 2026"
    assert "It hurts to sit" in page.text
    assert "It hurts to run" not in page.text
    assert "Version 2 of 3" in page.text
    assert "A. Example, 23 Nov 2026, 10:15" in page.text
    page = signed_in.post(address, {"day": "24 11 2026"})
    assert "It hurts to run" in page.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("22 11 2026", "This visit had not been opened on that day"),
        ("yesterday", "Enter the date as day, month and year, for example 1 3 1992"),
        ("", "Enter a day as day, month and year"),
    ],
)
def test_a_day_before_the_visit_or_none_is_said_at_the_field(signed_in, a_visit, day, sentence):
    visit = a_visit()
    address = f"/people/{visit.person_id}/visits/{visit.encounter_id}/as-it-was"
    signed_in.get(address)

    page = signed_in.post(address, {"day": day})

    assert page.status == 400
    assert page.errors() == [sentence]
