"""Changes that somebody makes to the store past the program, and what a check must say of each."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, Table, select, text
from sqlalchemy import insert as add
from sqlalchemy.orm import Session

from planner.records.anchor import Seal
from planner.records.audit import AuditEntry, ListedPerson
from planner.records.base import new_id
from planner.records.sealing import sealed_tables
from planner.workflow.trail import TrailReport, check_trail

TRAIL: Any = AuditEntry.__table__
LISTED: Any = ListedPerson.__table__
KEPT = {"id", "number"}
"""Columns by which a row is known."""
CHECKED = {
    "presence": ("present", "absent"),
    "worse": ("present", "absent"),
    "side": ("left", "right"),
}
"""Columns that only take certain words."""


@contextmanager
def behind_the_program(engine: Engine):
    """A connection no trigger binds, as whoever owns the files has one; all is undone afterwards.

    Needs no commit to be found: the check reads on the same connection.
    """
    with engine.connect() as connection:
        transaction = connection.begin()
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            named = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.execute(named).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        yield connection
        transaction.rollback()


def checked(connection: Connection, anchor: Seal | None) -> TrailReport:
    with Session(bind=connection, join_transaction_mode="rollback_only") as db:
        return check_trail(db, anchor)


def edit_an_entry(connection: Connection, chance: Random) -> str:
    entry = _any(connection, TRAIL, chance)
    name = chance.choice([c.name for c in TRAIL.columns if c.name not in KEPT])
    connection.execute(
        TRAIL.update().where(TRAIL.c.id == entry.id).values({name: _other(entry, name, chance)})
    )
    return f"entry {entry.number}"


def delete_an_entry(connection: Connection, chance: Random) -> str:
    entry = _any(connection, TRAIL, chance)
    connection.execute(LISTED.delete().where(LISTED.c.number == entry.number))
    connection.execute(TRAIL.delete().where(TRAIL.c.id == entry.id))
    return f"entry {entry.number}"


def swap_two_entries(connection: Connection, chance: Random) -> str:
    one, other = chance.sample(_rows(connection, TRAIL), 2)
    for row, number in ((one, -1), (other, one.number), (one, other.number)):
        connection.execute(TRAIL.update().where(TRAIL.c.id == row.id).values(number=number))
    return f"entry {min(one.number, other.number)}"


def add_an_entry(connection: Connection, chance: Random) -> str:
    entry = _any(connection, TRAIL, chance)
    last = max(row.number for row in _rows(connection, TRAIL))
    number = chance.choice([None, last + 1])
    copy = {**entry._mapping, "id": new_id(), "number": number}
    connection.execute(add(TRAIL).values(copy))
    return f"entry {number}" if number else "entries without a number"


def cut_the_end(connection: Connection, chance: Random) -> str:
    last = max(row.number for row in _rows(connection, TRAIL))
    first = last + 1 - chance.randint(1, min(9, last - 1))
    connection.execute(TRAIL.delete().where(TRAIL.c.number >= first))
    return f"entry {first}" if first == last else f"entries {first} to {last}"


def unlist_somebody(connection: Connection, chance: Random) -> str:
    row = _any(connection, LISTED, chance)
    connection.execute(
        LISTED.delete().where(LISTED.c.number == row.number, LISTED.c.person_id == row.person_id)
    )
    return f"entry {row.number}"


def edit_a_row(connection: Connection, chance: Random) -> str:
    table, row = _any_sealed(connection, chance)
    name = chance.choice([c.name for c in table.columns if c.name != "id"])
    connection.execute(
        table.update().where(table.c.id == row.id).values({name: _other(row, name, chance)})
    )
    return f"{table.name} {row.id}"


def delete_a_row(connection: Connection, chance: Random) -> str:
    table, row = _any_sealed(connection, chance)
    connection.execute(table.delete().where(table.c.id == row.id))
    return f"{table.name} {row.id}"


def add_a_row(connection: Connection, chance: Random) -> str:
    table, row = _any_sealed(connection, chance)
    unique = {c.name for rule in table.constraints for c in getattr(rule, "columns", ())}
    unique |= {c.name for c in table.columns if c.unique}
    copy = {
        name: _other(row, name, chance) if name in unique and not isinstance(value, str) else value
        for name, value in row._mapping.items()
    }
    copy["id"] = new_id()
    if "sign_in_key" in copy:
        copy["sign_in_key"] = new_id()
    connection.execute(add(table).values(copy))
    return f"{table.name} {copy['id']}"


WAYS: tuple[Callable[[Connection, Random], str], ...] = (
    edit_an_entry,
    delete_an_entry,
    swap_two_entries,
    add_an_entry,
    cut_the_end,
    unlist_somebody,
    edit_a_row,
    delete_a_row,
    add_a_row,
)


def _rows(connection: Connection, table: Any) -> list[Any]:
    return sorted(connection.execute(select(table)).all(), key=lambda row: str(row[0]))


def _any(connection: Connection, table: Any, chance: Random) -> Any:
    return chance.choice(_rows(connection, table))


def _any_sealed(connection: Connection, chance: Random) -> tuple[Table, Any]:
    filled = [(t, rows) for t in sealed_tables().values() if (rows := _rows(connection, t))]
    table, rows = chance.choice(filled)
    return table, chance.choice(rows)


def _other(row: Any, name: str, chance: Random) -> Any:
    """Another value of the same kind."""
    value = getattr(row, name)
    if name in CHECKED:
        return next(each for each in CHECKED[name] if each != value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + chance.randint(1, 50)
    if isinstance(value, datetime | date):
        return value + timedelta(days=chance.randint(1, 50))
    if isinstance(value, bytes):
        return value + b"."
    if isinstance(value, dict):
        return {**value, "more": "1"} if name != "rows" else {**value, "answer": {"1": "2"}}
    if isinstance(value, list):
        return [*value, "more"]
    if isinstance(value, str):
        return f"{value[1:]}{chance.randint(0, 9)}x"[:36]
    return _filled(row, name)


def _filled(row: Any, name: str) -> Any:
    kinds = {"_at": datetime(2026, 1, 1, tzinfo=UTC), "_on": date(2026, 1, 1)}
    for end, value in kinds.items():
        if name.endswith(end):
            return value
    if name in ("rows", "dose", "devices"):
        return {"more": {"1": "1"}}
    if name == "logo":
        return b"logo"
    if name in ("number", "duration_weeks", "factor_step", "pain", "at_version"):
        return 7
    return "something"
