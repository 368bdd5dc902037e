"""HZ-011: a number goes from the form to the paper, and through a file, as it was typed."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from planner.documents.filling.numbers import measured
from planner.exchange.bundle import Bundle, read_bundle, written
from planner.records.tables import METADATA
from planner.records.upgrade import HEAD
from planner.web.numbers import plain, read_number
from planner.workflow.measuring import limits_of, unit_of
from tests.packs import the_pack

KEY = b"a key of the test alone"
NO_TOP = 500
"""Taken for the highest number of a measure that has none."""


def typed_numbers(count: int) -> Iterator[tuple[str, str]]:
    """A measure and a number as somebody types it: the ends of its range, and chance between."""
    library, dice = the_pack().library, random.Random(11)
    names = sorted({*library.measures, *library.outcome_measures})
    for place in range(count):
        name = names[place % len(names)]
        lowest, highest = limits_of(library, name)
        top = NO_TOP if highest is None else highest
        ends = (lowest, top)
        number = ends[place % 2] if place < 2 * len(names) else dice.uniform(lowest, top)
        yield name, plain(round(Decimal(number), dice.randrange(3)) + 0)


def rows_of(numbers: list[tuple[str, float]]) -> list[dict[str, Any]]:
    """As a save writes them."""
    library = the_pack().library
    return [
        {
            "id": f"row-{line}",
            "encounter_id": "a-visit",
            "at_version": 2,
            "line": line,
            "recorded_at": datetime(2026, 11, 23, 10, 15, tzinfo=UTC),
            "recorded_by": "a-clinician",
            "measure": name,
            "number": number,
            "unit": unit_of(library, name),
            "version": None,
            "answers": None,
        }
        for line, (name, number) in enumerate(numbers)
    ]


def through_a_store(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    table = METADATA.tables["measurement"]
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), rows)
        found = connection.execute(sa.select(table).order_by("line"))
        stored = [dict(row._mapping) for row in found]
    engine.dispose()
    return stored


@pytest.mark.parametrize("count", [200, pytest.param(10_000, marks=pytest.mark.safety)])
def test_every_number_ends_on_paper_and_in_another_record_as_it_was_typed(count):
    """HZ-011-T1: form, store, export, import and the words of the paper."""
    library, typed, numbers = the_pack().library, list(typed_numbers(count)), []
    for name, text in typed:
        number = read_number(text, may_be_below_zero=limits_of(library, name)[0] < 0)
        assert number is not None, (name, text)
        numbers.append((name, float(number)))

    stored = through_a_store(rows_of(numbers))
    file = written(Bundle(revision=HEAD, rows={"measurement": stored}, people={}), KEY)
    found = read_bundle(file, HEAD, KEY).rows["measurement"]

    assert len(found) == count
    for (name, text), row in zip(typed, found, strict=True):
        unit = unit_of(library, name)
        assert (row["measure"], plain(row["number"]), row["unit"]) == (name, text, unit)
        assert measured(row["number"], unit or "") == f"{text} {unit}"
