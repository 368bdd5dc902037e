"""Two people, two tabs, one record: nothing is lost and nobody is told a lie (HZ-016, HZ-017)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from planner.records.engine import session_maker
from planner.workflow.actions import action
from planner.workflow.actor import VisitRef
from planner.workflow.answers import answer_history, record_answers
from planner.workflow.case_of import so_far_of
from planner.workflow.errors import (
    MissingAuditError,
    NotFoundError,
    RefusedError,
    StaleWriteError,
)
from planner.workflow.people import PersonDetails, change_person, read_person
from planner.workflow.visits import finish_visit, reopen_visit
from planner.workflow.words import record_words
from tests.sizes import size
from tests.workflow.desk import given

WRITERS, EDITS = size(6, 50), size(6, 100)
"""The hazard log names a thousand edits each; they would take an hour on two cores."""


def test_a_page_that_is_older_than_the_record_saves_nothing_and_shows_both_texts(desk):
    """HZ-016-T1"""
    desk.open()
    desk.save(record_words, {"wrong": "It hurts when I sit."})
    desk.version = 1

    with pytest.raises(StaleWriteError) as caught:
        desk.save(record_words, {"wrong": "It hurts when I run."})

    [conflict] = caught.value.conflicts
    assert conflict.field == "wrong"
    assert conflict.mine == "It hurts when I run."
    assert conflict.theirs == "It hurts when I sit."
    assert conflict.by == "A. Example"
    assert desk.page().words["wrong"].value == "It hurts when I sit."


def test_what_was_refused_can_be_saved_again_with_the_newer_version(desk):
    desk.open()
    desk.save(record_words, {"wrong": "First."})
    desk.version = 1
    with pytest.raises(StaleWriteError) as caught:
        desk.save(record_words, {"wrong": "Second."})

    desk.version = caught.value.version
    desk.save(record_words, {"wrong": "Second."})

    assert desk.page().words["wrong"].value == "Second."


def test_sending_the_same_form_twice_is_no_conflict_and_no_second_row(desk):
    desk.open()
    desk.answer(pop_felt="absent")
    desk.version = 1

    saved = desk.answer(pop_felt="absent")

    assert not saved.changed
    assert saved.version == 2
    assert desk.rows_in("answer") == 1


def test_many_writers_on_one_visit_lose_nothing(desk, engine: Engine):
    """HZ-016-T1: every accepted edit is in the history, every stale save is refused."""
    desk.open()
    visit, actor, clock = desk.visit, desk.actor, desk.clock
    desk.db.rollback()

    def write(writer: int) -> Counter[str]:
        told: Counter[str] = Counter()
        for edit in range(EDITS):
            with session_maker(engine)() as db:
                version = so_far_of(db, visit).encounter.version
                notes = {"notes": f"{writer} {edit}"}
                try:
                    record_words(db, actor, visit, version, notes, clock=clock)
                    told["saved"] += 1
                except StaleWriteError:
                    told["stale"] += 1
        return told

    with ThreadPoolExecutor(WRITERS) as pool:
        told = sum(pool.map(write, range(WRITERS)), Counter())

    assert told["saved"] + told["stale"] == WRITERS * EDITS
    assert told["saved"] >= EDITS
    assert desk.rows_in("words") == told["saved"]
    assert desk.page().version == 1 + told["saved"]


def test_a_visit_of_somebody_else_is_not_there_and_leaves_one_entry(desk):
    """HZ-002-T1"""
    first = desk.open()
    second = desk.open(desk.person(given_name="Sample"))
    mixed = VisitRef(first.person_id, second.encounter_id)
    before = desk.audited()

    with pytest.raises(NotFoundError):
        record_words(desk.db, desk.actor, mixed, 1, {"wrong": "x"}, clock=desk.clock)

    assert desk.rows_in("words") == 0
    assert desk.audited() == before + 1


def test_an_action_without_its_audit_entry_saves_nothing(desk):
    @action("forgetful")
    def forget(db, actor, *, clock):
        db.execute(text("UPDATE account SET name = 'Changed'"))

    with pytest.raises(MissingAuditError):
        forget(desk.db, desk.actor, clock=desk.clock)

    name = desk.db.execute(text("SELECT name FROM account")).scalar()
    assert name == "A. Example"


def test_a_failure_at_any_write_leaves_nothing_half_done(desk, engine: Engine):
    """HZ-017-T2: the nth write fails, for n = 1, 2, 3 ... until the save succeeds."""
    desk.open()
    failing = {"at": 0, "seen": 0}

    def fail(_connection, _cursor, statement, *_rest):
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
            failing["seen"] += 1
            if failing["seen"] == failing["at"]:
                raise OperationalError("disk full", None, Exception())

    event.listen(engine, "before_cursor_execute", fail)
    before = desk.audited()
    for nth in range(1, 20):
        failing.update(at=nth, seen=0)
        try:
            desk.answer(saddle_sensory_change="present", pop_felt="absent")
            break
        except OperationalError:
            failing["at"] = 0
            assert desk.rows_in("answer") == 0
            assert desk.rows_in("emergency_alert") == 0
            assert desk.audited() == before
    else:
        pytest.fail("the save never succeeded")
    failing["at"] = 0

    assert nth > 3
    assert desk.rows_in("answer") == 2
    assert desk.rows_in("emergency_alert") == 1


def test_history_keeps_every_answer_with_who_and_when(desk):
    """HZ-024-T1"""
    desk.open()
    for said in ("present", "absent", "not-assessed", "present"):
        desk.clock.move(minutes=1)
        desk.answer(pop_felt=said)

    history = answer_history(desk.db, desk.visit, "pop-felt", knowledge=desk.knowledge)

    assert [entry.presence for entry in history] == ["present", "absent", "not-assessed", "present"]
    assert {entry.by for entry in history} == {"A. Example"}
    assert [entry.at.minute for entry in history] == [1, 2, 3, 4]


def test_a_finished_visit_changes_only_once_it_is_opened_again(desk):
    desk.open()
    desk.save(finish_visit)

    with pytest.raises(RefusedError, match="open it again"):
        desk.answer(pop_felt="absent")

    desk.save(reopen_visit, "The MRI came")
    desk.answer(pop_felt="absent")
    assert desk.page().is_open


def test_changed_details_keep_the_earlier_ones_and_refuse_an_old_page(desk):
    person = desk.person()
    married = PersonDetails(
        given_name="Example", family_name="Walker", born=person.born, sex=person.sex
    )

    change_person(desk.db, desk.actor, person.id, 1, married, clock=desk.clock)
    other = PersonDetails(given_name="Example", family_name="Jogger", born=person.born)
    with pytest.raises(StaleWriteError) as caught:
        change_person(desk.db, desk.actor, person.id, 1, other, clock=desk.clock)

    assert {conflict.field for conflict in caught.value.conflicts} == {"family_name", "sex"}
    assert read_person(desk.db, person.id, clock=desk.clock).family_name == "Walker"
    assert desk.rows_in("person_details") == 2


def test_a_finding_the_pack_does_not_know_is_refused_by_name(desk):
    desk.open()

    with pytest.raises(RefusedError) as caught:
        desk.know(record_answers, given({"no-such-thing": "present"}))
    assert caught.value.field == "no-such-thing"


def test_an_action_never_leaves_the_session_in_a_transaction(desk, db: Session):
    desk.open()
    desk.answer(pop_felt="absent")

    assert not db.in_transaction()


def test_what_is_read_after_a_save_is_what_was_saved(desk):
    """Even where something in the program still holds what was read before."""
    desk.open()
    held = so_far_of(desk.db, desk.visit)
    desk.answer(pop_felt="absent")
    desk.answer(pop_felt="present")

    assert desk.page().version == 3
    assert held.encounter.version == 3
