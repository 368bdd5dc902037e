"""HZ-019: a plan in use that an answer stops is flagged on every page of that person."""

from datetime import date

from planner.clinical.answers import Presence
from planner.workflow.factors import record_factors
from planner.workflow.people import PersonDetails, change_person, read_person


def test_the_flag_stands_on_every_page_of_the_person_and_in_the_list(signed_in, reviewed):
    """HZ-019-T2"""
    desk, person = reviewed.desk, f"/people/{reviewed.desk.visit.person_id}"
    assert signed_in.get(person).words(".plan-flag") == []

    desk.know(record_factors, {"implanted-device": Presence.PRESENT})

    pages = ("words", "safety-screen", "examination", "rule-out", "respect", "protocol", "review")
    for address in (person, *map(reviewed.page, pages)):
        [words] = signed_in.get(address).words(".plan-flag")
        assert "Plan version 1 in use must be checked again." in words, address
        assert "stops" in words
    lists = signed_in.get("/people").words("#plans-to-check ~ *, .card section")
    assert any("stops" in words for words in lists)


def test_a_plan_that_corrected_details_stop_is_told_too(signed_in, reviewed):
    """HZ-019-T5: no visit was saved to; banner and first page say so all the same."""
    desk, person_id = reviewed.desk, reviewed.desk.visit.person_id
    known = read_person(desk.db, person_id, clock=desk.clock)
    young = PersonDetails(
        given_name=known.given_name,
        family_name=known.family_name,
        born=date(2011, 3, 1),
        sex=known.sex,
    )
    change_person(desk.db, desk.actor, person_id, known.version, young, clock=desk.clock)

    [words] = signed_in.get(f"/people/{person_id}").words(".plan-flag")
    assert "Since a merge or corrected details" in words
    lists = signed_in.get("/people").words("#plans-to-check ~ *, .card section")
    assert any("Since a merge or corrected details" in words for words in lists)
