"""A session of the draft on another day: kept as an edit, undone, carried, printed."""

import pytest

from planner.assembly.moves import RUN
from planner.assembly.week import PlanWeek, planned_week
from planner.clinical.case import WEEKDAYS
from planner.documents.filling import Paper, clinician_record
from planner.documents.filling.whats_new import whats_new
from planner.progression.differences import Kind
from planner.workflow.drafting import read_draft
from planner.workflow.edits import remove_item, undo_edit
from planner.workflow.errors import RefusedError
from planner.workflow.situation import choose_stage
from planner.workflow.week_edits import move_session
from tests.workflow.boards import the_board
from tests.workflow.desk import Desk

A_PAPER = Paper(therapist="A. Example")
pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def the_week(desk: Desk) -> PlanWeek:
    plan = the_board(desk).plan
    assert plan is not None
    week = planned_week(plan, desk.knowledge.pack)
    assert week is not None
    return week


def a_move(desk: Desk, *, is_quiet: bool = True) -> tuple[str, int, int]:
    """An item, a day of it, and another day far enough from its other days, or right beside one."""
    week = the_week(desk)
    for day in range(7):
        for item in week.days[day].items:
            name = item.intervention.id
            days = week.days_of(name)
            others = [d for d in days if d != day]
            for to in range(7):
                gaps = [min(abs(to - d), 7 - abs(to - d)) for d in others]
                is_far = min(gaps, default=7) >= 2
                if 1 < len(days) < 5 and to not in days and is_far is is_quiet:
                    return name, day, to
    raise AssertionError("no session can be moved")


@pytest.fixture
def planned(desk: Desk) -> Desk:
    desk.open()
    desk.record_case()
    desk.know(choose_stage, 1, "As in the case")
    return desk


def test_a_moved_session_is_on_the_paper_taken_back_and_told_in_the_next_version(planned):
    desk = planned
    item, day, to = a_move(desk)
    desk.confirm()
    desk.issue()
    desk.clock.move(days=1)
    desk.know(move_session, item, day, to)

    assert to in the_week(desk).days_of(item)
    assert day not in the_week(desk).days_of(item)
    board = the_board(desk)
    [change] = [each for each in board.changes if each.kind is Kind.DAYS]
    assert (change.item, change.weekdays) == (item, the_week(desk).days_of(item))
    assert board.plan is not None
    [told] = whats_new(desk.knowledge.pack, board.plan, [change])
    names = desk.knowledge.pack.presentation.words.week.day_names
    assert names[to] in told
    draft = read_draft(desk.db, desk.actor, desk.visit, knowledge=desk.knowledge)
    assert draft.patient is not None
    assert told in draft.patient.changes

    [edit] = [each for each in board.edits if each.kind == "day"]
    desk.save(undo_edit, edit.id)
    assert day in the_week(desk).days_of(item)
    assert the_board(desk).changes == ()


def test_closer_than_is_asked_needs_a_reason_and_stays_told(planned):
    desk = planned
    item, day, to = a_move(desk, is_quiet=False)
    with pytest.raises(RefusedError, match="closer"):
        desk.know(move_session, item, day, to)

    desk.know(move_session, item, day, to, "She is away at the weekend")
    assert {close.one for close in the_week(desk).close} == {item}
    board = the_board(desk)
    assert board.plan is not None
    record = clinician_record(desk.knowledge.pack, board.assessment, board.plan, A_PAPER)
    [why] = [i.why for s in record.stages for r in s.strands for i in r.items if "moved" in i.why]
    assert "A. Example: She is away at the weekend" in why


def test_a_move_whose_session_is_gone_waits_for_somebody(planned):
    desk = planned
    item, day, to = a_move(desk)
    desk.know(move_session, item, day, to)
    desk.know(remove_item, item, "Not for her")
    assert [w.kind for w in the_board(desk).waiting if w.kind == "edit"] == ["edit"]


def test_a_run_is_moved_by_its_day_and_never_on_a_day_it_lies_on(planned):
    desk = planned
    runs = the_week(desk).run_days
    with pytest.raises(RefusedError):
        desk.know(move_session, RUN, runs[0], runs[1])
    with pytest.raises(RefusedError):
        desk.know(move_session, "no-such-item", runs[0], runs[1])
    free = next(d for d in range(7) if d not in runs)
    desk.know(move_session, RUN, runs[0], free, f"The club runs on {WEEKDAYS[free]}")
    assert free in the_week(desk).run_days
