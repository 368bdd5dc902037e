"""What somebody needs on paper is kept, and chooses what is printed and handed out."""

import pytest

from planner.documents.values import Edition
from planner.workflow.edits import add_note
from planner.workflow.errors import RefusedError
from planner.workflow.paper_need import record_paper_need
from planner.workflow.paper_trail import standing_of_code
from planner.workflow.reprinting import ReasonNeededError, read_issued
from planner.workflow.trail import read_trail
from tests.workflow.desk import Desk


def issued_plan(desk: Desk):
    return read_issued(desk.db, desk.visit.person_id, desk.issue().plan_id)


def handed_out(desk: Desk, document_id: str, reason: str | None = None) -> bytes:
    return desk.read_paper(document_id, reason).content


def file_of(plan, kind: str, edition: str) -> str:
    [found] = [d.id for d in plan.documents if (d.kind, d.edition) == (kind, edition)]
    return found


def test_another_edition_than_the_person_needs_is_handed_out_with_a_reason(desk):
    """HZ-054-T1"""
    desk.make_ready()
    desk.save(record_paper_need, "large", "course")
    plan = issued_plan(desk)

    assert handed_out(desk, file_of(plan, "patient", "large"))
    with pytest.raises(ReasonNeededError, match="why it is printed"):
        handed_out(desk, file_of(plan, "patient", "standard"))
    with pytest.raises(ReasonNeededError):
        handed_out(desk, file_of(plan, "patient", "standard"), "no such reason")
    assert handed_out(desk, file_of(plan, "patient", "standard"), "asked-for")


def test_the_week_is_printed_in_the_edition_they_need_and_the_plan_at_the_extent(desk):
    """HZ-054-T1"""
    desk.make_ready()
    desk.save(record_paper_need, "large", "stage")
    plan = issued_plan(desk)

    assert file_of(plan, "week", "large")
    told = handed_out(desk, file_of(plan, "patient", "large")).decode()
    assert "StepState.NOW" in told
    assert "StepState.LATER" not in told


def test_a_need_that_is_not_printed_is_refused(desk):
    desk.make_ready()

    with pytest.raises(RefusedError, match="which print"):
        desk.save(record_paper_need, "braille", "course")
    with pytest.raises(RefusedError, match="how much"):
        desk.save(record_paper_need, "large", "week")


def test_where_nobody_asked_every_edition_is_handed_out(desk):
    desk.make_ready()
    plan = issued_plan(desk)

    assert all(handed_out(desk, d.id) for d in plan.documents)
    assert len([d for d in plan.documents if d.kind == "patient"]) == len(Edition)


def test_a_replaced_paper_says_so_by_its_code_and_is_not_reprinted_without_a_reason(desk):
    """HZ-050-T3"""
    desk.make_ready()
    first = issued_plan(desk)
    for number in range(2, 4):
        desk.save(add_note, f"Note {number}.")
        last = issued_plan(desk)

    told = [standing_of_code(desk.db, last.code.lower(), number) for number in (1, 2, 3)]
    assert [standing.replaced_by if standing else None for standing in told] == [3, 3, None]
    assert standing_of_code(desk.db, last.code, 4) is None
    assert standing_of_code(desk.db, "NOCODE", 1) is None
    with pytest.raises(ReasonNeededError):
        handed_out(desk, first.documents[0].id)
    assert handed_out(desk, first.documents[0].id, "for-the-record")
    desk.db.rollback()


def test_the_reason_of_a_reprint_stands_in_the_trail(desk):
    """HZ-050-T3"""
    desk.make_ready()
    desk.save(record_paper_need, "large", "course")
    plan = issued_plan(desk)
    handed_out(desk, file_of(plan, "patient", "plain"), "for-somebody-else")

    told = [line.subjects for line in read_trail(desk.db, desk.actor)]

    assert told.count(("reason:for-somebody-else",)) == 1
