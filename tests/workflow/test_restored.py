"""A record put back from a copy issues and hands out no plan before its lead has confirmed it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.documents.values import Edition
from planner.workflow.batches import ask_for_papers, plans_to_print
from planner.workflow.errors import NotAllowedError, RefusedError
from planner.workflow.issuing import preview
from planner.workflow.print_queue import FAILED, print_next
from planner.workflow.reprinting import read_issued
from planner.workflow.restored import WAITS, confirm_restored, note_restored, restored
from tests.workflow.desk import Desk, pressed

KINDS = {"patient": False, "week": False, "clinician": True}
"""Papers of a visit, and whether a record that was put back still prints them."""


def is_printed(desk: Desk, kind: str) -> bool:
    try:
        preview(
            desk.db,
            desk.actor,
            desk.visit,
            document=kind,
            edition=Edition.STANDARD,
            knowledge=desk.knowledge,
            clock=desk.clock,
            press=pressed,
        )
    except RefusedError as refusal:
        return refusal.sentence != WAITS
    return True


def next_paper(desk: Desk) -> str:
    """How the oldest paper of the queue ends."""
    desk.db.rollback()
    print_next(lambda: desk.db, knowledge=desk.knowledge, clock=desk.clock, press=pressed)
    return str(desk.db.connection().exec_driver_sql("SELECT state FROM print_job").scalar_one())


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_no_plan_leaves_a_record_that_was_put_back_until_the_lead_confirms(desk):
    """HZ-079-T1: issue, preview, reprint and the queue; what a clinician needs goes on."""
    desk.make_ready()
    issued = desk.issue()
    db, clock = desk.db, desk.clock
    [plan] = plans_to_print(db, clock=clock)
    ask_for_papers(db, desk.actor, [plan.plan_id], "week", "plain", clock=clock)
    stored = read_issued(db, desk.visit.person_id, issued.plan_id).documents
    paper = next(line.id for line in stored if line.kind == "patient")
    record = next(line.id for line in stored if line.kind == "clinician")

    clock.move(hours=20)
    note_restored(db, 12, clock=clock)

    with pytest.raises(RefusedError, match="put back from a copy"):
        desk.issue()
    with pytest.raises(RefusedError, match="put back from a copy"):
        desk.read_paper(paper)
    with pytest.raises(RefusedError, match="put back from a copy"):
        ask_for_papers(db, desk.actor, [plan.plan_id], "week", "large", clock=clock)
    assert {kind: is_printed(desk, kind) for kind in KINDS} == KINDS
    assert next_paper(desk) == FAILED
    assert desk.read_paper(record).content

    with pytest.raises(NotAllowedError):
        confirm_restored(db, replace(desk.actor, is_lead=False), clock=clock)
    assert restored(db) is not None
    confirm_restored(db, desk.actor, clock=clock)
    assert restored(db) is None
    assert desk.read_paper(paper).content


def test_what_is_missing_begins_where_the_copy_ends(desk):
    """HZ-079-T1: the gap; put back a second time, it waits again."""
    assert restored(desk.db) is None
    desk.open()
    ended = desk.clock.now()
    desk.clock.move(hours=20)
    note_restored(desk.db, None, clock=desk.clock)
    first = restored(desk.db)
    assert first is not None
    assert (first.ends_at, first.missing) == (ended, None)
    assert first.at - ended == timedelta(hours=20)

    confirm_restored(desk.db, desk.actor, clock=desk.clock)
    note_restored(desk.db, 7, clock=desk.clock)
    again = restored(desk.db)
    assert again is not None
    assert again.missing == 7
