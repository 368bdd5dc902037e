"""No word meant for the clinician crosses to the patient: a canary in every other field."""

import dataclasses
from functools import cache

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.clinical.answers import Irritability, Presence, Side
from planner.clinical.case import NOT_SURE_YET, Case
from planner.clinical.pack import Pack
from planner.documents.filling import clinician_record, patient_plan
from planner.ruleout.assess import Reasoner
from tests.documents.filling.canaries import CANARY, with_canaries
from tests.documents.filling.worked_plans import a_runner, a_teenager_with_a_pop
from tests.packs import the_pack


@cache
def the_marked_pack() -> Pack:
    return with_canaries(the_pack())


@cache
def the_marked_reasoner() -> Reasoner:
    return Reasoner(the_marked_pack())


def marked_plan(case: Case) -> Plan:
    plan = assemble(the_marked_pack(), the_marked_reasoner().assess(case))
    assert isinstance(plan, Plan)
    return plan


EVERY_FACTOR_UNANSWERED: dict[str, Presence] = {}

CASES = {
    "settling": a_runner(stage=0),
    "holds": a_runner(stage=1),
    "run table": a_runner(stage=3, equipment=tuple(the_pack().library.equipment)),
    "speed": a_runner(stage=5, irritability=Irritability.LOW),
    "tear": a_runner(working_diagnosis="partial-proximal-hamstring-tear", stage=1),
    "both sides, a contributor": a_runner(
        working_diagnosis="lumbar-facet-pain",
        side=Side.BOTH,
        contributors=("gluteal-tendinopathy",),
    ),
    "precautions": a_runner(factors={"diabetes": Presence.PRESENT, "pregnancy": Presence.PRESENT}),
    "unanswered": a_runner(factors=EVERY_FACTOR_UNANSWERED),
    "interim": a_runner(working_diagnosis=NOT_SURE_YET, stage=None),
    "holding": a_teenager_with_a_pop(),
}


@pytest.mark.parametrize("name", CASES)
def test_no_clinician_word_reaches_the_patient(name):
    """HZ-055-T1"""
    plan = patient_plan(the_marked_pack(), marked_plan(CASES[name]))

    lines = [line for line in _texts(plan) if CANARY in line]

    assert lines == []


def test_the_canaries_are_really_planted():
    plan = marked_plan(CASES["holds"])

    record = clinician_record(the_marked_pack(), plan.assessment, plan)

    found = sum(CANARY in text for text in _texts(record))
    assert found > 100


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in _texts(part)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [
            text
            for field in dataclasses.fields(value)
            for text in _texts(getattr(value, field.name))
        ]
    return []
