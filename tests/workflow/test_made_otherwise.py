"""A plan in use is held against the protocols of a later day, on the answers it was issued on."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from planner.clinical.answers import Presence
from planner.clinical.contraindications import CellStatus
from planner.clinical.quantities import Amount
from planner.progression.differences import Kind
from planner.records.plans import IssuedPlan
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.edits import change_dose
from planner.workflow.errors import RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.keeping_plans import keep_plan, kept
from planner.workflow.made_otherwise import (
    compare,
    compare_plans,
    made_otherwise_of,
    plans_made_otherwise,
)
from tests.workflow.desk import Desk
from tests.workflow.later_protocols import barred, dosed_otherwise
from tests.workflow.test_protocol import BRIDGE

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def issued(desk: Desk) -> Desk:
    desk.make_ready()
    desk.issue()
    return desk


def snapshot_of(desk: Desk):
    found = desk.db.scalars(select(IssuedPlan)).one().snapshot
    desk.db.rollback()
    return found


def test_the_same_protocols_make_the_same_plan_and_nothing_is_told(issued):
    """HZ-034: equal answers, equal plan, also when it is worked out again from what was kept."""
    assert not compare(snapshot_of(issued), issued.knowledge)
    assert compare_plans(issued.db, issued.knowledge, clock=issued.clock) == 0
    assert plans_made_otherwise(issued.db, issued.knowledge) == ()


def test_an_edit_of_the_clinician_is_no_difference(desk):
    """HZ-019-T4"""
    desk.open()
    desk.record_case()
    own = ChosenDose(sets=3, hold_seconds=20, every_days=2)
    desk.know(change_dose, BRIDGE, own, "She tires quickly")
    desk.confirm()
    desk.issue()

    assert not compare(snapshot_of(desk), dosed_otherwise(desk.knowledge))


def test_a_dose_that_a_later_protocol_gives_otherwise_is_told_with_both_numbers(issued):
    """HZ-019-T4"""
    found = compare(snapshot_of(issued), dosed_otherwise(issued.knowledge))

    [change] = found.changes
    assert (change.kind, change.item, change.part) == (Kind.DOSE, BRIDGE, "sets")
    assert change.after == Amount(amount=9)
    assert not found.is_less


def test_an_item_that_a_later_protocol_bars_is_told_with_its_reason(desk):
    """HZ-019-T4: the answer was there all the time; what it bars is new."""
    desk.open()
    desk.record_case()
    desk.know(record_factors, {"photosensitivity": Presence.PRESENT})
    desk.confirm()
    desk.issue()
    later = barred(desk.knowledge, "photosensitivity", CellStatus.CONTRAINDICATED)
    careful = barred(desk.knowledge, "photosensitivity", CellStatus.PRECAUTION)

    found = compare(snapshot_of(desk), later)
    assert list(found.left_out) == [BRIDGE]
    assert found.is_less
    assert list(compare(snapshot_of(desk), careful).warned) == [BRIDGE]


def test_words_the_packs_do_not_know_any_more_ask_a_clinician_to_look(issued):
    snapshot = dict(snapshot_of(issued))
    snapshot["inputs"] = {**snapshot["inputs"], "case": {"presentation": 3}}

    assert compare(snapshot, issued.knowledge).is_unknown


def test_each_plan_in_use_is_compared_once_and_listed_with_its_person(issued):
    """HZ-019-T4: for every state of the protocols; kept with its entry in the trail."""
    later, before = dosed_otherwise(issued.knowledge), issued.audited()

    person = issued.visit.person_id
    assert [made.version for made in made_otherwise_of(issued.db, person, later)] == [1]
    assert compare_plans(issued.db, later, clock=issued.clock) == 1
    assert compare_plans(issued.db, later, clock=issued.clock) == 0
    assert issued.audited() == before + 1
    [(whose, made)] = plans_made_otherwise(issued.db, later)
    assert (whose.id, made.version) == (person, 1)
    assert made_otherwise_of(issued.db, person, later) == (made,)
    assert made_otherwise_of(issued.db, person, issued.knowledge) == ()


def test_hz_019_t4_a_plan_looked_at_and_kept_is_told_again_once_the_protocols_change(issued):
    """HZ-019-T4: with who, when and why; for these very protocols alone, and never unseen."""
    db, actor, clock = issued.db, issued.actor, issued.clock
    person, first = issued.visit.person_id, dosed_otherwise(issued.knowledge)
    compare_plans(db, first, clock=clock)
    [made] = made_otherwise_of(db, person, first)

    def keep(seen: str, reason: str) -> None:
        keep_plan(db, actor, person, made.plan_id, seen, reason, knowledge=first, clock=clock)

    with pytest.raises(RefusedError, match="changed again"):
        keep("another state", "One set more")
    with pytest.raises(RefusedError):
        keep(first.content_hash, "")
    keep(first.content_hash, "One set more changes little")

    assert made_otherwise_of(db, person, first) == ()
    assert plans_made_otherwise(db, first) == ()
    who = kept(db, made.plan_id, first)
    assert who is not None
    assert (who.by, who.reason) == ("A. Example", "One set more changes little")
    with pytest.raises(RefusedError, match="Nothing of this plan"):
        keep(first.content_hash, "Once more")

    later = replace(first, content_hash="a later state")
    compare_plans(db, later, clock=clock)
    assert [each.plan_id for each in made_otherwise_of(db, person, later)] == [made.plan_id]
    assert [each.plan_id for _, each in plans_made_otherwise(db, later)] == [made.plan_id]
    assert kept(db, made.plan_id, later) is None
