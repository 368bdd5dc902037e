"""HZ-002: what is written on one person's page is never filed under another's name."""

import ast
import random
from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from planner.records.audit import AuditEntry
from planner.records.tables import METADATA
from planner.web.security import SAFE_METHODS
from planner.web.whose import FIELD, whose_field
from tests.house.files import ROOT
from tests.sizes import size
from tests.web.browsing import HOST
from tests.web.conftest import PASSWORD

NAMED = {"person_id", "encounter_id"}
DRAWN = size(120, 10_000)
NOBODY = ("", "")
BESIDE_THE_RECORD = {"audit", "sign_in_session"}


@pytest.fixture
def counted(app):
    """How many rows each table of the record holds, and how many audit entries there are."""

    def count() -> tuple[dict[str, int], int]:
        with app.extensions["planner"].open_session() as db:
            rows = {
                table.name: db.scalar(select(func.count()).select_from(table)) or 0
                for table in METADATA.sorted_tables
                if table.name not in BESIDE_THE_RECORD
            }
            return rows, db.scalar(select(func.count()).select_from(AuditEntry)) or 0

    return count


@pytest.fixture
def two(a_person, a_visit):
    """The first visits of two people."""
    return a_visit(a_person()), a_visit(a_person(given_name="Sample"))


def writing_routes(app):
    """Every route that writes about a person, from the URL map: pages landed later are in it."""
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.methods - SAFE_METHODS and "person_id" in rule.arguments
    ]


def address(app, rule, person, visit):
    given = {"person_id": person, "encounter_id": visit}
    more = {
        name: uuid4() if f"uuid:{name}" in rule.rule else 1 if f"int:{name}" in rule.rule else "x"
        for name in rule.arguments - set(given)
    }
    values = {name: given[name] for name in rule.arguments & set(given)} | more
    with app.test_request_context(base_url=f"http://{HOST}"):
        from flask import url_for

        return url_for(rule.endpoint, **values)


def token(app, person="", visit=""):
    with app.test_request_context():
        return whose_field(person, visit).split('value="')[1].split('"')[0]


def send(browser, where, fields):
    return browser.client.post(where, data=fields, headers={"Origin": f"http://{HOST}"})


def test_every_mismatch_of_address_and_form_is_refused_and_leaves_one_entry(
    app, signed_in, two, counted
):
    """HZ-002-T1: at every writing route another person's form and one that names nobody, and a
    draw from all mixtures of two people, a stranger, their visits and the tokens.
    """
    first, second = two
    signed_in.get(f"/people/{first.person_id}")
    csrf = signed_in.page.hidden_fields()["csrf_token"]
    people = (first.person_id, second.person_id, str(uuid4()))
    visits = (first.encounter_id, second.encounter_id, str(uuid4()))
    right = token(app, first.person_id, first.encounter_id)
    carried = {token(app, *pair): pair for pair in product(people, (*visits, ""))}
    carried |= dict.fromkeys(("", "x", right[:-1], f"{right}x", f"a{right}"), NOBODY)
    before, entries = counted()
    mixtures = [
        (rule, person, visit, sent)
        for rule in writing_routes(app)
        for person, visit in product(people, visits)
        for sent, pair in carried.items()
        if pair[: len(rule.arguments & NAMED)] != (person, visit)[: len(rule.arguments & NAMED)]
    ]
    theirs = token(app, second.person_id, second.encounter_id)
    drawn = random.Random(2).choices(mixtures, k=DRAWN)
    for rule in writing_routes(app):
        drawn += [(rule, first.person_id, first.encounter_id, sent) for sent in ("", theirs)]
    for rule, person, visit, sent in drawn:
        fields = {"csrf_token": csrf, "version": "1", "wrong": "x", FIELD: sent}
        response = send(signed_in, address(app, rule, person, visit), fields)
        assert response.status_code == 409, (rule, person, visit, carried[sent])

    after, entries_after = counted()
    assert after == before
    assert entries_after == entries + len(drawn)


def test_a_visit_is_never_reached_through_another_person(app, signed_in, two, counted):
    """HZ-002-T1: even a form that says the same wrong pair as the address opens nothing."""
    first, second = two
    csrf = signed_in.get(f"/people/{first.person_id}").hidden_fields()["csrf_token"]
    before, _ = counted()

    for rule in writing_routes(app):
        if "encounter_id" not in rule.arguments:
            continue
        mixed = (first.person_id, second.encounter_id)
        fields = {"csrf_token": csrf, "version": "1", FIELD: token(app, *mixed)}
        assert send(signed_in, address(app, rule, *mixed), fields).status_code == 404, rule

    assert counted()[0] == before


def test_the_refusal_is_a_page_that_shows_what_was_typed_and_no_way_to_file_it(app, signed_in, two):
    first, second = two
    words = f"/people/{second.person_id}/visits/{second.encounter_id}/words"
    signed_in.get(words)

    page = signed_in.post(
        words, {"fears": "That it tears.", FIELD: token(app, first.person_id, first.encounter_id)}
    )

    assert page.status == 409
    assert page.heading == "This form belongs to another person’s page"
    assert page.words("main dd") == ["That it tears."]
    assert page.select("main form") == []


def test_the_script_is_told_the_same_and_it_is_no_conflict_to_send_again(app, signed_in, two):
    first, second = two
    words = f"/people/{second.person_id}/visits/{second.encounter_id}/words"
    signed_in.get(words)

    told = signed_in.save_at_once(words, {"fears": "x", FIELD: token(app, first.person_id)})

    assert told["status"] == 409
    assert "is_conflict" not in told
    assert told["words"] == "This form belongs to another person’s page."


def test_the_audit_entry_names_both_people(app, signed_in, two):
    first, second = two
    words = f"/people/{second.person_id}/visits/{second.encounter_id}/words"
    signed_in.get(words)
    signed_in.post(words, {FIELD: token(app, first.person_id, first.encounter_id)})

    with app.extensions["planner"].open_session() as db:
        told = db.execute(
            text("SELECT person_id, subjects, outcome FROM audit WHERE action = 'misfiled-form'")
        ).one()
    assert tuple(told) == (second.person_id, first.person_id, "refused")


def test_whose_form_it_is_rides_through_the_sign_in(signed_in, two, clock):
    """HZ-002-C1 and HZ-018: the form that was kept is saved for the person it was typed for."""
    _, second = two
    words = f"/people/{second.person_id}/visits/{second.encounter_id}/words"
    signed_in.get(words)
    clock.pass_by(minutes=16)
    signed_in.post(words, {"fears": "That it tears."})
    page = signed_in.post("/account/sign-in", {"sign_in_name": "a.example", "password": PASSWORD})
    assert page.words("dt") == ["Fears"]

    signed_in.post(words)

    assert "That it tears." in signed_in.get(words).html


def test_whose_form_it_is_rides_through_a_conflict(signed_in, two, new_browser):
    from tests.web.conftest import sign_in

    first, _ = two
    words = f"/people/{first.person_id}/visits/{first.encounter_id}/words"
    signed_in.get(words)
    colleague = sign_in(new_browser())
    colleague.get(words)
    colleague.post(words, {"fears": "Theirs."})
    page = signed_in.post(words, {"fears": "Mine."})
    assert page.status == 409
    assert page.heading == "Somebody else changed this"

    signed_in.post(words)

    assert "Mine." in signed_in.get(words).html


def test_the_confirmation_names_the_person_it_was_saved_for(signed_in, a_person, a_visit):
    """HZ-002-T4"""
    visit = a_visit(a_person(given_name="Sample", family_name="O’Walker"))
    words = f"/people/{visit.person_id}/visits/{visit.encounter_id}/words"
    signed_in.get(words)

    told = signed_in.save_at_once(words, {"fears": "That it tears."})
    page = signed_in.get(words)

    assert told["whose"] == "Sample O’Walker"
    assert page.words("#saved-state") == ["Saved 10:15 for Sample O’Walker"]


def test_no_code_keeps_a_person_in_the_session():
    """HZ-002-T3: whatever is put into a session or kept in the browser is known and is no id."""
    kept = {
        f"{path.relative_to(ROOT)}: {ast.unparse(node.slice)}"
        for path in sorted((ROOT / "planner" / "web").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        if isinstance(node.value, ast.Name) and node.value.id in ("session", "held")
    }
    cookies = {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "planner").rglob("*.py"))
        if "set_cookie(" in path.read_text(encoding="utf-8")
    }

    assert kept == {
        "planner/web/patients/views.py: 'search'",
        "planner/web/library/views.py: SEARCH",
        "planner/web/clinic/views.py: SAVED",
        "planner/web/library/exercise_views.py: DONE",
        "planner/web/library/picture_views.py: DONE",
        "planner/web/library/template_views.py: DONE",
    }
    assert cookies == {"planner/web/session.py"}
