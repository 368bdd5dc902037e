"""An upgrade changes nothing that stood there, and half of one is nowhere (HZ-072)."""

import itertools
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from planner.records.compared import BOOKKEEPING, changed_tables, columns_of, contents
from planner.records.copying import restore_copy
from planner.records.engine import WRITES, StoreError, StorePlace, open_store
from planner.records.tables import METADATA
from planner.records.upgrade import BEFORE_UPGRADE, HEAD, MIGRATIONS, revision_of, upgrade
from tests.sizes import size

STATEMENTS = 60
"""An upgrade from the first version changes something more often than this."""
MOMENTS = size(3, 50)
CHANGING = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")
ID = "00000000-0000-4000-8000-000000000001"
KINDS: dict[type, object] = {
    sa.JSON: {"a": 1},
    sa.DateTime: datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    sa.Date: date(2026, 11, 22),
    sa.Boolean: True,
    sa.Double: 7.25,
    sa.Float: 7.25,
    sa.Numeric: 7.25,
    sa.Integer: 7,
    sa.LargeBinary: b"\x00\xff",
}
ANSWERS = {"presence": "absent", "worse": "absent", "side": "right"}
"""What the store itself holds to a list of words."""
WRONGS = (
    "UPDATE person SET family_name = 'Walker'",
    "ALTER TABLE person DROP COLUMN telephone",
    "DELETE FROM name_part",
)


def past_versions() -> list[str]:
    """Every revision a clinic may stand at, the oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [one.revision for one in ScriptDirectory.from_config(config).walk_revisions()][::-1]


VERSIONS = past_versions()
FIRST = VERSIONS[0]
STOPS = (VERSIONS[5], VERSIONS[10], HEAD)


def fill(connection: Connection) -> None:
    """One row in every table that has none, with every column filled."""
    tables = sa.MetaData()
    tables.reflect(connection)
    for table in tables.sorted_tables:
        if table.name != BOOKKEEPING and not connection.execute(sa.select(table)).first():
            row = {column.name: a_value(column) for column in table.columns}
            connection.execute(table.insert().values(row))


def a_value(column: sa.Column[Any]) -> object:
    """Something of the column's kind; every id is the same, so that each points to a row."""
    if column.primary_key or column.foreign_keys:
        return ID if isinstance(column.type, sa.String) else 7
    if column.name in ANSWERS:
        return ANSWERS[column.name]
    for kind, value in KINDS.items():
        if isinstance(column.type, kind):
            return value
    return f"Ünïcode {column.name}"


def writing(engine: Engine) -> Connection:
    return engine.connect().execution_options(**{WRITES: True})


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request, tmp_path) -> Iterator[Engine]:
    """A store at the first revision with a row in every table."""
    place = StorePlace(folder=tmp_path / "old")
    if request.param == "postgresql":
        address = make_url(request.getfixturevalue("postgresql_address"))
        name = f"old_{tmp_path.name}"
        keeper = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with keeper.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        theirs = address.set(database=name).render_as_string(hide_password=False)
        place = replace(place, database_url=theirs)
    place.folder.mkdir()
    engine = open_store(place)
    upgrade(engine, FIRST)
    with writing(engine) as connection, connection.begin():
        fill(connection)
    yield engine
    engine.dispose()


def test_from_every_past_version_no_row_is_lost_moved_or_changed(old):
    """HZ-072-T1: in three stretches, each over rows that its own and earlier tables hold.

    HZ-062-T2.
    """
    with old.connect() as connection:
        columns = columns_of(connection)
        before = contents(connection, columns)
    for revision in STOPS:
        assert upgrade(old, revision)
        with writing(old) as connection, connection.begin():
            fill(connection)

    with old.connect() as connection:
        assert revision_of(connection) == HEAD
        assert set(contents(connection, columns_of(connection))) == set(METADATA.tables)
        assert changed_tables(before, contents(connection, columns)) == ()
        assert all(content.rows == 1 for content in before.values() if content)


@pytest.mark.parametrize("old", ["sqlite"], indirect=True)
def test_an_upgrade_that_is_broken_off_anywhere_leaves_the_record_as_it_was(old):
    """HZ-072-T2: at a draw of its statements; the next start finishes it, with nothing lost."""
    with old.connect() as connection:
        columns = columns_of(connection)
        before = contents(connection, columns)
    for moment in random.Random(72).sample(range(1, STATEMENTS), MOMENTS):
        with broken_off(old, moment), pytest.raises(OperationalError):
            upgrade(old)
        with old.connect() as connection:
            assert revision_of(connection) == FIRST
            assert columns_of(connection) == columns
            assert changed_tables(before, contents(connection, columns)) == ()

    assert upgrade(old)
    with old.connect() as connection:
        assert changed_tables(before, contents(connection, columns)) == ()


@contextmanager
def broken_off(engine: Engine, moment: int) -> Iterator[None]:
    """The power goes before this statement of the upgrade that changes something."""
    seen = itertools.count(1)

    def fail(_connection, _cursor, statement, *_rest):
        if statement.lstrip().split()[0] in CHANGING and next(seen) == moment:
            raise OperationalError(statement, {}, Exception("power cut"))

    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", fail)


def test_an_upgrade_that_would_change_a_row_is_refused_and_undone(old, monkeypatch):
    """HZ-072-C2: on both databases, whatever a faulty migration does to what stood there."""
    with old.connect() as connection:
        columns = columns_of(connection)
        before = contents(connection, columns)
    for wrong in WRONGS:
        monkeypatch.setattr(
            "planner.records.upgrade._run", lambda c, *_, wrong=wrong: c.execute(text(wrong))
        )
        with pytest.raises(StoreError, match="would change what stands in"):
            upgrade(old)
    with old.connect() as connection:
        assert revision_of(connection) == FIRST
        assert changed_tables(before, contents(connection, columns)) == ()


@pytest.mark.parametrize("old", ["sqlite"], indirect=True)
def test_the_record_is_copied_and_the_copy_read_back_before_it_is_upgraded(old, tmp_path):
    """HZ-072-C1: the copy opens with the keys, at the version it had; one alone is kept."""
    upgrade(old, VERSIONS[1])
    upgrade(old)
    [copy] = (tmp_path / "old" / BEFORE_UPGRADE).glob("*.db")
    assert copy.name == f"record-{VERSIONS[1]}.db"

    new = tmp_path / "new"
    shutil.copytree(tmp_path / "old", new, ignore=shutil.ignore_patterns("record*"))
    restore_copy(copy, StorePlace(folder=new))
    engine = open_store(StorePlace(folder=new))
    with engine.connect() as connection:
        assert revision_of(connection) == VERSIONS[1]
    engine.dispose()


@pytest.mark.parametrize("old", ["sqlite"], indirect=True)
def test_without_room_for_the_copy_nothing_is_upgraded(old, tmp_path):
    """HZ-072-C1"""
    (tmp_path / "old" / BEFORE_UPGRADE).write_text("no folder")

    with pytest.raises(StoreError, match="copy"):
        upgrade(old)
    with old.connect() as connection:
        assert revision_of(connection) == FIRST
