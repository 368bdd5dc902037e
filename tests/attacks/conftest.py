"""The site over each database, with somebody in every role, two people and what belongs to them."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from planner.app import create_app
from planner.config import Settings
from planner.records.engine import session_maker
from planner.records.tables import METADATA
from planner.web.session import COOKIE
from planner.workflow.issuing import IdentityCheck
from planner.workflow.one_time_links import create_account, invite
from planner.workflow.reprinting import read_issued
from planner.workflow.sessions import sign_in
from tests.attacks.table import print_table
from tests.sooner import as_delivered, share_pages
from tests.stores import (
    LEAD,
    PASSWORD,
    clock,
    db,
    engine,
    lead,
    place,
    postgresql_address,
    sqlite_template,
)
from tests.web.watching import watch
from tests.workflow.desk import Desk, pressed, the_knowledge

share_pages()

__all__ = [
    "as_delivered",
    "clock",
    "db",
    "engine",
    "lead",
    "place",
    "postgresql_address",
    "sqlite_template",
]

ORIGIN = {"Origin": "http://localhost"}
BESIDE_THE_RECORD = {"audit", "audit_listed", "sign_in_session", "failed_sign_in"}
ROWS = select(
    *(
        select(func.count()).select_from(table).scalar_subquery().label(table.name)
        for table in METADATA.sorted_tables
        if table.name not in BESIDE_THE_RECORD
    )
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Every route with what each role was answered."""
    print_table(terminalreporter)


@dataclass
class Site:
    """The running site; ``people`` are two persons, ``ids`` what belongs to each of them."""

    app: Flask
    engine: Engine
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    ids: tuple[dict[str, str], ...] = ()

    def send(self, role: str, method: str, address: str, **fields: Any):
        data = {"csrf_token": self.tokens[role], **fields} if method == "POST" else None
        return self.clients[role].open(address, method=method, data=data, headers=ORIGIN)

    def rows(self) -> dict[str, int]:
        """How many rows each table of the record holds, asked in one statement."""
        with self.engine.connect() as connection:
            return dict(connection.execute(ROWS).one()._mapping)

    def entries(self, outcome: str) -> int:
        audit = METADATA.tables["audit"]
        counted = select(func.count()).where(audit.c.outcome == outcome)
        with self.engine.connect() as connection:
            return connection.execute(counted).scalar_one()


@pytest.fixture
def site(place, engine, db, lead, clock, tmp_path) -> Site:
    desk = Desk(db, lead, clock)
    ids = tuple(belongings(desk, name) for name in ("Runner", "Walker"))
    token = invite(db, lead, is_lead=False, clock=clock)
    create_account(
        db, token, sign_in_name="colleague", name="B. Example", password=PASSWORD, clock=clock
    )
    app = create_app(
        Settings(data=tmp_path / "site"),
        clock=clock,
        knowledge=the_knowledge(),
        sessions=session_maker(engine),
        press=pressed,
    )
    watch(app)
    site = Site(app=app, engine=engine, ids=ids)
    for role, name, second_step in (
        ("nobody", "", False),
        ("halfway", "colleague", True),
        ("clinician", "colleague", False),
        ("lead", LEAD, False),
    ):
        client = site.clients[role] = app.test_client()
        if name:
            token = sign_in(
                db,
                None,
                sign_in_name=name,
                password=PASSWORD,
                clock=clock,
                second_step=second_step,
            )
            client.set_cookie(COOKIE, token, domain="localhost")
        site.tokens[role] = token_for(client)
    return site


def token_for(client: FlaskClient) -> str:
    """The form token of a client's own session."""
    page = client.get("/account", follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


def belongings(desk: Desk, family_name: str) -> dict[str, str]:
    """A person with a visit, an issued plan with its papers, and a letter."""
    desk.open(desk.person(family_name=family_name))
    desk.record_case()
    desk.confirm()
    issued = desk.issue(IdentityCheck(initials=f"E{family_name[0]}", birth_year="1992"))
    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    return {
        "person_id": desk.visit.person_id,
        "encounter_id": desk.visit.encounter_id,
        "plan_id": plan.id,
        "document_id": plan.documents[0].id,
    }
