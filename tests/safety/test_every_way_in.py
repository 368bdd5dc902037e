"""HZ-040, HZ-019: what a factor stops is stopped on every way into a plan; the full product."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, cast

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.candidates import gather
from planner.assembly.plan import Plan
from planner.assembly.rechecking import stopped
from planner.clinical.answers import Irritability, Presence
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention
from planner.knowledge.cases import read_case
from planner.ruleout.assess import Reasoner
from planner.workflow.bundles import Bundle, BundleItem, Fate, place_of, weigh
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.edited_plan import can_add
from planner.workflow.errors import RefusedError
from tests.packs import the_pack
from tests.safety.test_contraindications_bind import OneAnswer
from tests.workflow.desk import TENDINOPATHY


def pairs() -> Iterator[tuple[str, Intervention, set[CellStatus]]]:
    """Every factor with every item, and what the matrix and the item itself say of the two."""
    library = the_pack().library
    for factor in library.factors.values():
        for item in library.interventions.values():
            kinds = (item.modality, *item.also_as)
            cells = {factor.cells[kind].until_agreed for kind in kinds if kind in factor.cells}
            own = {each.status for each in item.avoid_when if each.factor == factor.id}
            yield factor.id, item, own | cells


@cache
def a_plan() -> Plan:
    pack = the_pack()
    case = read_case(TENDINOPATHY, pack, date(2026, 11, 23))
    plan = assemble(pack, Reasoner(pack).assess(case))
    assert isinstance(plan, Plan)
    return plan


def knowing(factor: str, answer: Presence) -> Plan:
    """A plan in which one factor is answered so and every other with no."""
    facts = cast(Any, OneAnswer(factor, answer))
    return replace(a_plan(), assessment=replace(a_plan().assessment, picture=facts))


def is_refused(plan: Plan, item: Intervention, *, has_reason: bool) -> bool:
    try:
        can_add(plan, item, the_pack(), keeps=lambda _factor: has_reason)
    except RefusedError:
        return True
    return False


@pytest.mark.parametrize("answer", [Presence.PRESENT, Presence.NOT_ASSESSED])
def test_hz_040_t2_every_barred_pair_is_refused_by_hand_and_every_unknown_one_held(answer):
    """HZ-040-T2: added, kept by an edit, put in by a template: one check lets all of them in."""
    plans = {name: knowing(name, answer) for name in the_pack().library.factors}
    for factor, item, statuses in pairs():
        blocks = any(status.blocks for status in statuses)
        where = f"{item.id} x {factor}: {answer.value}"
        assert is_refused(plans[factor], item, has_reason=False) is blocks, where
        may_be_kept = answer is Presence.PRESENT and CellStatus.HOLD not in statuses
        still = is_refused(plans[factor], item, has_reason=True)
        assert still is (blocks and not may_be_kept), where


def test_hz_019_t1_every_cell_that_blocks_stops_a_plan_in_use_once_its_answer_is_yes():
    """HZ-019-T1: the full table; what was decided at the issue is not told again."""
    library = the_pack().library
    wanted: dict[str, set[str]] = {name: set() for name in library.factors}
    for factor, item, statuses in pairs():
        if any(status.blocks for status in statuses):
            wanted[factor].add(item.id)
    for factor, items in wanted.items():
        yes = OneAnswer(factor, Presence.PRESENT)
        found = stopped(library.interventions, library, yes)
        assert {each.item for each in found} == items, factor
        assert {each.factor for each in found} <= {factor}
        assert stopped(library.interventions, library, yes, {(i, factor) for i in items}) == ()
        assert not stopped(library.interventions, library, OneAnswer(factor, Presence.ABSENT))


@pytest.mark.parametrize("answer", [Presence.PRESENT, Presence.NOT_ASSESSED])
def test_hz_040_t2_nothing_barred_comes_in_by_template_by_file_or_by_copy(answer):
    """HZ-040-T2: the full product; what does come in stands once the edits are laid over it."""
    pack = the_pack()
    [place, plan] = [place_of(a_plan()), emptied(a_plan())]
    dose = ChosenDose(sets=3, minutes=1, every_days=2)
    names = pack.library.interventions
    bundle = Bundle(
        id="a",
        title="from the template “A”",
        place=place,
        items=tuple(BundleItem(item=name, name=name, dose=dose) for name in names),
    )
    barred: dict[str, set[str]] = {name: set() for name in pack.library.factors}
    for factor, item, statuses in pairs():
        if any(status.blocks for status in statuses):
            barred[factor].add(item.id)
    for factor, items in barred.items():
        picture = knowing(factor, answer).assessment.picture
        known = replace(plan, assessment=replace(plan.assessment, picture=picture))
        found = {each.item: each.fate for each in weigh(known, bundle, pack)}
        assert {name for name, fate in found.items() if fate is Fate.STOPPED} == items, factor
        assert {name for name, fate in found.items() if fate is Fate.COMES} <= set(names) - items
    assert Fate.COMES in found.values()


def emptied(plan: Plan) -> Plan:
    """The plan with nothing in its current stage: every item of the library can come in."""
    stages = [replace(s, items=()) if s.is_current else s for s in plan.stages]
    return replace(plan, stages=tuple(stages))


def allowed(factor: str | None, answer: Presence) -> set[str]:
    """Items of a stage that may stand in the plan, in the widest of the pictures."""
    pack = the_pack()
    treatment = pack.presentation.pictures["proximal-hamstring-tendinopathy"]
    facts = cast(Any, OneAnswer(factor or "", answer))
    found = set()
    for stage in treatment.stages:
        gathered = gather(
            pack,
            treatment,
            stage,
            Irritability.LOW,
            facts,
            serves=treatment.id,
            equipment=tuple(pack.library.equipment),
            clinic=None,
            is_runner=True,
            running=stage.running,
            dropped={},
            seen={},
        )
        found |= {f"{stage.id} {c.item.id}" for c in gathered.candidates if c.screened.allowed}
    return found


def test_hz_040_t2_assembly_offers_no_blocked_item_and_a_tighter_answer_never_adds_one(
    monkeypatch,
):
    """HZ-040-T2: no, not asked, yes: each allows no more than the one before."""
    monkeypatch.setattr("planner.assembly.candidates.evaluate", lambda *_: Presence.PRESENT)
    free = allowed(None, Presence.ABSENT)
    blocked: dict[str, set[str]] = {name: set() for name in the_pack().library.factors}
    for factor, item, statuses in pairs():
        if any(status.blocks for status in statuses):
            blocked[factor].add(item.id)
    for factor, items in blocked.items():
        for answer in (Presence.NOT_ASSESSED, Presence.PRESENT):
            found = allowed(factor, answer)
            assert found <= free, factor
            assert {name for name in free if name.split()[1] not in items} == found, factor
