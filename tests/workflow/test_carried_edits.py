"""HZ-045: what a clinician changed is laid over each plan that is worked out later."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from planner.clinical.answers import Irritability, Presence
from planner.progression.gate import Move
from planner.records.plans import PlanEdit
from planner.workflow.answers import record_answers
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.draft import ADDED, DOSE, REMOVED, UNDONE, edits_of
from planner.workflow.edits import change_dose, move_item, remove_item, swap_item, undo_edit
from planner.workflow.errors import RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.reviewing import decide_stage
from planner.workflow.situation import choose_stage, rate_irritability
from planner.workflow.usual_dose import usual_dose
from tests.workflow.boards import items, the_board
from tests.workflow.desk import Desk, given

BRIDGE, EASIER, LONG = "sx-iso-bridge-sl", "sx-iso-bridge-dl", "sx-iso-long-lever"


class SoFar:
    """The edits of an episode in memory."""

    def __init__(self, rows: list[PlanEdit], here: str) -> None:
        self._rows, self.encounter = rows, SimpleNamespace(id=here)

    def rows(self, _table: object) -> tuple[PlanEdit, ...]:
        return tuple(self._rows)


def test_hz_045_t1_a_restriction_stands_until_a_person_lifts_it():
    """HZ-045-T1: random edits over six visits; what is out stays out, whatever was done between."""
    chance = random.Random(45)
    start = datetime(2026, 11, 23, tzinfo=UTC)
    for _ in range(300):
        rows: list[PlanEdit] = []
        out: dict[str, str] = {}
        for step in range(24):
            visit, item = f"visit-{step // 4}", chance.choice("abc")
            kind = chance.choice([REMOVED, DOSE, ADDED, UNDONE])
            undoes = out.pop(item, None) if kind == UNDONE else None
            if kind == UNDONE and undoes is None:
                continue
            row = PlanEdit(
                id=f"edit-{step}",
                encounter_id=visit,
                kind=kind,
                item=item if kind != UNDONE else None,
                text="",
                reason="A reason",
                dose=None,
                undoes=undoes,
                recorded_at=start + timedelta(hours=step),
                recorded_by="a",
            )
            rows.append(row)
            if kind == REMOVED:
                out[item] = row.id
            elif kind == ADDED:
                out.pop(item, None)
        later = cast(Any, SoFar(rows, "visit-9"))
        stands = [e for e in edits_of(later, lambda name: name) if not e.is_undone]
        assert set(out) <= {e.item for e in stands if e.kind == REMOVED}
        assert all(e.is_carried for e in stands)


@pytest.fixture
def planned(desk: Desk) -> Desk:
    desk.open()
    desk.record_case()
    desk.know(choose_stage, 1, "As in the case")
    return desk


def test_an_item_is_swapped_along_its_ladder_and_moved_in_its_strand(planned):
    desk = planned
    desk.know(swap_item, BRIDGE, EASIER, "Too hard for now")
    assert BRIDGE not in items(desk)
    assert EASIER in items(desk)
    plan = the_board(desk).plan
    assert plan is not None
    [left] = [entry for entry in plan.left_out if entry.id == BRIDGE]
    assert "in its place" in left.because

    before = items(desk)
    desk.know(move_item, LONG, "down")
    after = items(desk)
    assert after.index(LONG) == before.index(LONG) + 1
    with pytest.raises(RefusedError):
        desk.know(swap_item, LONG, EASIER, "Again")

    desk.know(record_factors, {"aortic-aneurysm": Presence.PRESENT})
    assert [w.kind for w in the_board(desk).waiting if w.kind == "edit"]


def test_edits_are_carried_while_the_plan_stays_in_its_stage(planned):
    desk = planned
    dose = ChosenDose(sets=3, hold_seconds=20, every_days=2)
    desk.know(change_dose, BRIDGE, dose, "She tires quickly")
    desk.know(remove_item, LONG, "No step at home")
    desk.confirm()
    desk.issue()
    desk.clock.move(days=14)
    desk.open_next()
    head = desk.knowledge.pack.presentation.head
    desk.know(record_answers, given(dict.fromkeys(head.always_screen, "absent")))
    desk.save(rate_irritability, Irritability.MODERATE)
    asked = [w.id for w in desk.waiting() if w.kind == "factor"]
    desk.know(record_factors, dict.fromkeys(asked, Presence.ABSENT))

    assert LONG not in items(desk)
    plan = the_board(desk).plan
    assert plan is not None
    assert plan.current is not None
    [bridge] = [i for i in plan.current.items if i.intervention.id == BRIDGE]
    assert bridge.dose.hold is not None
    assert bridge.dose.hold.amount == 20

    desk.know(decide_stage, Move.ADVANCE, "She did all of it at the gym")
    assert LONG not in items(desk)
    assert [e.kind for e in the_board(desk).edits] == [REMOVED]

    [removed] = the_board(desk).edits
    desk.save(undo_edit, removed.id)
    assert all(edit.is_undone for edit in the_board(desk).edits)


def test_a_usual_dose_is_offered_to_its_clinician_alone_and_never_taken_by_itself(planned):
    desk = planned
    dose = ChosenDose(sets=3, hold_seconds=20, every_days=2)
    desk.know(change_dose, BRIDGE, dose, "She tires quickly", as_usual=True)
    plan = the_board(desk).plan
    assert plan is not None
    mine = usual_dose(desk.db, desk.actor, plan, BRIDGE)
    assert mine is not None
    assert (mine.sets, mine.hold_seconds) == (3, 20)
    assert usual_dose(desk.db, replace(desk.actor, account_id="other"), plan, BRIDGE) is None
    desk.db.rollback()

    desk.open(desk.person(given_name="Other"))
    desk.record_case()
    desk.know(choose_stage, 1, "As in the case")
    plan = the_board(desk).plan
    assert plan is not None
    assert plan.current is not None
    [bridge] = [i for i in plan.current.items if i.intervention.id == BRIDGE]
    assert bridge.dose.hold is not None
    assert bridge.dose.hold.amount != 20
    assert usual_dose(desk.db, desk.actor, plan, BRIDGE) == mine
