"""Bring the store to the tables of this program. Alembic is imported only when there is work.

Before the first table is touched the encrypted file is copied and the copy read back; afterwards
every row from before must say what it said. Otherwise nothing is changed at all (HZ-072).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, inspect, text

from planner.records.compared import Content, changed_tables, columns_of, contents
from planner.records.copying import make_copy
from planner.records.engine import PLACE, WRITES, StoreError, StorePlace

HEAD = "0036"
"""The revision this program is written for; a test holds it to the migrations."""

MIGRATIONS = Path(__file__).parent / "migrations"
BEFORE_UPGRADE = "before-upgrade"
"""The folder beside the record that holds it as it was before the last upgrade."""
LOCK = 7_303_014
"""Any number of our own: two hosts that start at once upgrade one after the other."""


def upgrade(engine: Engine, to: str = HEAD) -> bool:
    """Upgrade the store where it is older; tells whether there was anything to do.

    All of it is one transaction: half-way is nowhere. Raises StoreError when the store is newer
    than the program, when it cannot be copied first, or when a row would come out changed.
    """
    with engine.connect() as connection:
        if revision_of(connection) == to:
            return False
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        revision = revision_of(connection)
        if revision == to:
            return False
        if revision is not None:
            _copy_first(engine, revision)
        columns = columns_of(connection)
        before = contents(connection, columns)
        _run(connection, revision, to)
        _refuse_changed(before, contents(connection, columns))
    return True


def revision_of(connection: Connection) -> str | None:
    """The revision the store stands at, none for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _copy_first(engine: Engine, revision: str) -> None:
    """The encrypted file as it is now, kept until the next upgrade made its own.

    A copy of an attempt that was broken off is replaced. PostgreSQL is copied by its keeper.
    """
    place = cast(StorePlace, engine.get_execution_options()[PLACE])
    if place.database_url:
        return
    file = place.folder / BEFORE_UPGRADE / f"record-{revision}.db"
    earlier = tuple(file.parent.glob("record-*"))
    try:
        for old in earlier:
            if old.name.startswith(file.name):
                old.unlink()
        make_copy(engine, place, file)
        for old in earlier:
            if not old.name.startswith(file.name):
                old.unlink()
    except OSError as error:
        raise StoreError(
            f"The copy before the upgrade cannot be kept: {error.strerror}."
        ) from error


def _refuse_changed(
    before: Mapping[str, Content | None], after: Mapping[str, Content | None]
) -> None:
    changed = changed_tables(before, after)
    if changed:
        raise StoreError(
            f"The upgrade of the record would change what stands in {', '.join(changed)}: nothing "
            "was changed. Go on with the version of the program you had, and tell its maker."
        )


def _run(connection: Connection, revision: str | None, to: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            f"The record was written by a newer version of this program (its tables are at "
            f"{revision}, this program knows {HEAD}): start the newer one."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, to)
