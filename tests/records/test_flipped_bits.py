"""A page of the record that decayed is refused, and no value of it is ever shown (HZ-085)."""

import random

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from planner.records.engine import DATABASE_FILE, StoreError, StorePlace, open_store
from planner.records.tables import METADATA
from planner.records.upgrade import upgrade
from tests.sizes import size
from tests.stores import add_lead

FLIPS = size(30, 10_000)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> StorePlace:
    """A record with an account in it, closed."""
    place = StorePlace(folder=tmp_path_factory.mktemp("decays"))
    engine = open_store(place)
    upgrade(engine)
    add_lead(engine)
    engine.dispose()
    return place


def all_rows(place: StorePlace) -> list[tuple[object, ...]]:
    engine = open_store(place)
    try:
        with engine.connect() as connection:
            faults = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
            if faults:
                raise StoreError("a page is not what was written")
            return [
                tuple(row)
                for table in METADATA.sorted_tables
                for row in connection.execute(select(table))
            ]
    finally:
        engine.dispose()


def test_every_bit_that_flips_is_refused_and_none_changes_a_value(place):
    """HZ-085-T1: a draw over the whole file, the first bytes and the free pages too."""
    file, draw = place.folder / DATABASE_FILE, random.Random(85)
    whole, wanted = file.read_bytes(), all_rows(place)
    assert len(wanted) > 3
    for _ in range(FLIPS):
        damaged = bytearray(whole)
        damaged[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        file.write_bytes(damaged)
        with pytest.raises((StoreError, DatabaseError)):
            all_rows(place)
    file.write_bytes(whole)
    assert all_rows(place) == wanted
