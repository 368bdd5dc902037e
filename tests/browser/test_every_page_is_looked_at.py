"""Axe looks at every page: here at those that no other test of the browser opens."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from planner.documents.drawn import finished_drawings
from planner.records.accounts import Account
from planner.workflow.actor import Actor
from planner.workflow.replaying import note_replay, replay_record
from tests.browser.conftest import find_faults, sign_in
from tests.browser.looked_at import IN_TESTS, NO_PAGES, OF_A_STATE, SAME_PAGE
from tests.browser.states import pages_of_a_state
from tests.packs import PROTOCOLS
from tests.workflow.desk import Desk

HERE = Path(__file__).parent
SAMPLE = ("clinic.warnings", "library.replayed", "protocol.add")
"""Looked at in the usual run."""
LINKS = """() => [...document.querySelectorAll("a[href]")].map(link => link.pathname)"""


@pytest.fixture(scope="module")
def desk(site, account) -> Iterator[Desk]:
    """A clinician beside the browser."""
    services = site.app.extensions["planner"]
    with services.open_session() as db:
        row = db.scalars(select(Account)).one()
        actor = Actor(account_id=row.id, name=row.name, is_lead=True)
        yield Desk(db=db, actor=actor, clock=services.clock)


@pytest.fixture(scope="module")
def visit(desk) -> dict[str, str]:
    """Of somebody with a plan, whose results were replayed."""
    desk.make_ready()
    desk.issue()
    report = replay_record(desk.db, knowledge=desk.knowledge, clock=desk.clock)
    note_replay(desk.db, report, knowledge=desk.knowledge, clock=desk.clock)
    return {"person_id": desk.visit.person_id, "encounter_id": desk.visit.encounter_id}


def pages(site) -> set[str]:
    return {r.endpoint for r in site.app.url_map.iter_rules() if "GET" in (r.methods or ())}


def left(site) -> set[str]:
    """The pages that are looked at here."""
    others = {name for name in pages(site) if name.startswith("style.")}
    return pages(site) - set(IN_TESTS) - NO_PAGES - SAME_PAGE - OF_A_STATE - others


def addresses(page, site, visit) -> Iterator[tuple[str, str]]:
    """One address of each page that is left, found from link to link without opening them."""
    adapter = site.app.url_map.bind("127.0.0.1")
    wanted = left(site)
    waiting = [
        adapter.build(rule.endpoint, {k: v for k, v in visit.items() if k in rule.arguments})
        for rule in site.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.arguments <= set(visit)
        if rule.endpoint in pages(site) - NO_PAGES
    ]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        try:
            endpoint, values = adapter.match(address)
        except HTTPException:
            continue
        if (
            endpoint in seen
            or endpoint in NO_PAGES
            or str(values.get("person_id"))
            not in (
                "None",
                visit["person_id"],
            )
        ):
            continue
        seen.add(endpoint)
        if endpoint in wanted:
            yield endpoint, address
        page.goto(f"{site.address}{address}", wait_until="domcontentloaded")
        waiting += [urlsplit(link).path for link in page.evaluate(LINKS)]


def test_every_page_stands_in_a_list_and_each_list_is_true(site):
    """A page that nobody looks at is left over, and the next test opens it."""
    known = pages(site)
    assert (set(IN_TESTS) | NO_PAGES | SAME_PAGE | OF_A_STATE) <= known
    for name, (file, word) in IN_TESTS.items():
        assert word in (HERE / file).read_text("utf-8"), name
    assert set(SAMPLE) <= left(site)


@pytest.mark.parametrize("name", SAMPLE)
def test_axe_finds_nothing_on_a_sample_of_the_others(open_page, site, visit, name):
    page = open_page()
    sign_in(page, site)
    page.goto(f"{site.address}{site.app.url_map.bind('').build(name, matching(site, name, visit))}")
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert find_faults(page) == [], width


@pytest.mark.every_way
def test_axe_finds_nothing_on_any_other_page(open_page, site, visit):
    page, faults, opened = open_page(), {}, set()
    sign_in(page, site)
    for name, address in addresses(page, site, visit):
        opened.add(name)
        page.goto(f"{site.address}{address}")
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if found := find_faults(page):
                faults[name, width] = found
    assert faults == {}
    assert left(site) - opened == set()


@pytest.mark.every_way
def test_axe_finds_nothing_on_a_page_that_needs_a_state_of_its_own(
    open_page, site, desk, monkeypatch
):
    services = site.app.extensions["planner"]
    drawn = replace(services.knowledge, drawings=finished_drawings(PROTOCOLS))
    monkeypatch.setitem(site.app.extensions, "planner", replace(services, knowledge=drawn))
    page, faults, adapter = open_page(), {}, site.app.url_map.bind("127.0.0.1")
    sign_in(page, site)
    made = pages_of_a_state(desk)
    for name, values in made.items():
        answer = page.goto(f"{site.address}{adapter.build(name, values)}")
        shown = adapter.match(urlsplit(page.url).path)[0]
        assert (shown, answer.status if answer else 0) == (name, 200)
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if found := find_faults(page):
                faults[name, width] = found
    assert faults == {}
    assert set(made) == OF_A_STATE


def matching(site, name, visit) -> dict[str, str]:
    """The values that the address of a page asks for."""
    rule = next(rule for rule in site.app.url_map.iter_rules() if rule.endpoint == name)
    return {key: value for key, value in visit.items() if key in rule.arguments}
