"""HZ-001-T1: every page that takes a person's id shows who it is, at the narrowest and the largest.

The routes come from the URL map, and the ids from the links of the pages: a page that is added is
walked without a word here. In the usual run the browser opens each kind of page once, of somebody
with a plan and a name of 300 letters, and the pages of the others that this person does not have;
the rest is read for the same words. `make safety` opens every page of everybody.
"""

import re
from html import unescape
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select
from werkzeug.routing import MapAdapter, Rule

from planner.clinical.answers import Sex
from planner.records.accounts import Account
from planner.records.people import Person
from planner.web.words import born, sex_word
from planner.workflow.actor import Actor
from planner.workflow.issuing import IdentityCheck
from planner.workflow.names import age_on
from planner.workflow.referrals import write_referral
from tests.browser.conftest import Site, sign_in
from tests.workflow.desk import Desk, pressed

WIDTH, HEIGHTS = 320, (640, 256)
"""A phone of 320 px, and a window of 1280 by 1024 at 400 per cent: the same width, less height."""

IN_VIEW = """wanted => {
  const bar = document.querySelector("header.bar--person");
  if (!bar) return ["no bar of a person"];
  const walker = document.createTreeWalker(bar, NodeFilter.SHOW_TEXT);
  const seen = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const shown = walker.currentNode.parentElement.checkVisibility({
      opacityProperty: true, visibilityProperty: true });
    const inside = [...range.getClientRects()].every(
      box => box.left >= 0 && box.right <= window.innerWidth && box.height > 5);
    if (shown && inside) seen.push(walker.currentNode.textContent.replace(/\\s+/g, " ").trim());
  }
  const overflow = document.documentElement.scrollWidth - window.innerWidth;
  return [...wanted.filter(words => !seen.includes(words)),
          ...(overflow > 0 ? [`${overflow} px too wide`] : [])];
}"""


LINKS = """() => [...document.querySelectorAll("a[href]")].map(link => link.pathname)
  .concat([...document.forms].map(form => new URL(form.action).pathname))"""
CHOICES = """() => [...document.querySelectorAll("form[method=get] option[value]")]
  .map(option => option.value).filter(Boolean).slice(0, 1)"""
"""What a form that only looks something up leads to."""


@pytest.fixture(scope="module")
def people(site: Site, account) -> dict[str, str]:
    """Somebody with a plan and a long name, somebody new, somebody at an emergency."""
    services = site.app.extensions["planner"]
    opened = {}
    with services.open_session() as db:
        row = db.scalars(select(Account)).one()
        actor = Actor(account_id=row.id, name=row.name, is_lead=True)
        desk = Desk(db=db, actor=actor, clock=services.clock)
        desk.open(desk.person(family_name="S" * 300))
        desk.record_case()
        desk.confirm()
        desk.issue(IdentityCheck(initials="ES", birth_year="1992"))
        opened[desk.visit.person_id] = desk.visit.encounter_id
        desk.open(desk.person(given_name="Sample"))
        opened[desk.visit.person_id] = desk.visit.encounter_id
        desk.open(desk.person(given_name="שרה", family_name="Example", sex=Sex.MALE))
        desk.answer(saddle_sensory_change="present")
        opened[desk.visit.person_id] = desk.visit.encounter_id
        referral = write_referral(
            db,
            actor,
            desk.visit,
            desk.version,
            rule="cauda-equina",
            to="",
            knowledge=desk.knowledge,
            clock=desk.clock,
            press=pressed,
        )
        REACHED_FROM_OTHER_PAGES["referral_id"] = UUID(referral.id)
        REFERRED.append(desk.visit.person_id)
    return opened


REACHED_FROM_OTHER_PAGES: dict[str, object] = {}
"""Parts of addresses that no link of the person's own pages holds."""
REFERRED: list[str] = []
ELSEWHERE = {
    "papers.cover_sheet",
    "patients.merge",
    "patients.undo",
    "protocol.beside",
}
"""A PDF beside a superseded plan; two records side by side, in the tests of merging; two plans in
use, in the tests of the protocol and of the papers."""


def pages_of_a_person(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and "person_id" in rule.arguments
    ]


def first_addresses(app: Flask, people: dict[str, str]) -> list[str]:
    adapter = app.url_map.bind("127.0.0.1")
    return [
        adapter.build(rule.endpoint, {k: v for k, v in named.items() if k in rule.arguments})
        for rule in pages_of_a_person(app)
        for one, visit in people.items()
        for named in [
            {
                "person_id": UUID(one),
                "encounter_id": UUID(visit),
                **{
                    name: value
                    for name, value in REACHED_FROM_OTHER_PAGES.items()
                    if name != "referral_id" or one in REFERRED
                },
            }
        ]
        if rule.arguments <= set(named)
    ]


def walk(
    page: Page, site: Site, people: dict[str, str], *, opens_all: bool
) -> tuple[dict[str, list[str]], set[str]]:
    """What is missing on each page, and the endpoints that were reached."""
    adapter = site.app.url_map.bind("127.0.0.1")
    waiting, seen = first_addresses(site.app, people), set()
    faults: dict[str, list[str]] = {}
    reached: set[str] = set()
    papers: set[str] = set()
    opened: set[object] = set()
    while waiting:
        address = waiting.pop(0)
        endpoint, values = adapter.match(address)
        key = (endpoint, str(values.get("person_id")), frozenset(values))
        if address in seen or (key in seen and set(values) > {"person_id", "encounter_id"}):
            continue
        seen |= {address, key}
        wanted = identifiers(site, str(values["person_id"]))
        if not opens_all or endpoint in papers or endpoint not in reached:
            reached.add(endpoint)
            answer = page.request.get(f"{site.address}{address}")
            if not answer.headers["content-type"].startswith("text/html"):
                papers.add(endpoint)
                continue
            if kind_of(adapter, answer.url) in opened and not opens_all:
                if missing := unnamed(answer.text(), wanted):
                    faults[f"{address} ({answer.status})"] = missing
                continue
        shown = page.goto(f"{site.address}{address}", wait_until="domcontentloaded")
        opened.add(kind_of(adapter, page.url))
        for height in HEIGHTS:
            page.set_viewport_size({"width": WIDTH, "height": height})
            if missing := page.evaluate(IN_VIEW, wanted):
                faults[f"{address} ({shown and shown.status}) {height} px high"] = missing
        links = page.evaluate(LINKS)
        links += [f"{address}/{chosen}" for chosen in page.evaluate(CHOICES)]
        waiting += [link for link in map(path_of, links) if is_of(adapter, link, people)]
    return faults, reached


def kind_of(adapter: MapAdapter, address: str) -> object:
    """The page that was shown in the end, whoever it is about."""
    endpoint, values = adapter.match(path_of(address))
    return endpoint, frozenset(values)


def unnamed(page: str, wanted: list[str]) -> list[str]:
    """What the bar of a page that is read and not opened does not say."""
    bar = page.partition("bar--person")[2].partition("</header>")[0]
    said = " ".join(unescape(re.sub(r"<[^>]+>", " ", bar)).split())
    return [words for words in wanted if words not in said]


def path_of(address: str) -> str:
    return urlsplit(address).path


def is_of(adapter, address: str, people: dict[str, str]) -> bool:
    try:
        _, values = adapter.match(address)
    except Exception:
        return False
    return str(values.get("person_id")) in people


def identifiers(site: Site, person_id: str) -> list[str]:
    """As the record holds them: name, birth date with age, sex, record number."""
    services = site.app.extensions["planner"]
    with services.open_session() as db:
        person = db.get(Person, person_id)
        assert person is not None
        age = age_on(person.born, services.clock.today())
        return [
            f"{person.given_name} {person.family_name}",
            f"born {born(person.born, age)}",
            sex_word(Sex(person.sex)),
            f"record {person.record_number}",
        ]


@pytest.mark.parametrize(
    "opens_all", [False, pytest.param(True, marks=pytest.mark.safety)], ids=["each kind", "all"]
)
def test_every_page_of_a_person_shows_the_four_identifiers(
    open_page, site, account, people, opens_all
):
    """HZ-001-T1"""
    page = open_page(WIDTH)
    sign_in(page, site)

    faults, reached = walk(page, site, people, opens_all=opens_all)

    assert faults == {}
    assert {rule.endpoint for rule in pages_of_a_person(site.app)} - reached <= ELSEWHERE
