"""Likely duplicates, side by side, merged and taken back, in the pages."""

from datetime import date

import pytest

from planner.clinical.answers import Sex
from planner.workflow.one_time_links import create_account, invite
from tests.web.conftest import PASSWORD, sign_in


@pytest.fixture
def twins(a_person):
    """Two records that look like one person and differ in birth date and sex."""
    one = a_person(telephone="01632 960001")
    other = a_person(
        given_name="Exampel", born=date(1992, 1, 3), sex=Sex.MALE, telephone="01632 960001"
    )
    return one, other


def address(twins):
    return f"/people/{twins[0].id}/merge/{twins[1].id}"


def settled(twins, **changes):
    return {
        "settle_0": "1992-03-01",
        "settle_1": "female",
        "leading": twins[0].id,
        "reason": "Told me so herself",
        **changes,
    }


def test_the_report_lists_the_pair_and_leads_to_both_side_by_side(signed_in, twins):
    """HZ-004-T2, on the page"""
    page = signed_in.get("/people/duplicates")
    assert page.words(".visitor__name") == ["Example Runner", "Exampel Runner"]

    page = signed_in.get(page.select(".found a")[0].get("href"))

    assert page.heading == "Is this one person?"
    assert len(page.select(".sides__differs")) == 3
    assert page.select("input[checked]") == []


def test_nobody_but_the_lead_sees_or_merges_and_a_reason_is_asked(
    app, signed_in, twins, lead, clock, new_browser
):
    """HZ-005-T1"""
    with app.extensions["planner"].open_session() as db:
        link = invite(db, lead, is_lead=False, clock=clock)
        create_account(
            db, link, sign_in_name="b.example", name="B. Example", password=PASSWORD, clock=clock
        )
    other = sign_in(new_browser(), "b.example")
    assert other.get("/people/duplicates").status == 403
    assert other.get(address(twins)).status == 403
    hidden = signed_in.get(address(twins)).hidden_fields(address(twins))
    assert other.post(address(twins), {**hidden, **settled(twins)}).status in (400, 403)

    page = signed_in.post(address(twins), settled(twins, reason=" "))
    assert page.status == 400
    assert page.errors() == ["Give the reason in a few words"]
    assert page.select_one("#settle_0-0").get("checked") is not None


@pytest.mark.parametrize("left_out", ["settle_0", "settle_1", "leading"])
def test_each_difference_is_settled_before_anything_is_merged(signed_in, twins, left_out):
    """HZ-005-T2, on the page"""
    signed_in.get(address(twins))

    page = signed_in.post(address(twins), settled(twins, **{left_out: ""}))

    assert page.status == 400
    assert len(page.errors()) == 1
    assert signed_in.get("/people/duplicates").select(".found") != []


def test_a_merge_is_read_as_one_and_taken_back_with_a_reason(signed_in, twins, a_visit):
    a_visit(twins[1])
    signed_in.get(address(twins))

    page = signed_in.post(address(twins), settled(twins))

    assert page.address == f"/people/{twins[0].id}"
    assert "One person with record 1002" in page.text
    assert "Settled: Date of birth: 1 Mar 1992" in page.text
    assert "in record 1002" in page.text
    assert "record 1001, one person with 1002" in page.text
    other = signed_in.get(f"/people/{twins[1].id}")
    assert "born 1 Mar 1992 (34)" in other.text
    signed_in.get("/people")
    signed_in.post("/people/search", {"text": "Exampel"})
    [found] = signed_in.get("/people/search").select(".found a")
    assert found.get("href") == f"/people/{twins[0].id}"

    [back] = [
        e.get("href")
        for e in signed_in.get(f"/people/{twins[0].id}").select(".notice a")
        if "/merged/" in e.get("href")
    ]
    signed_in.get(back)
    assert signed_in.post(back).status == 400
    signed_in.get(back)
    page = signed_in.post(back, {"reason": "They are twins"})
    assert page.address == f"/people/{twins[0].id}"
    assert "One person with" not in page.text
    assert "born 3 Jan 1992 (34)" in signed_in.get(f"/people/{twins[1].id}").text


def test_a_new_visit_goes_on_in_the_episode_of_the_record_it_was_begun_in(
    signed_in, twins, a_visit
):
    a_visit(twins[1])
    signed_in.get(address(twins))
    signed_in.post(address(twins), settled(twins))
    here = f"/people/{twins[0].id}"
    signed_in.get(here)

    page = signed_in.post(here, {"visit_date": "23 11 2026"})

    assert page.address.startswith(f"/people/{twins[1].id}/visits/")


def test_two_people_are_kept_apart_with_a_reason(signed_in, twins):
    apart = f"{address(twins)}/two-people"
    signed_in.get(address(twins))
    assert signed_in.post(apart).status == 400
    signed_in.get(address(twins))

    page = signed_in.post(apart, {"apart_reason": "Twins"})

    assert page.text.count("No two records look like one person") == 1
