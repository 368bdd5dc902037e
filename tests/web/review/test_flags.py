"""HZ-019: a plan in use that an answer stops is flagged on every page of that person."""

from planner.clinical.answers import Presence
from planner.workflow.factors import record_factors


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
