"""A record as a file: what comes back is what went out, or one sentence says where it is not."""

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from planner.exchange.bundle import Bundle, BundleError, read_bundle, written
from planner.exchange.values import (
    BYTES,
    DAY,
    LIST,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    YES_NO,
    kind_of,
    unit_of,
)
from planner.records.belonging import Rows, personal_tables
from tests.sizes import size

KEY, OTHER = b"k" * 32, b"o" * 32
RECORDS = size(8, 1_000)
TEXTS = (
    "",
    "=1+1",
    "0123",
    "+44",
    "-",
    "@x",
    "\tx",
    "3/4/2026",
    "שרה\u202e",
    "a\nb",
    "'x",
    "é€😀",
    "1e5",
)
DRAW: dict[str, Callable[[random.Random], Any]] = {
    TEXT: lambda r: r.choice(TEXTS),
    DAY: lambda r: date(1900, 1, 1) + timedelta(days=r.randrange(60_000)),
    MOMENT: lambda r: (
        datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=r.randrange(10**15))
    ),
    WHOLE: lambda r: r.randrange(-(10**9), 10**9),
    NUMBER: lambda r: r.choice((0.0, -0.5, 1 / 3, 1e300, 5e-324, r.random())),
    YES_NO: lambda r: r.random() < 0.5,
    BYTES: lambda r: r.randbytes(9),
    LIST: lambda r: r.choice(([], {}, {"a": [1, None, "ü"]}, [0.1, {"b": True}])),
}


def a_record(seed: int) -> Rows:
    """A row or two in every table, with whatever its columns can hold."""
    draw = random.Random(seed)
    return {
        name: [
            {
                c.name: None if c.nullable and draw.random() < 0.3 else DRAW[kind_of(c)](draw)
                for c in table.columns
            }
            for _ in range(draw.randrange(1, 3))
        ]
        for name, table in personal_tables().items()
    }


def a_file(rows: Rows, key: bytes = KEY) -> bytes:
    return written(Bundle(revision="1", rows=rows, people={"a": "A. Example"}), key)


@pytest.mark.parametrize("seed", range(RECORDS))
def test_every_field_of_every_table_comes_back_as_it_was(seed):
    """HZ-081-T1: leading zeros, dates, formulas, long fractions, every script."""
    rows = a_record(seed)
    found = read_bundle(a_file(rows), "1", KEY)

    assert found.rows == rows
    assert {name: [list(map(type, r.values())) for r in rows[name]] for name in rows} == {
        name: [list(map(type, r.values())) for r in found.rows[name]] for name in rows
    }
    assert found.is_ours
    assert not read_bundle(a_file(rows, OTHER), "1", KEY).is_ours


def rebuilt(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file after a change to ``record.json``, with a digest that fits: no accident."""
    from planner.exchange import bundle

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        head = json.loads(file.read("record.json"))
    change(head)
    body = {name: head[name] for name in ("revision", "people", "rows")}
    head["digest"] = bundle._digest(body)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("record.json", json.dumps(head))
    return made.getvalue()


def renamed(row: dict[str, Any], old: str, new: str) -> None:
    row[new] = row.pop(old)


def swapped(row: dict[str, Any], one: str, other: str) -> None:
    row[one], row[other] = row[other], row[one]


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a column renamed": (lambda p: renamed(p, "born", "birth"), "person, row 1: .*birth, born"),
    "a column too many": (lambda p: p.update(extra=1), "person, row 1: .*extra"),
    "a column missing": (lambda p: p.pop("sex"), "person, row 1: .*sex"),
    "two columns shifted": (lambda p: swapped(p, "born", "email"), "person, row 1, column born"),
    "03/04/2026": (lambda p: p.update(born="03/04/2026"), "column born: day"),
    "a short date": (lambda p: p.update(born="20260403"), "column born: day"),
    "a date as a number": (lambda p: p.update(born=46115), "column born: day"),
    "a moment without zone": (lambda p: p.update(created_at="2026-11-22T09:30:00"), "created_at"),
    "a number as text": (lambda p: p.update(version="1"), "column version: whole number"),
    "yes as 1": (lambda p: p.update(is_sample=1), "column is_sample: true or false"),
    "nothing where something must be": (lambda p: p.update(given_name=None), "given_name"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_does_not_fit_its_column_is_named_and_nothing_is_guessed(what):
    """HZ-081-T2: by row and column, however the file came to be so."""
    change, said = CHANGES[what]
    with pytest.raises(BundleError, match=said):
        read_bundle(
            rebuilt(a_file(a_record(1)), lambda h: change(h["rows"]["person"][0])), "1", KEY
        )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no record.json"),
        (b"PK\x03\x04 cut short", "no record.json"),
        (rebuilt(a_file({}), lambda h: h.update(revision="0")), "at '0'"),
        (rebuilt(a_file({}), lambda h: h["rows"].update(account=[])), "no table account"),
        (rebuilt(a_file({}), lambda h: h.update(format="x")), "not the record of a person"),
    ],
)
def test_another_file_is_refused_whole(content, said):
    """HZ-081-T2"""
    with pytest.raises(BundleError, match=said):
        read_bundle(content, "1", KEY)


def test_one_sign_that_was_changed_on_the_way_is_found():
    """HZ-081-T2: a program that opened and saved the file changed more than it showed."""
    content = a_file(a_record(2))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        head = json.loads(file.read("record.json"))
    head["rows"]["person"][0]["family_name"] = "Walker"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("record.json", json.dumps(head))

    with pytest.raises(BundleError, match="changed since it was written"):
        read_bundle(made.getvalue(), "1", KEY)


def test_a_spreadsheet_shows_every_text_and_runs_none():
    """D11: whatever a text begins with; columns are named, and numbers have their unit."""
    with zipfile.ZipFile(io.BytesIO(a_file(a_record(3)))) as file:
        tables = {
            name: list(csv.reader(io.StringIO(file.read(name).decode("utf-8-sig"))))
            for name in file.namelist()
            if name.endswith(".csv")
        }
    units = {(row[0], row[1]): row[3] for row in tables.pop("columns.csv")}
    for name, table in personal_tables().items():
        [head, *rows] = tables[f"tables/{name}.csv"]
        assert head == [column.name for column in table.columns]
        for row in rows:
            assert len(row) == len(head)
            for column, cell in zip(table.columns, row, strict=True):
                if kind_of(column) == TEXT:
                    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        for column in table.columns:
            if kind_of(column) == NUMBER:
                assert units[name, column.name] == unit_of(column) != ""


def test_columns_are_read_by_name_in_whatever_order_they_stand():
    """HZ-081-T2"""

    def turn_round(head: dict[str, Any]) -> None:
        for rows in head["rows"].values():
            rows[:] = [dict(reversed(row.items())) for row in rows]

    rows = a_record(4)
    assert read_bundle(rebuilt(a_file(rows), turn_round), "1", KEY).rows == rows
