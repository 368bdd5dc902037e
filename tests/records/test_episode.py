"""An episode is read once in a transaction, and anew in the next one."""

from sqlalchemy import event

from planner.records.episode import episode_so_far
from planner.records.findings import Answer
from planner.workflow.reading import read_visit
from tests.workflow.desk import Desk


def test_a_visit_is_read_once_for_all_parts_of_a_page(db, lead, clock):
    desk = Desk(db, lead, clock)
    visit = desk.open()
    desk.answer(sitting_pain="present")
    read_visit(db, visit, knowledge=desk.knowledge, clock=clock)
    asked: list[str] = []
    event.listen(db.get_bind(), "before_cursor_execute", lambda *a: asked.append(a[2]))

    so_far = episode_so_far(db, visit.person_id, visit.encounter_id)

    assert so_far is not None
    assert so_far.rows(Answer)
    assert asked == []


def test_what_was_saved_since_is_read_in_the_next_transaction(db, lead, clock):
    desk = Desk(db, lead, clock)
    desk.open()
    desk.answer(sitting_pain="present")
    first = desk.page()
    desk.answer(sitting_pain="absent")

    second = desk.page()

    assert first.answers["sitting-pain", None].presence == "present"
    assert second.answers["sitting-pain", None].presence == "absent"
    assert second.version == first.version + 1
    assert first.assessment != second.assessment


def test_somebody_elses_visit_is_still_not_found(db, lead, clock):
    """HZ-002: what was read of one person is never handed out for another one."""
    desk = Desk(db, lead, clock)
    visit = desk.open()
    desk.page()
    other = desk.person(given_name="Sample")

    assert episode_so_far(db, visit.person_id, visit.encounter_id) is not None
    assert episode_so_far(db, other.id, visit.encounter_id) is None
