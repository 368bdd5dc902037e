"""The worked case, recorded once in a run for each kind of store, and laid into the others.

What is kept are the rows the program wrote, seals and trail with them. They are laid only into a
store whose trail ends where the first one's did, under the same secret, at the same moment, for
the same clinician: there the program would have written the same.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, null, select
from sqlalchemy.orm import Session

from planner.records.anchor import Seal
from planner.records.engine import anchor_of, begin_writing, secret_of
from planner.records.tables import METADATA
from planner.workflow.actor import VisitRef
from planner.workflow.audit import last_seal

if TYPE_CHECKING:
    from tests.workflow.desk import Desk

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, in the order a table may be filled in."""


@dataclass(frozen=True)
class Ready:
    """What recording the case added, and where the desk then stood."""

    added: Rows
    ends: Seal
    visit: VisitRef
    version: int


KEPT: dict[Hashable, Ready | None] = {}
"""By what the case was recorded upon; none where recording it changed a row that was there."""


def make_ready(desk: "Desk", record: Callable[[], None]) -> None:
    """Lay the case into the desk's store, or record it where that was never done."""
    before = _begins(desk)
    kept = KEPT.get(before)
    if kept is None:
        rows = {} if before in KEPT else _rows(desk.db)
        record()
        if before not in KEPT:
            KEPT[before] = _kept(desk, rows)
        return
    begin_writing(desk.db)
    for name, added in kept.added.items():
        _lay(desk.db, name, added)
    desk.db.commit()
    desk.db.expire_all()
    anchor_of(desk.db).keep(kept.ends)
    desk.visit, desk.version = kept.visit, kept.version


def _begins(desk: "Desk") -> Hashable:
    ends = last_seal(desk.db.connection())
    desk.db.rollback()
    database = desk.db.get_bind().dialect.name
    return database, secret_of(desk.db).secret, ends, desk.actor, desk.clock.now()


def _rows(db: Session) -> Rows:
    found = {
        table.name: [dict(row) for row in db.connection().execute(select(table)).mappings()]
        for table in METADATA.sorted_tables
    }
    db.rollback()
    return found


def _kept(desk: "Desk", before: Rows) -> Ready | None:
    after = _rows(desk.db)
    if any(row not in after[name] for name, rows in before.items() for row in rows):
        return None
    added = {name: [row for row in rows if row not in before[name]] for name, rows in after.items()}
    ends = last_seal(desk.db.connection())
    desk.db.rollback()
    assert ends is not None
    return Ready(
        {name: rows for name, rows in added.items() if rows}, ends, desk.visit, desk.version
    )


def _lay(db: Session, name: str, rows: list[dict[str, Any]]) -> None:
    """Insert the rows as they were; what held nothing holds nothing, in columns of JSON too."""

    def empty(row: dict[str, Any]) -> list[str]:
        return [column for column, value in row.items() if value is None]

    for columns, alike in groupby(rows, key=empty):
        wanted = insert(METADATA.tables[name]).values({column: null() for column in columns})
        filled = [{k: v for k, v in row.items() if v is not None} for row in alike]
        db.connection().execute(wanted, filled)
