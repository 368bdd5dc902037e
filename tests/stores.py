"""Fixtures of both databases: each test gets a store of its own, copied from a migrated one.

A store begins with one account, the lead "A. Example".
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.upgrade import upgrade
from planner.workflow.accounts import create_account, first_link
from planner.workflow.actor import Actor
from tests import postgresql
from tests.clocks import MovableClock

PASSWORD = "correct horse battery"
LEAD = "lead"


def add_lead(engine: Engine) -> None:
    """The first account, made by its link as in real life."""
    clock = MovableClock()
    with session_maker(engine)() as db:
        token = first_link(db, clock=clock)
        assert token is not None
        create_account(
            db, token, sign_in_name=LEAD, name="A. Example", password=PASSWORD, clock=clock
        )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    engine = open_store(StorePlace(folder=folder))
    upgrade(engine)
    add_lead(engine)
    engine.dispose()
    return folder


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    with postgresql.cluster() as address:
        engine = open_store(StorePlace(folder=Path(), database_url=address.format(name="postgres")))
        upgrade(engine)
        add_lead(engine)
        engine.dispose()
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StorePlace]:
    """Where this test's store lies; two parameters, so every test runs on both."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("sqlite_template"), tmp_path / "store")
        yield StorePlace(folder=tmp_path / "store")
        return
    address = request.getfixturevalue("postgresql_address")
    name = f"t{abs(hash(request.node.nodeid)):x}"
    maker = create_engine(
        address.format(name="template1").replace("postgresql:", "postgresql+psycopg:"),
        isolation_level="AUTOCOMMIT",
    )
    with maker.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE postgres'))
    yield StorePlace(folder=tmp_path, database_url=address.format(name=name))
    with maker.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    maker.dispose()


@pytest.fixture
def engine(place: StorePlace) -> Iterator[Engine]:
    opened = open_store(place)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    with session_maker(engine)() as session:
        yield session


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def lead(db: Session) -> Actor:
    """The one account of the store, acting."""
    found = db.execute(text("SELECT id, name FROM account")).one()
    db.rollback()
    return Actor(account_id=found.id, name=found.name, is_lead=True, request_id="request-1")
