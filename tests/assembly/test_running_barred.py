"""HZ-040: what bars running in the matrix bars the run table; an unasked question holds it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.assembly.rechecking import RUNNING, stopped
from planner.clinical.answers import Presence
from planner.clinical.case import Case, InvestigationOutcome
from planner.clinical.stages import Running
from planner.knowledge.cases import read_case
from planner.ruleout.assess import Reasoner
from tests.packs import the_pack
from tests.safety.test_contraindications_bind import OneAnswer
from tests.workflow.desk import TENDINOPATHY

RUNS_IN_STAGE = 3
MODALITY = "plyo-run"


def a_case() -> Case:
    """A runner with tendinopathy in the stage of walk and run, every factor answered no."""
    case = read_case(TENDINOPATHY, the_pack(), date(2026, 11, 23))
    nothing = dict.fromkeys(the_pack().library.factors, Presence.ABSENT)
    return replace(case, stage=RUNS_IN_STAGE, factors=nothing)


def barring() -> Iterator[str]:
    for factor in the_pack().library.factors.values():
        if factor.cells[MODALITY].until_agreed.blocks:
            yield factor.id


def a_plan(factor: str, answer: Presence) -> Plan:
    """The plan with this answer; the findings behind a factor say nothing here."""
    pack, case = the_pack(), a_case()
    found = Reasoner(pack).assess(case)
    picture = OneAnswer(factor, answer)
    picture.presence = found.picture.presence  # type: ignore[attr-defined]
    plan = assemble(pack, replace(found, picture=picture))  # type: ignore[arg-type]
    assert isinstance(plan, Plan)
    return plan


def test_a_runner_whom_nothing_bars_gets_the_run_table():
    plan = a_plan("pregnancy", Presence.ABSENT)
    assert plan.running is not None
    assert plan.running.minutes > 0


@pytest.mark.parametrize("factor", list(barring()))
def test_a_yes_that_bars_running_leaves_no_run_table_and_says_why(factor: str):
    """HZ-040-T2: for each factor whose cell bars running."""
    plan = a_plan(factor, Presence.PRESENT)
    assert plan.running is not None
    assert (plan.running.kind, plan.running.minutes, plan.running.rows) == (Running.NONE, 0, ())
    assert the_pack().library.factors[factor].label.lower() in plan.running.because.lower()


@pytest.mark.parametrize("factor", list(barring()))
def test_an_unasked_question_that_would_bar_running_holds_the_run_table(factor: str):
    """HZ-014, HZ-040-T2: the plan asks, and cannot be issued before the answer."""
    plan = a_plan(factor, Presence.NOT_ASSESSED)
    assert plan.running is not None
    assert plan.running.minutes == 0
    assert [q.id for q in plan.questions if q.id == factor and q.blocks] == [factor]


def with_answer(*factors: str, result: str | None = None) -> Plan:
    """The plan of the runner with a yes to these, and what was answered about running."""
    pack, case = the_pack(), a_case()
    signed = tuple(
        InvestigationOutcome(
            investigation="answer-about-running", result=each, on=case.on, signed_by="A. Example"
        )
        for each in ([result] if result else [])
    )
    said = {**case.factors, **dict.fromkeys(factors, Presence.PRESENT)}
    case = replace(case, factors=said, investigations=signed)
    plan = assemble(pack, Reasoner(pack).assess(case))
    assert isinstance(plan, Plan)
    return plan


@pytest.mark.parametrize("factor", ["pregnancy", "metal-implant-local", "hip-replacement"])
def test_no_run_is_printed_while_whoever_must_agree_to_it_has_not(factor: str):
    """HZ-040-T2: "ask your surgeon before you run" and minutes to run never stand together."""
    for answer in (None, "running-not-agreed"):
        held = with_answer(factor, result=answer)
        assert held.running is not None
        assert (held.running.kind, held.running.minutes) == (Running.NONE, 0)
        assert held.running.settled_by == ("answer-about-running",)
        assert "not on record" in held.running.because

    agreed = with_answer(factor, result="running-agreed")
    assert agreed.running is not None
    assert agreed.running.minutes > 0
    assert factor in [caution.factor for caution in agreed.running.cautions]


def test_a_yes_stops_the_run_table_of_a_plan_in_use():
    """HZ-019-T1: also where no running cue stands among its items."""
    library = the_pack().library
    for factor in library.factors:
        facts = OneAnswer(factor, Presence.PRESENT)
        found = stopped([], library, facts, running_modality=MODALITY)
        wanted = library.factors[factor].cells[MODALITY].until_agreed.blocks
        assert [each.item for each in found] == [RUNNING] * wanted, factor
        assert stopped([], library, facts) == ()
