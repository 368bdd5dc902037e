"""Somebody who is erased by law is gone everywhere, and comes back with no copy (HZ-079)."""

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError

from planner.records.engine import anchor_of, erasures_of
from planner.records.tables import METADATA
from planner.workflow.erasing import erase_again, erase_person, read_doomed
from planner.workflow.errors import RefusedError
from planner.workflow.exporting import export_record, import_record
from planner.workflow.merging import merge_records
from planner.workflow.people import read_person
from planner.workflow.trail import check_trail
from planner.workflow.words import record_words

CANARY = "Zyxwvutsrq"


def everything(desk) -> str:
    """All that stands in the store, of every table."""
    desk.db.rollback()
    tables = METADATA.sorted_tables
    return str([desk.db.execute(select(table)).all() for table in tables])


@pytest.fixture
def erased(desk):
    """Somebody with a plan and a merged record was erased, and another person was not."""
    other = desk.person(family_name="Walker")
    desk.make_ready()
    desk.save(record_words, {"wrong": CANARY})
    desk.issue()
    first = desk.visit.person_id
    twin = desk.person(family_name=CANARY)
    merge_records(
        desk.db, desk.actor, first, twin.id, {}, CANARY, knowledge=desk.knowledge, clock=desk.clock
    )
    kept = export_record(desk.db, desk.actor, first, clock=desk.clock)
    number = read_person(desk.db, first, clock=desk.clock).record_number
    assert CANARY in everything(desk)
    assert erase_person(desk.db, number, clock=desk.clock) > 60
    return first, twin.id, other.id, kept


def test_no_word_of_theirs_is_left_and_all_else_is_guarded_as_before(desk, engine: Engine, erased):
    """HZ-079-T2: in no table and not in the index of names; the trail is whole and says it."""
    first, twin, other, _ = erased
    assert CANARY not in everything(desk)
    assert read_person(desk.db, other, clock=desk.clock).name == "Example Walker"
    report = check_trail(desk.db, anchor_of(desk.db).read())
    assert report.findings == ()
    told = desk.db.execute(text("SELECT person_id FROM audit WHERE action = 'erase-person'"))
    assert set(told.scalars()) == {first, twin}
    desk.open()
    desk.save(record_words, {"wrong": "It hurts"})
    for table in ("words", "person_details"):
        with pytest.raises(DatabaseError, match="never changed"), engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608  # tests' own


def test_whoever_comes_back_with_a_copy_is_erased_again(desk, erased):
    """HZ-079-T2: by the list alone, which holds no name and is refused once it was changed."""
    *_, kept = erased
    import_record(desk.db, kept, pack=desk.knowledge.pack, clock=desk.clock)
    assert CANARY in everything(desk)

    assert erase_again(desk.db, clock=desk.clock) == 2
    assert CANARY not in everything(desk)
    assert erase_again(desk.db, clock=desk.clock) == 0

    file = erasures_of(desk.db).file
    assert CANARY not in file.read_text()
    file.write_text(file.read_text().replace("2026", "2025"))

    with pytest.raises(RefusedError, match="was changed"):
        erase_again(desk.db, clock=desk.clock)


def test_care_that_is_open_is_not_cut_off(desk):
    """An emergency waits for its outcome: the record stays until somebody told it."""
    desk.open()
    desk.answer(saddle_sensory_change="present")
    number = read_person(desk.db, desk.visit.person_id, clock=desk.clock).record_number

    with pytest.raises(RefusedError, match="emergency"):
        read_doomed(desk.db, number)
    with pytest.raises(RefusedError, match="no record"):
        read_doomed(desk.db, 7)
