"""A record that was put back says so on every page, until its lead confirms it."""

import shutil

import pytest

from planner.records.engine import StorePlace, open_store, session_maker
from planner.workflow.one_time_links import create_account, invite
from planner.workflow.restored import note_restored
from tests.web.conftest import PASSWORD, a_site, sign_in

BANNER = "#restored-record"


@pytest.fixture
def app(tmp_path, used_record, knowledge, clock):
    """The site, started over a copy of a used record that was put back."""
    put_back = tmp_path / "put-back"
    shutil.copytree(used_record.folder, put_back)
    clock.pass_by(minutes=1)
    engine = open_store(StorePlace(folder=put_back))
    with session_maker(engine)() as db:
        note_restored(db, 12, clock=clock)
    engine.dispose()
    return a_site(put_back, tmp_path / "record", knowledge, clock)


def test_every_page_says_it_until_the_lead_has_confirmed(signed_in, a_visit, lead, new_browser):
    """HZ-079-T1: the banner with the moment it ends on, for everybody; the lead alone confirms."""
    visit = a_visit()
    person = f"/people/{visit.person_id}"
    pages = ("/people", person, f"{person}/visits/{visit.encounter_id}/words", "/no-such-page")
    for address in pages:
        [said] = signed_in.get(address).words(BANNER)
        assert "It ends on Mon 23 Nov 2026, 10:15: what was" in said
        assert said.endswith("See what is missing")
    assert len(new_browser().get("/account/sign-in").select(BANNER)) == 1

    page = signed_in.get("/settings/record")
    assert "12 entries of the trail" in page.text
    refused = signed_in.post("/settings/record", {})
    assert refused.status == 400
    assert refused.errors() == ["Tick this once it is so"]
    assert len(signed_in.get("/people").select(BANNER)) == 1

    signed_in.get("/settings/record")
    signed_in.post("/settings/record", {"seen": "y"})
    for address in pages:
        assert signed_in.get(address).select(BANNER) == []
    assert "Put back from a copy" not in signed_in.get("/settings/record").text


def test_a_clinician_reads_it_and_cannot_confirm(app, signed_in, lead, clock, new_browser):
    """HZ-079-T1"""
    with app.extensions["planner"].open_session() as db:
        token = invite(db, lead, is_lead=False, clock=clock)
        create_account(
            db, token, sign_in_name="second", name="B. Example", password=PASSWORD, clock=clock
        )
    theirs = sign_in(new_browser(), "second")
    page = theirs.get("/people")
    assert len(page.select(BANNER)) == 1
    assert page.select(f"{BANNER} a") == []
    assert theirs.post("/settings/record", {"seen": "y"}).status in (400, 403)
