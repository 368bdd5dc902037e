"""A review through its actions: nothing moves by itself, what changed nothing is dropped."""

from datetime import timedelta

import pytest

from planner.clinical.answers import Irritability, Presence
from planner.progression.diary import DiaryRow
from planner.progression.gate import Move
from planner.workflow.answers import record_answers
from planner.workflow.errors import RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.measuring import record_measures
from planner.workflow.reprinting import read_issued
from planner.workflow.review import read_review
from planner.workflow.reviewing import (
    GivenMark,
    decide_stage,
    rate_goals,
    record_diary,
    record_retests,
)
from planner.workflow.situation import choose_stage, rate_irritability, record_goals
from planner.workflow.snapshot import inputs_of, made_from
from tests.workflow.boards import the_board
from tests.workflow.desk import Desk, given


def the_review(desk: Desk):
    return read_review(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock)


def stage(desk: Desk) -> int:
    plan = the_board(desk).plan
    assert plan is not None
    assert plan.current is not None
    return plan.current.stage.id


def next_visit(desk: Desk, days: int = 14) -> None:
    desk.clock.move(days=days)
    desk.open_next()
    head = desk.knowledge.pack.presentation.head
    desk.know(record_answers, given(dict.fromkeys(head.always_screen, "absent")))
    desk.save(rate_irritability, Irritability.MODERATE)


@pytest.fixture
def in_force(desk: Desk) -> Desk:
    """The second visit of a plan in stage 1."""
    desk.open()
    desk.record_case()
    desk.know(choose_stage, 1, "As in the case")
    desk.confirm()
    desk.issue()
    next_visit(desk)
    return desk


def test_hz_043_t1_nothing_measured_and_no_day_moves_a_plan(in_force):
    """HZ-043-T1: the stage of the plan in force stays, however long ago it was issued."""
    desk = in_force
    assert stage(desk) == 1
    ready = {"single-leg-bridge-hold": 60, "double-leg-bridge-hold": 60, "daily-test-pain": 0}
    desk.know(record_measures, {**ready, "single-leg-bridge-reps": 40})
    assert stage(desk) == 1
    with pytest.raises(RefusedError, match="gate"):
        desk.know(choose_stage, 2, "She wants to")
    next_visit(desk, days=700)
    assert stage(desk) == 1
    desk.know(choose_stage, 0, "A bad week")
    assert stage(desk) == 0


def test_a_plan_that_stopped_is_not_issued_until_somebody_decides_again(in_force):
    in_force.know(record_measures, {"new-nerve-signs": 1})
    for move in (Move.ADVANCE, Move.FINISH):
        with pytest.raises(RefusedError):
            in_force.know(decide_stage, move, "It is nothing")
    in_force.know(decide_stage, Move.STOP, "")

    waiting = {waiting.kind: waiting.says for waiting in the_board(in_force).waiting}
    assert "stop and examine again" in waiting["gate"]


def test_hz_043_a_load_to_be_eased_waits_until_the_next_plan_asks_less(in_force):
    """HZ-043: the first stage has none below it, so its plan went out again unchanged."""
    desk = in_force
    desk.know(decide_stage, Move.STEP_BACK, "Sore for two mornings")
    asked = [w.id for w in desk.waiting() if w.kind == "factor"]
    desk.know(record_factors, dict.fromkeys(asked, Presence.ABSENT))
    desk.confirm()
    desk.issue()
    assert stage(desk) == 0

    next_visit(desk)
    desk.know(decide_stage, Move.STEP_BACK, "Sore again")
    desk.know(record_factors, dict.fromkeys(asked, Presence.ABSENT))
    assert any("asks less" in waiting.says for waiting in desk.waiting())
    desk.save(rate_irritability, Irritability.HIGH)
    assert not any("asks less" in waiting.says for waiting in desk.waiting())


def test_a_decision_is_kept_and_the_next_version_tells_its_differences(in_force):
    """HZ-043-T4: what was suggested, every criterion as it stood, who and when."""
    desk = in_force
    desk.know(decide_stage, Move.ADVANCE, "She did all of it at the gym")
    asked = [w.id for w in desk.waiting() if w.kind == "factor"]
    desk.know(record_factors, dict.fromkeys(asked, Presence.ABSENT))

    [decision] = the_review(desk).decisions
    assert decision.suggestion is Move.HOLD
    assert (decision.from_stage, decision.to_stage) == (1, 2)
    assert decision.by == "A. Example"
    assert {each["state"] for each in decision.criteria} == {"not measured"}
    kinds = {change.kind.value for change in the_board(desk).changes}
    assert {"stage", "added", "removed"} <= kinds

    desk.confirm()
    issued = desk.issue()
    assert issued.version == 2
    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    patient, _record = made_from(inputs_of(plan.snapshot), desk.knowledge)
    assert patient.changes[0] == "You move on to step 3: Lift."
    assert any(sentence.startswith("New: ") for sentence in patient.changes)
    assert any(sentence.startswith("You can stop: ") for sentence in patient.changes)


def test_an_agent_without_change_at_two_visits_is_left_out_and_says_why(in_force):
    desk, agent = in_force, "ep-tens"
    desk.know(record_retests, {agent: "same"})
    next_visit(desk)
    desk.know(record_retests, {agent: "same"})

    plan = the_board(desk).plan
    assert plan is not None
    [left] = [entry for entry in plan.left_out if entry.id == agent]
    assert left.because.startswith("dropped: no change when tested again on ")


def test_diary_and_goals_belong_to_this_visit(in_force):
    today = in_force.page().date
    yesterday, before = today - timedelta(days=1), today - timedelta(days=14)
    mark = GivenMark(on=yesterday, row=DiaryRow.MORNING, number=2)
    in_force.save(record_diary, [mark])
    with pytest.raises(RefusedError, match="not in this diary"):
        in_force.save(record_diary, [GivenMark(on=before, row=DiaryRow.MORNING, number=2)])
    assert [day.marks for day in the_review(in_force).days] == [{DiaryRow.MORNING: 2}]

    in_force.save(record_goals, ["Run", "Sit"])
    in_force.know(rate_goals, {"Run": 4})
    assert "psfs" not in in_force.page().measures
    in_force.know(rate_goals, {"Sit": 7})
    assert in_force.page().measures["psfs"].value == 5.5
