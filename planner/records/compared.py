"""What the tables of a store hold, as a count and a fingerprint each, to compare before and after.

An upgrade adds tables and empty columns; it changes, moves and loses nothing that stood there. What
it did is therefore right only where every column from before still holds the same in every row
(HZ-072).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

Columns = Mapping[str, tuple[str, ...]]
"""The columns of each table, by name."""

BOOKKEEPING = "alembic_version"
"""Where the store keeps its revision: the one table an upgrade writes to."""


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows a table holds, and one number for what is in them, in whatever order."""

    rows: int
    fingerprint: int


def columns_of(connection: Connection) -> Columns:
    """Every table of the store with its columns."""
    inspector = inspect(connection)
    return {
        name: tuple(sorted(column["name"] for column in inspector.get_columns(name)))
        for name in sorted(inspector.get_table_names())
        if name != BOOKKEEPING
    }


def contents(connection: Connection, columns: Columns) -> dict[str, Content | None]:
    """What these columns hold, by table; ``None`` for a table or column that is not there."""
    there = columns_of(connection)
    return {
        name: _content(connection, name, wanted)
        if set(wanted) <= set(there.get(name, ()))
        else None
        for name, wanted in columns.items()
    }


def changed_tables(
    before: Mapping[str, Content | None], after: Mapping[str, Content | None]
) -> tuple[str, ...]:
    """The tables that do not hold what they held."""
    return tuple(name for name, content in before.items() if after.get(name) != content)


def _content(connection: Connection, table: str, columns: tuple[str, ...]) -> Content:
    quote = connection.dialect.identifier_preparer.quote
    wanted = ", ".join(quote(name) for name in columns)
    asked = text(f"SELECT {wanted} FROM {quote(table)}")  # noqa: S608  # the store's own names
    count = total = 0
    for row in connection.execute(asked):
        said = repr([bytes(one) if isinstance(one, memoryview) else one for one in row])
        total += int.from_bytes(hashlib.sha256(said.encode()).digest())
        count += 1
    return Content(count, total % 2**256)
