"""Fixtures of both databases: each test gets a store of its own, copied from a migrated one.

A store begins with one account, the lead "A. Example".
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.tables import METADATA
from planner.records.upgrade import HEAD, upgrade
from planner.workflow.actor import Actor
from planner.workflow.one_time_links import create_account, first_link
from tests import postgresql
from tests.clocks import MovableClock
from tests.sooner import share_sql

share_sql()

PASSWORD = "correct horse battery"
LEAD = "lead"
AS_MADE = {
    "name": "A. Example",
    "is_active": True,
    "factor_nonce": None,
    "factor_step": None,
    "profession": None,
    "registration": None,
}
"""What else a test may have changed of the lead."""
HASHED: list[str] = []
"""The hash of the lead's password, once it was made."""
SECRETS: list[Path] = []
"""The file of the clinic's secret on PostgreSQL, the same for every test as in the other store."""


def add_lead(engine: Engine) -> None:
    """The first account, made by its link as in real life."""
    clock = MovableClock()
    with session_maker(engine)() as db:
        token = first_link(db, clock=clock)
        assert token is not None
        create_account(
            db, token, sign_in_name=LEAD, name="A. Example", password=PASSWORD, clock=clock
        )
        HASHED[:] = [db.execute(text("SELECT password_hash FROM account")).scalar_one()]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    engine = open_store(StorePlace(folder=folder))
    upgrade(engine)
    add_lead(engine)
    engine.dispose()
    return folder


@pytest.fixture(scope="session")
def postgresql_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("postgresql")
    with postgresql.cluster() as address:
        place = StorePlace(folder=folder, database_url=address)
        engine = open_store(place)
        upgrade(engine)
        add_lead(engine)
        engine.dispose()
        SECRETS[:] = [place.secret_file]
        empty(place)
        yield address


WIDE_ON_POSTGRESQL = pytest.mark.parametrize(
    "place",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.safety)],
    indirect=True,
)
"""For a long walk whose parts other tests try on both: the usual run takes it on one."""


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StorePlace]:
    """Where this test's store lies; two parameters, so every test runs on both."""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("sqlite_template"), tmp_path / "store")
        yield StorePlace(folder=tmp_path / "store")
        return
    place = StorePlace(folder=tmp_path, database_url=request.getfixturevalue("postgresql_address"))
    shutil.copy(SECRETS[0], place.secret_file)
    yield place
    empty(place)


def empty(place: StorePlace) -> None:
    """Leave the first account and nothing else: quicker than a database for each test.

    No entry of a trail is left: the next place begins one.

    The role of a replica is the one that triggers and foreign keys do not bind.
    """
    engine = open_store(place)
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for table in METADATA.sorted_tables:
            if table.name != "account":
                connection.execute(table.delete())
        accounts = METADATA.tables["account"]
        connection.execute(accounts.delete().where(accounts.c.sign_in_key != LEAD))
        connection.execute(accounts.update().values(AS_MADE | {"password_hash": HASHED[0]}))
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})
        connection.execute(text("SET session_replication_role = origin"))
    engine.dispose()


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
