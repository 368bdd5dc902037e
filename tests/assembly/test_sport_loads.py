"""The way back to another sport: what a stage opens, and never by time alone."""

from dataclasses import replace

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.assembly.sport_loads import SportPlan, sport_plan
from planner.clinical.answers import Irritability, Presence
from planner.clinical.sports import SportTable
from planner.clinical.stages import Running
from planner.clinical.surgery import SetLimit
from planner.ruleout.assess import Reasoner
from tests.assembly.test_surgeons_limits import REPAIR, TODAY, a_case
from tests.workflow.desk import the_knowledge

PRESENTATION = the_knowledge().pack.presentation
TENDON = PRESENTATION.pictures["proximal-hamstring-tendinopathy"]


def loads(
    sport: str = "football", stage: int = 3, irritability: Irritability = Irritability.MODERATE
) -> SportPlan | None:
    now = TENDON.stages[stage]
    return sport_plan(PRESENTATION.sports, sport, TENDON, now, now.running, irritability)


def weeks(plan: SportPlan | None) -> list[int | None]:
    assert plan is not None
    return [row.week for row in plan.rows]


def test_a_stage_opens_what_its_running_allows_one_step_a_week():
    assert weeks(loads(stage=3)) == [1, 2, None, None, None, None]


def test_what_is_not_open_names_the_stage_that_opens_it():
    plan = loads(stage=3)
    assert plan is not None
    named = [row.stage.id if row.stage else None for row in plan.rows]
    assert named == [None, None, 4, 5, 5, 5]


def test_the_last_stage_opens_every_step_and_not_while_irritability_is_high():
    assert weeks(loads(stage=5)) == [1, 2, 3, 4, 5, 6]
    deep = PRESENTATION.pictures["deep-gluteal-syndrome"]
    last = deep.stages[-1]
    for irritability, count in ((Irritability.LOW, 6), (Irritability.HIGH, 2)):
        plan = sport_plan(PRESENTATION.sports, "football", deep, last, last.running, irritability)
        assert sum(week is not None for week in weeks(plan)) == count


def test_no_running_allowed_opens_nothing_that_loads():
    now = TENDON.stages[0]
    for table in PRESENTATION.sports.tables:
        plan = sport_plan(
            PRESENTATION.sports, table.sports[0], TENDON, now, Running.NONE, Irritability.HIGH
        )
        assert plan is not None
        opened = [row.step.opens_with for row in plan.rows if row.week is not None]
        assert set(opened) <= {Running.NONE}, table.id


def test_a_runner_and_an_unknown_sport_have_no_table():
    assert loads(sport="running") is None
    assert loads(sport="chess") is None


def test_an_interim_plan_has_no_way_back_to_sport():
    interim = PRESENTATION.pictures["not-sure-yet"]
    now = interim.stages[0]
    plan = sport_plan(
        PRESENTATION.sports, "football", interim, now, Running.SPEED, Irritability.LOW
    )
    assert plan is None


def test_every_sport_of_the_pack_has_the_run_table_or_one_of_its_own():
    tables = PRESENTATION.sports
    named = {*tables.runners, *(sport for table in tables.tables for sport in table.sports)}
    assert named == set(PRESENTATION.head.sports)


def test_a_step_that_opens_earlier_than_the_one_before_it_is_refused():
    table = next(iter(PRESENTATION.sports.tables))
    with pytest.raises(ValueError, match="no earlier"):
        replace(table, steps=tuple(reversed(table.steps)))


def test_a_table_without_verification_gives_its_reason():
    table: SportTable = next(iter(PRESENTATION.sports.tables))
    with pytest.raises(ValueError, match="reason"):
        replace(table, verified=False, reason=None)


def test_a_surgeons_limit_that_spares_running_still_closes_every_step_that_loads():
    pack = the_knowledge().pack
    full = SetLimit(kind="full-weight")
    kinds = pack.library.surgeons_limits.values()
    sparing = [kind for kind in kinds if kind.bars and not kind.bars.running]
    assert sparing
    for limits in ((full,), *((full, SetLimit(kind=k.id, amount=30)) for k in sparing)):
        case = replace(
            a_case(),
            on=TODAY,
            sport=replace(a_case().sport, name="cycling"),
            stage=5,
            irritability=Irritability.LOW,
            factors={**a_case().factors, "operation-or-fracture": Presence.PRESENT},
            after_surgery=replace(REPAIR, limits=limits),
        )
        plan = assemble(pack, Reasoner(pack).assess(case))
        assert isinstance(plan, Plan)
        assert any(weeks(plan.sport)) == (limits == (full,)), limits
