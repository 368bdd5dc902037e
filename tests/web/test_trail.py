"""Every read is in the audit trail, whichever page it was; an unaudited one cannot be added."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from planner.records.anchor import Anchor
from planner.records.engine import begin_writing
from planner.records.people import Person
from planner.web.access import public
from planner.web.services import db as store
from planner.workflow.one_time_links import create_account, invite
from planner.workflow.trail import check_trail
from tests.web.conftest import PASSWORD, sign_in
from tests.web.walking import pages_of
from tests.web.watching import UnauditedReadError, UnauditedWriteError


def entries(app, where="1 = 1", **values):
    with app.extensions["planner"].open_session() as db:
        asked = f"SELECT * FROM audit WHERE {where} ORDER BY number"  # noqa: S608  # tests' own
        return db.execute(text(asked), values).all()


def test_every_page_about_a_person_leaves_one_entry(app, signed_in, a_visit, tmp_path):
    """HZ-080-C1: walked over the whole site; nothing but the page and ids is in it."""
    visit = a_visit()
    pages = list(pages_of(signed_in, app, visit))

    told = entries(app, "person_id = :p AND action = 'read'", p=visit.person_id)
    assert len(told) >= len([page for page in pages if page.status == 200]) > 8
    assert {row.came_from for row in told} == {"127.0.0.1"}
    assert "Runner" not in str(told)
    with app.extensions["planner"].open_session() as db:
        anchor = Anchor(tmp_path / "record" / "trail.anchor").read()
        assert check_trail(db, anchor).is_whole


def test_a_page_that_reads_past_the_models_turns_the_tests_red(app, signed_in, a_person):
    """HZ-080-C1: the watch over every test of the pages sees a read that left no entry."""
    a_person()

    def shows_names() -> str:
        return str(store().execute(text("SELECT person.family_name FROM person")).all())

    app.view_functions["account.healthy"] = public(shows_names)
    with pytest.raises(UnauditedReadError, match="family_name"):
        signed_in.client.get("/healthy")


@pytest.mark.parametrize("way", ["by its model", "as a text of SQL"])
def test_a_page_that_writes_past_the_actions_turns_the_tests_red(app, signed_in, a_person, way):
    """HZ-080-C1: also where it opens a writing transaction and commits it by itself."""
    person = a_person()

    def writes() -> str:
        begin_writing(store())
        if way == "by its model":
            store().get_one(Person, person.id).telephone = "01632 960000"
        else:
            changed = text("UPDATE person SET telephone = '' WHERE id = :id")
            store().execute(changed, {"id": person.id})
        store().commit()
        return ""

    app.view_functions["account.healthy"] = public(writes)
    with pytest.raises(UnauditedWriteError, match="person"):
        signed_in.client.get("/healthy")


def test_a_page_that_is_new_is_in_the_trail_by_itself(app, signed_in, a_person):
    from planner.web.access import clinician_required
    from planner.web.services import clock
    from planner.workflow.people import read_person

    person = a_person()
    app.view_functions["account.healthy"] = clinician_required(
        lambda: read_person(store(), person.id, clock=clock()).name
    )
    signed_in.client.get("/healthy")

    [entry] = entries(app, "object_kind = 'account.healthy'")
    assert (entry.action, entry.person_id) == ("read", None)
    listed = entries_of_list(app, entry.number)
    assert listed == [person.id]


def entries_of_list(app, number):
    with app.extensions["planner"].open_session() as db:
        asked = text("SELECT person_id FROM audit_listed WHERE number = :n")
        return list(db.execute(asked, {"n": number}).scalars())


def test_nobody_is_shown_a_page_whose_entry_cannot_be_written(app, signed_in, a_person):
    """HZ-080-C1: the page is made, and is not given."""
    person = a_person(family_name="Canaryname")
    with app.extensions["planner"].open_session() as db:
        engine = db.get_bind()

    def fail(_connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO audit "):
            raise OperationalError(statement, {}, Exception("disk full"))

    event.listen(engine, "before_cursor_execute", fail)
    answer = signed_in.client.get(f"/people/{person.id}")
    event.remove(engine, "before_cursor_execute", fail)

    assert answer.status_code == 503
    assert "Canaryname" not in answer.get_data(as_text=True)
    assert answer.headers["Content-Security-Policy"]


def test_a_search_that_shows_somebody_says_whom(app, signed_in, a_person):
    shown, hidden = a_person(family_name="Walker"), a_person(family_name="Rower")
    signed_in.get("/people/search")
    signed_in.post("/people/search", {"text": "walker"})

    [entry] = entries(app, "object_kind = 'patients.search'")
    assert entries_of_list(app, entry.number) == [shown.id] != [hidden.id]


def test_somebody_elses_visit_is_asked_for_in_vain_and_that_is_told(
    app, signed_in, a_person, a_visit
):
    """HZ-077-C3: one entry, on the record it was asked of."""
    visit, other = a_visit(), a_person(family_name="Walker")
    page = signed_in.get(f"/people/{other.id}/visits/{visit.encounter_id}/words")

    assert page.status == 404
    [entry] = entries(app, "outcome = 'not-found'")
    assert (entry.person_id, entry.object_id) == (other.id, visit.encounter_id)


def test_the_lead_sees_who_looked_and_nobody_else_does(
    app, signed_in, lead, a_visit, clock, new_browser
):
    """HZ-077-T2: a refused attempt is one entry."""
    visit = a_visit()
    with app.extensions["planner"].open_session() as db:
        token = invite(db, lead, is_lead=False, clock=clock)
        create_account(
            db, token, sign_in_name="second", name="B. Example", password=PASSWORD, clock=clock
        )
    theirs = sign_in(new_browser(), "second")
    theirs.get(f"/people/{visit.person_id}")
    assert theirs.get(f"/people/{visit.person_id}/looked").status == 403

    page = signed_in.get(f"/people/{visit.person_id}/looked")
    rows = page.words("tbody tr")
    assert any("B. Example" in row and "Looked at “Person”" in row for row in rows)
    assert sum("Refused" in row for row in rows) == 1
    assert len(entries(app, "outcome = 'refused'")) == 1


def test_an_address_that_somebody_made_up_is_not_believed(app, signed_in, a_person):
    """G8: no proxy is set, so nobody speaks for anybody else."""
    person = a_person()
    signed_in.client.get(f"/people/{person.id}", headers={"X-Forwarded-For": "203.0.113.9"})

    assert {row.came_from for row in entries(app, "action = 'read'")} == {"127.0.0.1"}
