"""Exercises of the clinic's own: versions that stay, the same gate, marked unchecked (HZ-040)."""

import json
from typing import Any, cast

import pytest

from planner.assembly.screening import screen
from planner.clinical.answers import Presence
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.edits import add_item
from planner.workflow.errors import NotFoundError, RefusedError, StaleWriteError
from planner.workflow.factors import record_factors
from planner.workflow.own_exercises import (
    item_id,
    keep_exercise,
    modalities,
    own_exercise,
    retire_exercise,
)
from planner.workflow.own_items import MARK, with_own
from planner.workflow.protocol import protocol
from planner.workflow.reprinting import read_issued
from planner.workflow.snapshot import inputs_of, made_from
from tests.safety.test_contraindications_bind import OneAnswer
from tests.workflow.desk import Desk
from tests.workflow.exercises import an_exercise

DOSE = ChosenDose(sets=3, reps=8, every_days=2)
pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def keep(desk: Desk, content, exercise: str = "", number: int = 0) -> str:
    return keep_exercise(
        desk.db,
        desk.actor,
        exercise,
        number,
        content,
        knowledge=desk.knowledge,
        clock=desk.clock,
    )


def known(desk: Desk):
    found = with_own(desk.db, desk.knowledge)
    desk.db.rollback()
    return found


def put_in(desk: Desk, item: str) -> None:
    desk.save(add_item, item, "She likes it", DOSE, knowledge=known(desk))


def test_an_own_exercise_meets_every_factor_as_its_kind_does_and_its_own_besides(desk):
    """HZ-040-T2: every kind by every factor by every answer, as for the items of the library."""
    library = desk.knowledge.pack.library
    for number, kind in enumerate(modalities(desk.knowledge.pack)):
        keep(desk, an_exercise(name=f"Exercise {number}", modality=kind, never=("pregnancy",)))
    both = known(desk).pack.library
    own = [thing for name, thing in both.interventions.items() if name.startswith("own-")]
    assert {thing.modality for thing in own} == set(modalities(desk.knowledge.pack))
    for thing in own:
        assert MARK in thing.name
        for factor in library.factors.values():
            cell = factor.cells[thing.modality]
            blocks = cell.until_agreed.blocks or factor.id == "pregnancy"
            for answer in Presence:
                facts = cast(Any, OneAnswer(factor.id, answer))
                is_free = answer is Presence.ABSENT or not blocks
                assert screen(thing, both, facts).allowed is is_free, (thing.modality, factor.id)


def test_it_is_never_chosen_by_itself_needs_a_dose_and_is_printed_as_the_clinics_own(desk):
    desk.make_ready()
    key = keep(desk, an_exercise())
    item = item_id(key, 1)
    board = protocol(desk.db, desk.visit, knowledge=known(desk), clock=desk.clock)
    assert board.plan is not None
    assert board.plan.current is not None
    assert item not in [i.intervention.id for i in board.plan.current.items]
    with pytest.raises(RefusedError):
        desk.save(add_item, item, "She likes it", knowledge=known(desk))
    put_in(desk, item)
    desk.know(record_factors, {"pregnancy": Presence.ABSENT})
    text = str(papers(desk))
    assert "This is our clinic’s own exercise." in text
    assert f"Towel slide ({MARK})" in text


def papers(desk: Desk):
    from planner.workflow.drafting import read_draft

    draft = read_draft(desk.db, desk.actor, desk.visit, knowledge=known(desk))
    assert draft.patient is not None
    assert draft.board.plan is not None
    assert draft.board.plan.current is not None
    desk.db.rollback()
    return draft.patient, [i.intervention.name for i in draft.board.plan.current.items]


def test_a_plan_keeps_the_version_it_was_issued_with(desk):
    desk.make_ready()
    key = keep(desk, an_exercise())
    put_in(desk, item_id(key, 1))
    issued = desk_issue(desk)
    keep(desk, an_exercise(steps=("Something else altogether.",)), key, 1)
    plan = read_issued(desk.db, desk.visit.person_id, issued)
    snapshot = snapshot_of(desk, plan.id)
    patient, _ = made_from(inputs_of(snapshot), known(desk))
    assert "heel away" in str(patient)
    assert "Something else altogether" not in str(patient)
    with pytest.raises(RefusedError):
        put_in(desk, item_id(key, 1))
    put_in(desk, item_id(key, 2))


def desk_issue(desk: Desk) -> str:
    from planner.workflow.issuing import issue_plan
    from tests.workflow.desk import RIGHT_CHECK, pressed

    issued = issue_plan(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        RIGHT_CHECK,
        knowledge=known(desk),
        clock=desk.clock,
        press=pressed,
    )
    desk.version = issued.saved.version
    return issued.plan_id


def snapshot_of(desk: Desk, plan_id: str):
    from planner.records.plans import IssuedPlan

    plan = desk.db.get(IssuedPlan, plan_id)
    assert plan is not None
    found = json.loads(json.dumps(plan.snapshot))
    desk.db.rollback()
    return found


def test_a_version_is_written_over_the_newest_alone_and_a_retired_one_is_offered_no_more(desk):
    key = keep(desk, an_exercise())
    with pytest.raises(StaleWriteError):
        keep(desk, an_exercise(), key, 0)
    with pytest.raises(NotFoundError):
        keep(desk, an_exercise(), "nothing", 1)
    retire_exercise(desk.db, desk.actor, key, clock=desk.clock)
    assert own_exercise(desk.db, key).is_retired
    offered = [t.id for t in known(desk).pack.library.interventions.values() if t.is_offered]
    assert not [name for name in offered if name.startswith("own-")]


WRONG = (
    ("name", {"name": " "}),
    ("strand", {"strand": "education"}),
    ("where", {"where": "run"}),
    ("modality", {"modality": "information"}),
    ("position", {"position": "upside down"}),
    ("steps", {"steps": ()}),
    ("steps", {"steps": ("x",) * 6}),
    ("steps", {"steps": ("x" * 161,)}),
    ("minutes", {"minutes": 0}),
    ("minutes", {"minutes": float("nan")}),
    ("never", {"never": ("no-such-factor",)}),
    ("why", {"why": "\x00"}),
    ("steps", {"steps": ("Slide {slowly}.",)}),
)


def test_what_cannot_be_is_refused_at_its_field(desk):
    for field, changes in WRONG:
        with pytest.raises(RefusedError) as caught:
            keep(desk, an_exercise(**changes))
        assert caught.value.field == field
