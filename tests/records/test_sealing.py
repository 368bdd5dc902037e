"""Seals of rows outlive an upgrade, and every change of a value breaks them."""

import ast

from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, insert, select

from planner.records.sealing import seal_of, sealed_tables
from planner.records.upgrade import MIGRATIONS

KEY = b"k" * 32


def sealed(*columns: str, **values: object) -> str:
    """The seal of one row of a table with these columns."""
    table = Table(
        "note", MetaData(), Column("id", Integer), *(Column(name, Text) for name in columns)
    )
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(insert(table).values(id=1, **values))
        row = connection.execute(select(table)).one()
    engine.dispose()
    return seal_of(table, row, KEY)


def test_a_column_added_later_breaks_no_seal():
    """HZ-072-T1: with it a record that was upgraded would be told as changed, row by row."""
    before = sealed("text", text="words")

    assert sealed("text", "more", text="words") == before
    assert sealed("more", "text", text="words") == before
    assert sealed("text", "more", text="words", more="filled") != before


def test_a_value_taken_away_moved_or_changed_breaks_the_seal():
    """HZ-080-T1"""
    seals = {
        sealed("text", "more", text="words", more="filled"),
        sealed("text", "more", text="words"),
        sealed("text", "more", more="words"),
        sealed("text", "more", text="other", more="filled"),
        sealed("text", "more"),
        sealed("text", "more", text=""),
    }
    assert len(seals) == 6


def test_a_migration_adds_only_empty_columns_to_sealed_tables():
    """HZ-072-T1: one with a value of its own would change what stood there when it was sealed."""
    filled = []
    for path in sorted((MIGRATIONS / "versions").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "add_to":
                named, column = node.args
                may_be_empty = isinstance(column, ast.Call) and any(
                    keyword.arg == "nullable" and getattr(keyword.value, "value", None) is True
                    for keyword in column.keywords
                )
                table = getattr(named, "value", "")
                if table in sealed_tables() and not may_be_empty:
                    filled.append((path.name, table))
    assert filled == []
