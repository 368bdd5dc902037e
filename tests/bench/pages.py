"""The pages: each against an empty Flask page, search in a large record, and sixteen callers."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import BuildError

from planner.app import create_app
from planner.records.accounts import Account
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.clock import SystemClock
from planner.workflow.entries import VisitPage
from planner.workflow.lists import past_visits
from planner.workflow.reading import read_visit
from planner.workflow.reprinting import read_document, read_issued
from planner.workflow.search import search_people
from tests.bench.callers import CALLERS, PAUSE, Served, call, server, sign_in, start_ms
from tests.bench.clinic import PASSWORD, SHEET, ClinicRecord, clinic_record
from tests.bench.timing import Line, command_ms, median_ms, processor_ms
from tests.web.browsing import Browser

FINISHED, UNFINISHED = "Runner", "Swimmer"
"""A visit with an issued plan, and one in rule-out, by the name a search finds."""

PAGES = (
    ("people", "patients.people", ""),
    ("a person's record", "patients.person", FINISHED),
    ("their words", "patients.words", UNFINISHED),
    ("safety screen", "assessment.safety_screen", UNFINISHED),
    ("before testing", "assessment.before_testing", UNFINISHED),
    ("examination", "assessment.examination", UNFINISHED),
    ("rule-out", "assessment.rule_out", UNFINISHED),
    ("what the treatment must respect", "protocol.respect", FINISHED),
    ("protocol board", "protocol.board", FINISHED),
    ("issue", "protocol.issue", FINISHED),
    ("library", "library.contents", ""),
    ("settings", "clinic.settings", ""),
)
"""Name, endpoint and whose visit; a page this version lacks is left out."""
FEW, MANY = 1_000, 100_000


@dataclass(frozen=True)
class Open:
    """One page that can be asked for."""

    name: str
    address: str


def pages() -> list[Line]:
    """Every line about pages."""
    with clinic_record() as clinic:
        return [*_one_by_one(clinic), *_reprint(clinic), *_served(clinic), *_search()]


def _one_by_one(clinic: ClinicRecord) -> list[Line]:
    """Each page in one process, without a network, as many times an empty page."""
    empty = median_ms(partial(_empty_app().get, "/"), times=50)
    app = create_app(clinic.settings, knowledge=clinic.knowledge, second_step=False)
    client = signed_in(app)
    lines = [Line("an empty Flask page", empty)]
    for page in opened(app, client, clinic):
        ask = partial(_fetch, client, page)
        taken, worked = median_ms(ask, times=15), processor_ms(ask, times=15)
        told = f"{taken / empty:.0f} times an empty page; {worked:.0f} ms of processor"
        lines.append(Line(f"page: {page.name}", taken, told))
    return lines


def _reprint(clinic: ClinicRecord) -> list[Line]:
    app = create_app(clinic.settings, knowledge=clinic.knowledge, second_step=False)
    with app.extensions["planner"].open_session() as db:
        page = visit_page(app, clinic, FINISHED)
        plan = read_issued(db, page.visit.person_id, page.issued[-1].id)
        by = Actor(account_id=_account(app), name="", is_lead=True)
        again = partial(
            read_document,
            db,
            by,
            plan.visit.person_id,
            plan.documents[0].id,
            knowledge=clinic.knowledge,
            clock=SystemClock(),
        )
        taken = median_ms(again, times=15)
    return [
        Line(f"an issued plan from the store, {SHEET // 1000} kB", taken, "printed never again")
    ]


def _served(clinic: ClinicRecord) -> list[Line]:
    """The real server: from the command to the first page, then sixteen callers."""
    bare = command_ms("-c", "import flask, sqlalchemy.orm, gunicorn.app.base")
    first = min(start_ms(clinic.settings) for _ in range(3))
    against = f"{first / bare:.1f} times importing Flask, SQLAlchemy and gunicorn ({bare:.0f} ms)"
    lines = [Line("start to first page", first, against, "under 1,500 ms")]
    app = create_app(clinic.settings, knowledge=clinic.knowledge, second_step=False)
    client = signed_in(app)
    addresses = [page.address for page in opened(app, client, clinic)]
    with server(clinic.settings) as port:
        cookie = sign_in(port, PASSWORD)
        paced = call(port, cookie, addresses, PAUSE)
        told = f"{paced.at_95:.0f} ms at 95 %, {paced.rate:.0f} pages a second"
        name = f"{CALLERS} callers, a page each {PAUSE:g} s"
        lines.append(Line(name, paced.median, told, "95 % under 50 ms"))
        lines.append(_flat_out(call(port, cookie, addresses, 0.0)))
    return lines


def _flat_out(served: Served) -> Line:
    told = f"{served.at_95:.0f} ms at 95 %, {served.rate:.0f} pages a second"
    return Line(f"{CALLERS} callers without a pause", served.median, told)


def _search() -> list[Line]:
    """The same searches among a thousand people and a hundred thousand."""
    few, many = _search_ms(FEW), _search_ms(MANY)
    ratio = f"{many / few:.2f} times {FEW:,} people ({few:.1f} ms)"
    return [Line(f"search among {MANY:,} people", many, ratio, "1.5 times")]


def _search_ms(people: int) -> float:
    with clinic_record(people) as clinic:
        app = create_app(clinic.settings, knowledge=clinic.knowledge, second_step=False)
        with app.extensions["planner"].open_session() as db:

            def look() -> None:
                for text in ("babaceho", "Babab Bab", "Example Runner", "1992-03-01", "10500"):
                    search_people(db, text, clock=SystemClock())

            return median_ms(look, times=25)


def opened(app: Flask, client: FlaskClient, clinic: ClinicRecord) -> list[Open]:
    """The pages of the list that this version has, each where its address leads."""
    found = []
    for name, endpoint, whose in PAGES:
        ids = {}
        if whose:
            visit = visit_page(app, clinic, whose).visit
            ids = {"person_id": visit.person_id, "encounter_id": visit.encounter_id}
        wanted = next(
            (r.arguments for r in app.url_map.iter_rules() if r.endpoint == endpoint), set()
        )
        try:
            with app.test_request_context():
                chosen: dict[str, Any] = {k: v for k, v in ids.items() if k in wanted}
                address = app.url_for(endpoint, **chosen)
        except BuildError:
            continue
        final = client.get(address, follow_redirects=True).request.path
        found.append(Open(name, final))
    return found


def visit_page(app: Flask, clinic: ClinicRecord, name: str) -> VisitPage:
    """The latest visit of the person a search finds who has one."""
    clock = SystemClock()
    with app.extensions["planner"].open_session() as db:
        for person in search_people(db, name, clock=clock):
            visits = past_visits(db, person.id)
            if visits:
                at: VisitRef = visits[0].visit
                return read_visit(db, at, knowledge=clinic.knowledge, clock=clock)
    raise SystemExit(f"nobody called {name} has a visit, so nothing can be measured")


def _empty_app() -> FlaskClient:
    bare = Flask("empty")
    bare.add_url_rule("/", view_func=lambda: "")
    return bare.test_client()


def signed_in(app: Flask) -> FlaskClient:
    browser = Browser(app)
    browser.get("/account/sign-in")
    browser.post("/account/sign-in", {"sign_in_name": "demo", "password": PASSWORD})
    return browser.client


def _fetch(client: FlaskClient, page: Open) -> None:
    answer = client.get(page.address)
    if answer.status_code != 200:
        raise SystemExit(f"{page.name} answered {answer.status_code}: nothing can be measured")


def _account(app: Flask) -> str:
    with app.extensions["planner"].open_session() as db:
        return str(db.query(Account.id).first()[0])
