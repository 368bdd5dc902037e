"""Seals of rows: what was written in a transaction, and what each row says, as one short word.

A seal is keyed with the clinic's secret, which is not in the store: whoever changes a row past the
program cannot make the seal that fits it (HZ-080).
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, Table, event, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from planner.records.base import append_only_tables
from planner.records.tables import METADATA

TOUCHED, GONE = "planner_rows_touched", "planner_rows_erased"
ERASED = "erased"
"""Stands in the trail in place of the seal of a row that was erased by law."""
NOT_SEALED = {"audit", "audit_listed", "failed_sign_in"}
"""The trail seals itself; failed attempts are counted, and each has its own entry."""
CHANGING = {"account", "encounter", "episode", "person", "referral"}
"""Tables of the record whose rows may change: their latest seal counts."""
LENGTH = 24
"""Signs of a row's seal."""
AT_ONCE = 400
"""Rows that are read in one statement."""

Seals = dict[str, dict[str, str]]
"""Seals by table and row id."""


@cache
def sealed_tables() -> dict[str, Table]:
    """Every table whose rows are sealed, by name."""
    names = (set(append_only_tables()) - NOT_SEALED) | CHANGING
    return {name: METADATA.tables[name] for name in sorted(names)}


def take_touched(db: Session, key: bytes) -> Seals:
    """The seals of all rows that were added or changed since the transaction began."""
    db.flush()
    touched: dict[str, set[str]] = db.info.pop(TOUCHED, {})
    tables = sealed_tables()
    seals = {name: seal_rows(db, tables[name], ids, key) for name, ids in sorted(touched.items())}
    gone: dict[str, list[str]] = db.info.pop(GONE, {})
    for name, erased in sorted(gone.items()):
        seals.setdefault(name, {}).update(dict.fromkeys(erased, ERASED))
    return seals


def note_erased(db: Session, name: str, ids: Iterable[str]) -> None:
    """Tell the trail that these rows were erased, and are not missing."""
    if name in sealed_tables():
        gone: dict[str, list[str]] = db.info.setdefault(GONE, {})
        gone.setdefault(name, []).extend(ids)


def seal_everything(db: Session, key: bytes) -> Seals:
    """The seals of every row there is: what a trail begins with."""
    found = {name: seal_rows(db, table, None, key) for name, table in sealed_tables().items()}
    return {name: rows for name, rows in found.items() if rows}


def seal_rows(db: Session, table: Table, ids: Iterable[str] | None, key: bytes) -> dict[str, str]:
    """The seals of these rows, or of all, as they stand in the store now."""
    return {row.id: seal_of(table, row, key) for row in _rows(db, table, ids)}


def seal_of(table: Table, row: Row[Any], key: bytes) -> str:
    """One row in one word: the same on both databases.

    By the names of its columns, without those that hold nothing: a column that a later version
    adds, empty in what stood there before, breaks no seal (HZ-072).
    """
    filled = {name: _plain(value) for name, value in row._mapping.items() if value is not None}
    values = [table.name, filled]
    said = json.dumps(values, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:LENGTH]


def _rows(db: Session, table: Table, ids: Iterable[str] | None) -> Iterable[Row[Any]]:
    connection, wanted = db.connection(), select(table)
    if ids is None:
        yield from connection.execute(wanted)
        return
    named = sorted(ids)
    for start in range(0, len(named), AT_ONCE):
        yield from connection.execute(wanted.where(table.c.id.in_(named[start : start + AT_ONCE])))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    return value


def _note_flushed(db: Session, _context: UOWTransaction) -> None:
    tables = sealed_tables()
    for row in (*db.new, *db.dirty):
        name = row.__tablename__
        if name in tables:
            _touched(db).setdefault(name, set()).add(row.id)


def _note_updated(state: ORMExecuteState) -> None:
    """An UPDATE that names its rows by a condition: ask which they are, before it changes them."""
    if not state.is_update:
        return
    statement: Any = state.statement
    table: Table = statement.table
    if table.name not in sealed_tables():
        return
    wanted: Select[tuple[str]] = select(table.c.id)
    if statement.whereclause is not None:
        wanted = wanted.where(statement.whereclause)
    found = state.session.connection().execute(wanted)
    _touched(state.session).setdefault(table.name, set()).update(str(row.id) for row in found)


def _touched(db: Session) -> dict[str, set[str]]:
    found: dict[str, set[str]] = db.info.setdefault(TOUCHED, {})
    return found


event.listen(Session, "after_flush", _note_flushed)
event.listen(Session, "do_orm_execute", _note_updated)
