"""Bring the store to the tables of this program. Alembic is imported only when there is work."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from planner.records.engine import WRITES, StoreError

HEAD = "0030"
"""The revision this program is written for; a test holds it to the migrations."""

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_303_014
"""Any number of our own: two hosts that start at once upgrade one after the other."""


def upgrade(engine: Engine) -> bool:
    """Upgrade the store where it is older; tells whether there was anything to do.

    All of it is one transaction. Raises StoreError when the store is newer than the program.
    """
    with engine.connect() as connection:
        if revision_of(connection) == HEAD:
            return False
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        revision = revision_of(connection)
        if revision == HEAD:
            return False
        _run(connection, revision)
    return True


def revision_of(connection: Connection) -> str | None:
    """The revision the store stands at, none for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _run(connection: Connection, revision: str | None) -> None:
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
    command.upgrade(config, "head")
