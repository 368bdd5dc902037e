"""HZ-042: what a surgeon allows wins over the packs, and never lapses by itself."""

from dataclasses import fields, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan, QuestionKind
from planner.assembly.screening import screen
from planner.assembly.surgeons_limits import still_limited
from planner.clinical.answers import Presence, Side
from planner.clinical.case import Case
from planner.clinical.interventions import Intervention
from planner.clinical.surgery import AfterSurgery, SetLimit, SurgeonsLimit
from planner.knowledge.cases import read_case
from planner.ruleout.assess import Reasoner
from planner.workflow.edited_plan import can_add
from planner.workflow.errors import RefusedError
from tests.packs import the_pack
from tests.workflow.desk import TENDINOPATHY

TODAY = date(2026, 11, 23)
FULL = SetLimit(kind="full-weight")
REPAIR = AfterSurgery(
    what="Repair of the hamstring tendon",
    on=date(2026, 10, 1),
    side=Side.RIGHT,
    set_by="Letter of the surgeon",
    set_on=date(2026, 11, 1),
    limits=(FULL,),
)
NOTHING_RECORDED: dict[str, Any] = {
    "what": "",
    "on": None,
    "side": None,
    "set_by": "",
    "set_on": None,
    "limits": (),
}
LOADS = ("isometric", "heavy-resistance", "plyo-run", "stretching", "neural-mob", "lumbar-exercise")


@cache
def a_case() -> Case:
    return read_case(TENDINOPATHY, the_pack(), TODAY)


@cache
def a_plan(surgery: AfterSurgery | None, answer: Presence = Presence.PRESENT) -> Plan:
    factors = {**a_case().factors, "operation-or-fracture": answer}
    case = replace(a_case(), on=TODAY, factors=factors, after_surgery=surgery)
    plan = assemble(the_pack(), Reasoner(the_pack()).assess(case))
    assert isinstance(plan, Plan)
    return plan


def items(plan: Plan) -> set[str]:
    assert plan.current is not None
    return {item.intervention.id for item in plan.current.items}


def kinds() -> list[SurgeonsLimit]:
    return [kind for kind in the_pack().library.surgeons_limits.values() if kind.bars]


def is_held(plan: Plan, item: Intervention) -> bool:
    try:
        can_add(plan, item, the_pack(), keeps=lambda _factor: True)
    except RefusedError:
        return True
    return False


def loaded() -> list[Intervention]:
    return [i for i in the_pack().library.interventions.values() if i.modality in LOADS]


@pytest.mark.parametrize("fact", list(NOTHING_RECORDED))
def test_whatever_is_not_recorded_holds_all_that_loads_and_is_named(fact: str):
    """HZ-042-T1: each fact left out; the reason says which."""
    assert {field.name for field in fields(AfterSurgery)} == set(NOTHING_RECORDED)
    surgery = replace(REPAIR, **{fact: NOTHING_RECORDED[fact]})
    plan = a_plan(surgery)
    assert not {item.id for item in loaded()} & items(plan)
    assert plan.running is not None
    assert plan.running.minutes == 0
    gap = surgery.gaps(the_pack().library.surgeons_limits)
    assert len(gap) == 1
    assert any(gap[0] in left.because for left in plan.left_out)
    assert all(is_held(plan, item) for item in loaded())


def test_an_operation_nobody_asked_about_holds_all_that_loads():
    """HZ-042-T1, HZ-014: the question stands among those the plan waits for."""
    plan = a_plan(None, Presence.NOT_ASSESSED)
    assert not {item.id for item in loaded()} & items(plan)
    assert "operation-or-fracture" in {q.id for q in plan.questions if q.blocks}


def test_with_all_of_it_recorded_and_no_limit_left_the_plan_is_the_usual_one():
    """HZ-042-T1: the holds are there for what is unknown, not for ever."""
    loading = {item.id for item in loaded()}
    usual = items(a_plan(None, Presence.ABSENT)) & loading
    assert usual
    assert items(a_plan(REPAIR)) & loading == usual


@pytest.mark.parametrize("is_lifted", [True, False])
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_limit_is_lifted_by_its_day_and_the_surgeons_word_together(days: int, is_lifted: bool):
    """HZ-042-T2: the day before, on and after the gate date, with the word and without it."""
    gate = TODAY - timedelta(days=days)
    for kind in kinds():
        limit = SetLimit(
            kind=kind.id, amount=30 if kind.unit else None, until=gate, is_lifted=is_lifted
        )
        weight = () if kind.is_weight_bearing else (FULL,)
        plan = a_plan(replace(REPAIR, limits=(*weight, limit)))
        barred = [i for i in loaded() if kind.bars and kind.bars.bar(i, limit.amount)]
        assert barred, kind.id
        both_hold = is_lifted and days >= 0
        assert {is_held(plan, item) for item in barred} == {not both_hold}, kind.id
        asked = [q for q in plan.questions if q.kind is QuestionKind.LIMIT]
        assert not asked or (days >= 0 and not is_lifted), kind.id


def test_a_limit_whose_day_has_passed_is_asked_again():
    """HZ-042-T2: it blocks the issue until somebody says whether it still holds."""
    ended = SetLimit(kind="no-active-knee-bending", until=TODAY)
    plan = a_plan(replace(REPAIR, limits=(FULL, ended)))
    asked = [q for q in plan.questions if q.kind is QuestionKind.LIMIT]
    assert len(asked) == 1
    assert asked[0].blocks
    assert "No active bending of the knee" in asked[0].ask
    assert plan.running is not None
    assert plan.running.minutes == 0


def test_what_still_holds_is_told_to_the_gate_gaps_first():
    """HZ-042-T2: a limit that bars something, until it is lifted; "all the weight" bars nothing."""
    limit = SetLimit(kind="no-active-knee-bending", until=TODAY)
    says = "No active bending of the knee, until 23 Nov 2026"

    def held(surgery: AfterSurgery | None, answer: Presence = Presence.PRESENT) -> tuple[str, ...]:
        return still_limited(the_pack().library, a_plan(surgery, answer).assessment.picture)

    assert held(None, Presence.ABSENT) == ()
    assert held(REPAIR) == ()
    assert held(replace(REPAIR, side=None)) == ("not recorded: the side",)
    assert held(replace(REPAIR, limits=(FULL, limit))) == (says,)
    assert held(replace(REPAIR, limits=(FULL, replace(limit, is_lifted=True)))) == ()


def test_a_limit_without_a_day_holds_until_it_is_lifted():
    assert SetLimit(kind="no-weight").state(TODAY).value != "lifted"
    assert SetLimit(kind="no-weight", is_lifted=True).state(TODAY).value == "lifted"


def test_a_limit_tighter_than_the_pack_removes_the_item_and_says_who_set_it():
    """HZ-042-T3: the surgeon's limit wins; the reason is named and no reason outvotes it."""
    free = a_plan(REPAIR)
    limit = SetLimit(kind="hip-bend-limit", amount=20, until=date(2027, 1, 3))
    plan = a_plan(replace(REPAIR, limits=(FULL, limit)))
    gone = items(free) - items(plan)
    assert gone
    because = {left.id: left.because for left in plan.left_out}
    assert all("20 degrees, until 3 Jan 2027 (Letter of the surgeon)" in because[x] for x in gone)
    assert all(is_held(plan, the_pack().library.interventions[name]) for name in gone)


def test_a_looser_limit_bars_nothing_that_a_tighter_one_leaves():
    """HZ-042-T3: over every item and every amount, tightening never frees an item."""
    library = the_pack().library
    for kind in kinds():
        if kind.bars is None or kind.unit is None:
            continue
        for item in library.interventions.values():
            barred = [kind.bars.bar(item, amount) for amount in range(0, 121, 10)]
            assert barred == sorted(barred, reverse=True), (kind.id, item.id)


def test_an_own_exercise_whose_position_nobody_described_meets_every_condition():
    """HZ-042-T3: a clinic's own exercise has no angles to look at."""
    item = the_pack().library.interventions["sx-iso-hip-ext-stand"]
    blind = replace(item.start_position, is_described=False)
    own = replace(item, start_position=blind, end_position=blind)
    facts = a_plan(
        replace(REPAIR, limits=(FULL, SetLimit(kind="hip-bend-limit", amount=90)))
    ).assessment.picture
    assert screen(item, the_pack().library, facts).allowed
    assert not screen(own, the_pack().library, facts).allowed
