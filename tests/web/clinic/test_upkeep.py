"""The record itself, on the lead's first page and on a page of its own."""

from sqlalchemy import text

from planner.records.engine import anchor_of
from planner.workflow.one_time_links import create_account, invite
from planner.workflow.trail import check_trail
from planner.workflow.upkeep import DONE, note_check, note_copy
from tests.web.conftest import PASSWORD, sign_in


def test_the_lead_alone_is_told_and_the_damaged_row_is_named(
    app, signed_in, lead, a_person, clock, new_browser
):
    """HZ-071-T4, HZ-085-T2: one row damaged; it is named, and other people stay open."""
    assert "Setting up is not finished" in signed_in.get("/people").text
    damaged, other = a_person(), a_person(family_name="Walker")
    with app.extensions["planner"].open_session() as db:
        token = invite(db, lead, is_lead=False, clock=clock)
        create_account(
            db, token, sign_in_name="second", name="B. Example", password=PASSWORD, clock=clock
        )
        db.execute(text("UPDATE person SET sex = 'male' WHERE id = :id"), {"id": damaged.id})
        db.commit()
        note_copy(db, DONE, is_elsewhere=True, clock=clock)
        note_check(db, check_trail(db, anchor_of(db).read()), clock=clock)

    page = signed_in.get("/people")
    assert page.words(".notice--stop strong") == ["The record is not as it was written."]
    assert "Setting up" not in page.text
    assert signed_in.get("/settings/record").words("code")[0] == f"person {damaged.id}"
    assert signed_in.get(f"/people/{other.id}").status == 200
    theirs = sign_in(new_browser(), "second")
    assert theirs.get("/people").select(".notice--stop") == []
