"""In a demonstration every page says so, and no form can say otherwise (HZ-006)."""

import shutil
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from planner.app import create_app
from planner.config import Settings
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.people import Person
from planner.workflow.actor import VisitRef
from planner.workflow.one_time_links import create_account, first_link
from planner.workflow.starting import make_demonstration
from tests.web.browsing import Browser
from tests.web.conftest import PASSWORD, sign_in
from tests.web.style.guide import guide

STRIP = "aside.sample"
WITHOUT_A_PAGE = {"static", "account.healthy"}


@pytest.fixture
def app(request, tmp_path, empty_record, knowledge, clock) -> Flask:
    """The site over a demonstration, unless the test asks for a live record."""
    folder = tmp_path / "record"
    shutil.copytree(empty_record, folder)
    if getattr(request, "param", "demonstration") == "demonstration":
        engine = open_store(StorePlace(folder=folder))
        with session_maker(engine)() as db:
            make_demonstration(db, clock=clock)
        engine.dispose()
    app = create_app(Settings(data=folder), clock=clock, knowledge=knowledge, second_step=False)
    app.testing = True
    app.register_blueprint(guide)
    return app


@pytest.fixture
def signed_in(app: Flask, browser: Browser, clock) -> Browser:
    """Signed in to a record of this file's own, whose first account is made by its link."""
    with app.extensions["planner"].open_session() as db:
        link = first_link(db, clock=clock)
        assert link is not None
        create_account(
            db, link, sign_in_name="a.example", name="A. Example", password=PASSWORD, clock=clock
        )
    return sign_in(browser)


def addresses(app: Flask, visit: VisitRef) -> list[str]:
    """Every page that can be opened with the ids of one visit."""
    ids = {"person_id": visit.person_id, "encounter_id": visit.encounter_id}
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            is_page = "GET" in (rule.methods or ()) and rule.endpoint not in WITHOUT_A_PAGE
            is_page = is_page and not rule.rule.startswith("/static/")
            if is_page and rule.arguments <= set(ids) and not rule.endpoint.startswith("guide"):
                found.append(rule.build({k: ids[k] for k in rule.arguments})[1])  # type: ignore[index]  # built
    return sorted(found)


def strips(browser: Browser, address: str) -> int | None:
    """How many strips a page shows; ``None`` for an answer that is no page."""
    page = browser.get(address)
    if page.response.mimetype != "text/html":
        return None
    return len(page.select(STRIP))


def test_every_page_of_a_demonstration_says_so_once(app, signed_in, a_visit):
    """HZ-006-T1"""
    visit = a_visit()
    wrong = {
        address: shown
        for address in addresses(app, visit)
        if (shown := strips(signed_in, address)) not in (1, None)
    }

    assert wrong == {}


def test_the_pages_before_signing_in_say_so_too(app, browser):
    """HZ-006-T1"""
    assert strips(browser, "/account/sign-in") == 1
    assert strips(browser, "/no-such-page") == 1


@pytest.mark.parametrize("app", ["live"], indirect=True)
def test_no_page_of_a_live_record_says_so(app, signed_in, a_visit):
    """HZ-006-T1"""
    visit = a_visit()

    assert {strips(signed_in, address) for address in addresses(app, visit)} <= {0, None}


@pytest.mark.parametrize(
    ("app", "stays"), [("live", False), ("demonstration", True)], indirect=["app"]
)
def test_whether_somebody_is_made_up_cannot_be_posted(app, signed_in, stays):
    """HZ-006-C1, fault: the flag is posted from a form."""
    signed_in.get("/people/new")
    signed_in.post(
        "/people/new",
        {
            "given_name": "Example",
            "family_name": "Runner",
            "born": "1 3 1992",
            "sex": "female",
            "is_sample": "false" if stays else "true",
            "is_demonstration": "",
        },
    )

    with app.extensions["planner"].open_session() as db:
        [person] = db.scalars(select(Person))
        assert person.born == date(1992, 3, 1)
        assert person.is_sample is stays
