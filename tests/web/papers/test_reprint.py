"""The need on the bar and the issue page; a code that is checked."""

import pytest

from planner.workflow.edits import add_note
from planner.workflow.reprinting import read_issued


def test_a_recorded_need_is_on_the_bar_chosen_on_the_page_and_first_to_print(signed_in, ready, at):
    """HZ-054-T1"""
    page = signed_in.get(at("issue"))
    assert page.select("input[name=edition][checked]") == []

    page = signed_in.post(at("paper-need"), {"edition": "large", "extent": "course"})

    assert page.select_one("input[name=edition][checked]").get("value") == "large"
    assert "needs large print" in page.words(".bar__facts")[0]
    page = signed_in.post(at("issue"), {"initials": "ER", "birth_year": "1992"})
    assert [e.get("href") for e in page.select(".files .button--main")] == [
        address
        for address, words in zip(
            [e.get("href") for e in page.select(".files .button")],
            page.words(".files__line b"),
            strict=True,
        )
        if words.startswith("Large print")
    ]


def test_a_need_left_open_is_asked_again(signed_in, ready, at):
    signed_in.get(at("issue"))

    page = signed_in.post(at("paper-need"), {"edition": "large"})

    assert page.status == 400
    assert "Choose the whole course or this stage" in page.text


@pytest.mark.parametrize(
    ("code", "number", "says"),
    [
        ("real", "1", "replaced by version 2"),
        ("real", "2", "is current"),
        ("NOCODE", "1", "No such"),
    ],
)
def test_a_code_tells_whether_the_paper_still_stands(
    signed_in, desk, issued, at, code, number, says
):
    """HZ-050-T3"""
    desk.db.rollback()
    plan = read_issued(desk.db, desk.visit.person_id, issued.address.rsplit("/", 1)[1])
    desk.version = desk.page().version
    desk.save(add_note, "Something newer.")
    signed_in.get(at("issue"))
    signed_in.post(at("issue"), {"initials": "ER", "birth_year": "1992"})

    typed = plan.code if code == "real" else code
    page = signed_in.get(f"/check-a-code?code={typed}&number={number}")

    assert says in page.text


def test_a_code_that_is_half_typed_is_asked_for(signed_in):
    page = signed_in.get("/check-a-code?code=ABCDEF&number=")

    assert page.status == 400
    assert "Enter the version" in page.text
