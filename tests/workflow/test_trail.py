"""The audit trail: sealed entry after entry, found out and located when somebody changes it."""

import os
from random import Random
from time import perf_counter
from types import SimpleNamespace

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from planner.records.anchor import Anchor, AnchorError, Seal
from planner.records.engine import anchor_of, secret_of
from planner.workflow.audit import PURPOSE, digest_of
from planner.workflow.errors import NotAllowedError
from planner.workflow.reads import note_read
from planner.workflow.trail import check_trail, read_trail, who_looked
from tests.safety.tampering import LISTED, TRAIL, WAYS, behind_the_program, checked
from tests.sizes import size

SAMPLE = int(os.environ.get("PLANNER_TAMPERINGS", "90"))
"""Random changes on each database; ``make safety`` makes ten thousand."""


@pytest.fixture
def worked(desk):
    """A visit with its reads: answers, an issued plan, somebody on a list."""
    other = desk.person(family_name="Walker")
    desk.make_ready()
    desk.issue()
    look(desk, "patients.person", desk.visit.person_id)
    note_read(desk.db, desk.actor, "patients.people", listed=[other.id], clock=desk.clock)
    return desk


def look(desk, page, person_id, **more):
    note_read(desk.db, desk.actor, page, person_id=person_id, clock=desk.clock, **more)


def report(desk, **more):
    return check_trail(desk.db, anchor_of(desk.db).read(), **more)


def test_a_trail_nobody_touched_is_whole(worked):
    found = report(worked)

    assert found.findings == ()
    assert found.entries > 5
    assert found.rows > 20
    assert found.after_anchor == 0
    assert str(found.last) == anchor_of(worked.db).file.read_text().strip()


def test_every_change_past_the_program_is_found_and_located(worked, engine):
    """HZ-080-T1: entries and rows edited, deleted, swapped, added, and the end cut off."""
    anchor, chance = anchor_of(worked.db).read(), Random(80)
    worked.db.rollback()
    missed = []
    for turn in range(SAMPLE):
        way = WAYS[turn % len(WAYS)]
        with behind_the_program(engine) as connection:
            where = way(connection, chance)
            found = [finding.where for finding in checked(connection, anchor).findings]
        if where not in found:
            missed.append((way.__name__, where, found[:3]))

    assert missed == []
    assert report(worked).is_whole


def test_a_trail_that_was_cut_short_is_only_whole_without_its_anchor(worked, engine):
    """HZ-080-T1: the last entries are safe because their seal is kept outside the store."""
    anchor = anchor_of(worked.db).read()
    worked.db.rollback()
    with behind_the_program(engine) as connection:
        last = connection.execute(text("SELECT max(number) FROM audit")).scalar_one()
        connection.execute(text("DELETE FROM audit_listed WHERE number = :n"), {"n": last})
        connection.execute(text("DELETE FROM audit WHERE number = :n"), {"n": last})
        assert checked(connection, None).is_whole
        [finding] = checked(connection, anchor).findings

    assert finding.where == f"entry {last}"
    assert finding.sentence == "this entry is missing"


def test_even_with_the_secret_one_entry_cannot_be_sealed_anew_alone(worked, engine):
    """HZ-080-T1: each digest covers the one before it, up to the seal kept elsewhere."""
    anchor, key = anchor_of(worked.db).read(), secret_of(worked.db).key_for(PURPOSE)
    worked.db.rollback()
    with behind_the_program(engine) as connection:
        before, entry = connection.execute(
            select(TRAIL).where(TRAIL.c.number.in_((2, 3))).order_by(TRAIL.c.number)
        ).all()
        people = select(LISTED.c.person_id).where(LISTED.c.number == 3)
        changed = SimpleNamespace(**{**entry._mapping, "account_id": None})
        digest = digest_of(changed, connection.execute(people).scalars(), before.digest, key)
        connection.execute(
            TRAIL.update().where(TRAIL.c.number == 3).values(account_id=None, digest=digest)
        )
        [finding] = checked(connection, anchor).findings

    assert finding.where == "entry 4"


def test_a_seal_that_was_written_down_is_compared(worked):
    last = report(worked).last
    assert last is not None
    other = Seal(last.number, "0" * 64)

    assert report(worked, noted=[last]).is_whole
    assert [f.where for f in report(worked, noted=[other]).findings] == [f"entry {last.number}"]


def test_the_trail_of_another_secret_does_not_fit(worked, tmp_path):
    """HZ-080-T1: whoever copies the store without the clinic's secret cannot seal anything."""
    from planner.records import engine as engines
    from planner.records.keys import ClinicSecret

    bind = worked.db.get_bind()
    ours = bind.get_execution_options()[engines.SECRET]
    bind.update_execution_options(**{engines.SECRET: ClinicSecret(os.urandom(32))})
    try:
        assert not report(worked).is_whole
    finally:
        bind.update_execution_options(**{engines.SECRET: ours})


def test_what_cannot_be_audited_does_not_happen(worked, engine):
    """HZ-080-C1: neither a save nor a read."""

    def fail(_connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO audit "):
            raise OperationalError(statement, {}, Exception("disk full"))

    before = worked.rows_in("answer")
    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(DatabaseError):
        worked.answer(pop_felt="absent")
    with pytest.raises(DatabaseError):
        look(worked, "patients.person", worked.visit.person_id)
    event.remove(engine, "before_cursor_execute", fail)

    assert worked.rows_in("answer") == before
    assert report(worked).is_whole


def test_who_looked_at_a_record_is_told_to_the_lead_alone(worked):
    from dataclasses import replace

    person = worked.visit.person_id
    look(worked, "assessment.safety_screen", person, outcome="not-found")

    newest, *others = who_looked(worked.db, worked.actor, person)
    assert (newest.object_kind, newest.outcome) == ("assessment.safety_screen", "not-found")
    assert newest.is_read
    assert newest.by == "A. Example"
    assert {line.action for line in others} >= {"read", "record-answers", "issue-plan"}
    with pytest.raises(NotAllowedError):
        who_looked(worked.db, replace(worked.actor, is_lead=False), person)


def test_whoever_was_on_a_list_is_found_by_it(worked):
    [line] = read_trail(worked.db, worked.actor, limit=1)
    people = worked.db.execute(
        text("SELECT person_id FROM audit_listed WHERE number = :n"), {"n": line.number}
    ).scalars()

    [person] = people
    [seen] = who_looked(worked.db, worked.actor, person, listed=True)
    assert seen.was_listed
    assert seen.object_kind == "patients.people"


def test_one_record_is_looked_up_by_an_index(worked):
    """Five years of entries: the page reads one person's, and never the trail."""
    connection, plan = worked.db.connection(), "EXPLAIN QUERY PLAN"
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = "EXPLAIN"
    asked = "SELECT * FROM audit WHERE person_id = 'x' ORDER BY number DESC LIMIT 50"

    lines = str(connection.exec_driver_sql(f"{plan} {asked}").all())
    assert "ix_audit_person_id_number" in lines


def test_the_anchor_only_moves_on_and_says_when_it_cannot_be_read(tmp_path):
    anchor = Anchor(tmp_path / "anchor")
    assert anchor.read() is None
    anchor.keep(Seal(7, "a" * 64))
    anchor.keep(Seal(3, "b" * 64))

    assert anchor.read() == Seal(7, "a" * 64)
    anchor.file.write_text("nonsense")
    with pytest.raises(AnchorError):
        anchor.read()


def test_two_visits_saved_at_once_leave_one_unbroken_trail(worked, engine):
    from threading import Thread

    from planner.records.engine import session_maker

    worked.db.rollback()

    def read_often():
        with session_maker(engine)() as db:
            for _ in range(8):
                note_read(
                    db,
                    worked.actor,
                    "patients.person",
                    person_id=worked.visit.person_id,
                    clock=worked.clock,
                )

    threads = [Thread(target=read_often) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert report(worked).is_whole
    assert len(who_looked(worked.db, worked.actor, worked.visit.person_id)) >= 24


YEARS = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :entries)
INSERT INTO audit (id, at, account_id, request_id, action, outcome, object_kind, object_id,
    person_id, subjects, number, came_from, digest)
SELECT 'old-' || i, '2021-11-22 09:00:00.000000', :account, 'request', 'read', 'done',
    'patients.person', '',
    CASE WHEN i % (:entries / 2000) = 0 THEN :person ELSE 'p' || (i % 8000) END, '',
    :last + i, '127.0.0.1', 'x' FROM n
"""
ENTRIES = size(150_000, 3_000_000)
"""Three million: five years of four clinicians, ten visits a day of sixty pages and saves."""


@pytest.mark.safety
def test_who_looked_is_answered_in_a_second_after_five_years(worked):
    """HZ-077-C3: two thousand looks at one record, among all others."""
    db, person = worked.db, worked.visit.person_id
    db.rollback()
    last = db.execute(text("SELECT max(number) FROM audit")).scalar_one()
    values = {"account": worked.actor.account_id, "person": person}
    with db.get_bind().begin() as connection:
        connection.execute(text(YEARS), {**values, "last": last, "entries": ENTRIES})
    db.rollback()
    began = perf_counter()
    first = who_looked(db, worked.actor, person)
    deep = who_looked(db, worked.actor, person, before=last + ENTRIES // 2)
    took = perf_counter() - began

    assert len(first) == len(deep) == 50
    assert took < 1
