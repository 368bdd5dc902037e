"""The site over an empty record, a clock that the test sets, and browsers."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import select
from werkzeug.test import Cookie

from planner.app import create_app
from planner.clinical.answers import Sex
from planner.config import PRESENTATION, Settings
from planner.records.accounts import Account
from planner.web.session import COOKIE
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.knowledge import Knowledge, load_knowledge
from planner.workflow.one_time_links import first_link
from planner.workflow.people import PersonDetails, PersonLine, add_person
from planner.workflow.visits import open_episode
from tests.packs import PROTOCOLS
from tests.sooner import share_pages
from tests.web.browsing import HOST, Browser
from tests.web.style.guide import guide
from tests.web.watching import watch
from tests.workflow.desk import pressed

share_pages()

PASSWORD = "correct horse battery staple"
MORNING = datetime(2026, 11, 23, 10, 15, tzinfo=UTC)


class SetClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MORNING)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(PROTOCOLS, PRESENTATION)


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory, knowledge) -> Path:
    """The folder of a record that nobody has used, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("record")
    create_app(Settings(data=folder), knowledge=knowledge)
    return folder


@dataclass(frozen=True)
class UsedRecord:
    """The folder of a record whose lead has signed in, and the cookie of their browser."""

    folder: Path
    cookie: Cookie


@pytest.fixture(scope="session")
def used_record(tmp_path_factory, empty_record, knowledge) -> UsedRecord:
    """Made once, through the pages, and copied for each test that begins signed in."""
    folder = tmp_path_factory.mktemp("used") / "record"
    clock = SetClock(MORNING)
    browser = Browser(a_site(empty_record, folder, knowledge, clock))
    with browser.app.extensions["planner"].open_session() as db:
        link = first_link(db, clock=clock)
    browser.get(f"/account/first/{link}")
    browser.post(
        f"/account/first/{link}",
        {
            "name": "A. Example",
            "sign_in_name": "a.example",
            "password": PASSWORD,
            "again": PASSWORD,
        },
    )
    cookie = sign_in(browser).client.get_cookie(COOKIE, domain=HOST)
    assert cookie is not None
    browser.app.extensions["planner"].open_session.kw["bind"].dispose()
    return UsedRecord(folder, cookie)


def a_site(record: Path, folder: Path, knowledge: Knowledge, clock: SetClock) -> Flask:
    """The site over a copy of a record; its templates are compiled once for all tests."""
    shutil.copytree(record, folder)
    app = create_app(
        Settings(data=folder), clock=clock, knowledge=knowledge, press=pressed, second_step=False
    )
    app.testing = True
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache()
    app.register_blueprint(guide)
    watch(app)
    return app


@pytest.fixture
def app(request, tmp_path, empty_record, knowledge, clock) -> Flask:
    is_used = "signed_in" in request.fixturenames
    record = request.getfixturevalue("used_record").folder if is_used else empty_record
    return a_site(record, tmp_path / "record", knowledge, clock)


@pytest.fixture
def new_browser(app) -> Callable[[], Browser]:
    def make() -> Browser:
        return Browser(app)

    return make


@pytest.fixture
def browser(new_browser) -> Browser:
    """Nobody is signed in."""
    return new_browser()


@pytest.fixture
def signed_in(app, browser, used_record) -> Browser:
    """Signed in as the clinic's lead, A. Example."""
    cookie = used_record.cookie
    browser.client.set_cookie(COOKIE, cookie.value, domain=HOST)
    browser.get("/people")
    return browser


def sign_in(browser: Browser, name: str = "a.example", password: str = PASSWORD) -> Browser:
    browser.get("/account/sign-in")
    page = browser.post("/account/sign-in", {"sign_in_name": name, "password": password})
    assert page.address == "/people", page.text
    return browser


@pytest.fixture
def lead(app, signed_in) -> Actor:
    """Who is signed in, for actions a test does without the pages."""
    with app.extensions["planner"].open_session() as db:
        account = db.scalars(select(Account)).one()
        return Actor(account_id=account.id, name=account.name, is_lead=True)


@pytest.fixture
def a_person(app, lead, clock) -> Callable[..., PersonLine]:
    """Adds a fictional person: ``a_person(family_name="Walker")``."""

    def add(**changes: Any) -> PersonLine:
        details = {
            "given_name": "Example",
            "family_name": "Runner",
            "born": date(1992, 3, 1),
            "sex": Sex.FEMALE,
            **changes,
        }
        with app.extensions["planner"].open_session() as db:
            return add_person(db, lead, PersonDetails(**details), is_new_person=True, clock=clock)

    return add


@pytest.fixture
def a_visit(app, lead, clock, knowledge, a_person) -> Callable[..., VisitRef]:
    """Opens the first visit of a new episode: ``a_visit(person, visit_date=…)``."""

    def begin(person: PersonLine | None = None, visit_date: date | None = None) -> VisitRef:
        person = person or a_person()
        with app.extensions["planner"].open_session() as db:
            return open_episode(
                db,
                lead,
                person.id,
                presentation=PRESENTATION,
                visit_date=visit_date or clock.today(),
                knowledge=knowledge,
                clock=clock,
            )

    return begin
