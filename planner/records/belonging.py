"""Which rows of the store belong to one person: followed from the person along every foreign key.

A table that is added later is followed by itself. What belongs to the clinic (accounts, settings,
its own exercises) is reached by no key from a person and stays out.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from planner.records.base import Base
from planner.records.tables import METADATA

PERSON, ACCOUNT = "person", "account"
LINKS = "record_link"
"""A link has two people: it belongs to somebody only where both records are theirs."""
UNSAVED = frozenset({"typed_draft", "print_job"})
"""What is typed and not saved, and what waits for a printer: theirs, and no part of a record."""

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, each by the names of its columns, in the order they can be added in."""


@cache
def personal_tables() -> dict[str, Table]:
    """Every table whose rows belong to somebody under care, those they point to first."""
    found: dict[str, Table] = {}
    for table in METADATA.sorted_tables:
        if table.name == PERSON or any(name in found for name in _targets(table)):
            found[table.name] = table
    return found


def model_of(name: str) -> type[Base]:
    """The model of a table."""
    return next(
        mapper.class_
        for mapper in Base.registry.mappers
        if mapper.local_table.name == name  # type: ignore[attr-defined]  # a Table
    )


def rows_of(db: Session, people: Iterable[str], *, unsaved: bool = False) -> Rows:
    """Everything the store holds of these records; ``unsaved`` also what is no part of them."""
    ids: dict[str, set[str]] = {PERSON: set(people)}
    rows: Rows = {}
    for name, table in personal_tables().items():
        if name in UNSAVED and not unsaved:
            continue
        keys = [
            table.c[column].in_(sorted(ids[target]))
            for column, target in _keys(table)
            if target in ids and target != name
        ]
        which = table.c.id.in_(sorted(ids[PERSON])) if name == PERSON else or_(*keys)
        order = [
            table.c[name] for name in ("number", "at_version", "line", "id") if name in table.c
        ]
        found = db.execute(select(table).where(which).order_by(*order)).mappings()
        rows[name] = [dict(row) for row in found if _is_theirs(name, row, ids[PERSON])]
        if "id" in table.c:
            ids.setdefault(name, set()).update(row["id"] for row in rows[name])
    return rows


def as_pointed_to(name: str, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of one table in an order in which each comes after the row of it that it points to.

    Raises ValueError where some point to a row that is not among them, or to each other.
    """
    own = [column for column, target in _keys(METADATA.tables[name]) if target == name]
    waiting, ordered = list(rows), list[dict[str, Any]]()
    placed: set[Any] = {None}
    while waiting:
        ready, later = list[dict[str, Any]](), list[dict[str, Any]]()
        for row in waiting:
            (ready if all(row[column] in placed for column in own) else later).append(row)
        if not ready:
            raise ValueError(f"rows of {name} point to rows that are not there")
        ordered += ready
        placed.update(row.get("id") for row in ready)
        waiting = later
    return ordered


def accounts_in(rows: Rows) -> frozenset[str]:
    """The accounts of clinicians that these rows name."""
    return frozenset(
        str(row[column])
        for name, found in rows.items()
        for column, target in _keys(METADATA.tables[name])
        if target == ACCOUNT
        for row in found
        if row[column] is not None
    )


def _is_theirs(name: str, row: Any, people: set[str]) -> bool:
    return name != LINKS or {row["leading_id"], row["other_id"]} <= people


def _keys(table: Table) -> list[tuple[str, str]]:
    """The columns of a table that point somewhere, and the table they point to."""
    return [(c.name, key.column.table.name) for c in table.columns for key in c.foreign_keys]


def _targets(table: Table) -> set[str]:
    return {target for _, target in _keys(table) if target != ACCOUNT}
