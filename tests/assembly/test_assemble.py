"""Assembly: safety before everything, no dose invented, every strand accounted for."""

from dataclasses import replace

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan, PlanKind, PlanStage, Refusal
from planner.clinical.answers import Irritability, Presence
from planner.clinical.case import InvestigationOutcome, SportLoad
from planner.clinical.contraindications import CellStatus
from planner.clinical.expressions import FindingIs
from planner.clinical.interventions import BRIEF_STRANDS, Equipment, Priority, Strand, Where, Who
from planner.clinical.pack import Pack
from planner.clinical.redflags import Resolution, Urgency
from planner.clinical.stages import Running, Stage, Surgeon, TreatmentPicture
from planner.ruleout.assess import Reasoner
from tests.builders import (
    UNCHECKED,
    VISIT,
    a_case,
    a_cell,
    a_condition,
    a_dose,
    a_factor,
    a_finding,
    a_rule,
    an_item,
)
from tests.packs import a_pack


def a_stage(number: int = 0, core: tuple[str, ...] = ("bridge",), **changes) -> Stage:
    stage = {
        "id": number,
        "name": f"Stage {number}",
        "patient_name": "Hold",
        "patient_line": "Hold it.",
        "aim": "Settle.",
        "entry": (),
        "exit": (),
        "regress": (),
        "expected_weeks": None,
        "expected_note": "1-2",
        "active_strands": (Strand.STRENGTHENING, Strand.ELECTROTHERAPY, Strand.LUMBAR_RELEASE),
        "core_interventions": core,
        "running": Running.EASY,
    }
    return Stage(**{**stage, **changes})


def a_picture(*stages: Stage) -> TreatmentPicture:
    return TreatmentPicture(
        id="tendon",
        name="Tendon",
        conditions=("tendon",),
        stages=stages or (a_stage(0), a_stage(1)),
        review=UNCHECKED,
    )


def the_parts(**changes):
    parts = {
        "findings": [a_finding("stretch"), a_finding("numb"), a_finding("pop")],
        "conditions": [a_condition(picture="tendon")],
        "rules": [
            a_rule("cauda", FindingIs("numb")),
            a_rule("tear", FindingIs("pop"), urgency=Urgency.URGENT),
        ],
        "items": [an_item()],
        "pictures": [a_picture()],
    }
    return {**parts, **changes}


def outcome_of(pack: Pack, **case) -> Plan | Refusal:
    given = {"working_diagnosis": "tendon", "absent": ("numb", "pop"), **case}
    return assemble(pack, Reasoner(pack).assess(a_case(**given)))


def plan_of(pack: Pack, **case) -> Plan:
    outcome = outcome_of(pack, **case)
    assert isinstance(outcome, Plan)
    return outcome


def current_of(plan: Plan) -> PlanStage:
    assert plan.current is not None
    return plan.current


def running_of(plan: Plan) -> Running:
    assert plan.running is not None
    return plan.running.kind


def items_of(plan: Plan) -> list[str]:
    return [item.intervention.id for item in current_of(plan).items]


def test_a_raised_emergency_gives_no_plan_and_names_its_rule():
    outcome = outcome_of(a_pack(**the_parts()), present=("numb",), absent=())
    assert isinstance(outcome, Refusal)
    assert outcome.rule == "cauda"


def test_a_raised_urgent_rule_gives_a_holding_plan_without_a_single_item():
    outcome = plan_of(a_pack(**the_parts()), present=("pop",), absent=("numb",))
    assert outcome.kind is PlanKind.HOLDING
    assert outcome.stages == ()
    assert outcome.running is None


def test_without_a_working_diagnosis_there_is_no_plan():
    assert isinstance(outcome_of(a_pack(**the_parts()), working_diagnosis=None), Refusal)


def test_a_diagnosis_without_a_picture_says_what_to_do_instead():
    parts = the_parts(conditions=[a_condition(picture=None, action_note="Ask a surgeon.")])
    outcome = outcome_of(a_pack(**parts))
    assert isinstance(outcome, Refusal)
    assert "Ask a surgeon." in outcome.because


def test_no_dose_is_invented_where_no_row_matches():
    low_only = an_item(doses=(a_dose(Irritability.LOW),))
    plan = plan_of(a_pack(**the_parts(items=[low_only])))
    assert items_of(plan) == []
    assert [q.id for q in plan.questions] == ["dose-bridge", "longest-tolerated-run"]


def test_a_row_that_says_no_leaves_the_item_out_with_its_reason():
    no = an_item(doses=(a_dose(use=False, because="too early"),))
    plan = plan_of(a_pack(**the_parts(items=[no])))
    assert items_of(plan) == []
    assert ("bridge", "too early") in [(entry.id, entry.because) for entry in plan.left_out]


@pytest.mark.parametrize("status", list(CellStatus))
@pytest.mark.parametrize("answer", list(Presence))
def test_every_answer_meets_every_status(status: CellStatus, answer: Presence):
    parts = the_parts(factors=[a_factor(cells={"isometric": a_cell(status)})])
    factors = {} if answer is Presence.NOT_ASSESSED else {"pregnancy": answer}
    plan = plan_of(a_pack(**parts), factors=factors)
    blocked = status.blocks and answer is not Presence.ABSENT
    assert ("bridge" not in items_of(plan)) is blocked
    asked = "pregnancy" in [question.id for question in plan.questions]
    assert asked is (answer is Presence.NOT_ASSESSED and status is not CellStatus.SAFE)


def test_a_contraindication_binds_core_items_too():
    parts = the_parts(factors=[a_factor()])
    plan = plan_of(a_pack(**parts), factors={"pregnancy": Presence.PRESENT})
    assert items_of(plan) == []
    assert any("Do not use." in entry.because for entry in plan.left_out)


def test_every_strand_of_the_brief_is_in_the_plan_or_says_why_not():
    plan = plan_of(a_pack(**the_parts()))
    used = {item.intervention.strand for item in current_of(plan).items}
    explained = {entry.strand for entry in plan.left_out}
    assert set(BRIEF_STRANDS) <= used | explained


def electro(name: str, **changes):
    return an_item(
        name,
        strand=Strand.ELECTROTHERAPY,
        who=Who.CLINICIAN,
        where=Where.CLINIC,
        modality="tens",
        **changes,
    )


def test_one_electrotherapy_agent_a_visit():
    parts = the_parts(items=[an_item(), electro("tens"), electro("laser")])
    chosen = [name for name in items_of(plan_of(a_pack(**parts))) if name != "bridge"]
    assert len(chosen) == 1


def test_founding_only_items_are_listed_and_never_chosen():
    parts = the_parts(items=[an_item(), electro("old", priority=Priority.FOUNDING_ONLY)])
    plan = plan_of(a_pack(**parts))
    assert items_of(plan) == ["bridge"]
    assert "old" in [entry.id for entry in plan.left_out]


def test_the_home_programme_stops_at_its_number_of_exercises():
    items = [an_item()] + [an_item(f"extra-{n}", minutes=2.0) for n in range(8)]
    plan = plan_of(a_pack(**the_parts(items=items)))
    assert len(items_of(plan)) == 4
    assert plan.meter is not None
    assert plan.meter.exercises == 4


def test_what_the_patient_does_not_own_is_left_out_and_named():
    band = Equipment(id="resistance-band", name="Resistance band", owner="patient")
    item = an_item(equipment=("resistance-band",))
    pack = a_pack(**the_parts(items=[item], equipment=[band]))
    assert items_of(plan_of(pack)) == []
    assert items_of(plan_of(pack, equipment=("resistance-band",))) == ["bridge"]


def test_items_stand_in_the_founding_order_within_a_visit():
    lumbar = an_item("press", strand=Strand.LUMBAR_RELEASE, who=Who.CLINICIAN, where=Where.CLINIC)
    parts = the_parts(items=[an_item(), electro("tens"), lumbar])
    assert items_of(plan_of(a_pack(**parts))) == ["press", "tens", "bridge"]


def test_only_the_current_stage_is_dosed():
    plan = plan_of(a_pack(**the_parts()), stage=0)
    assert [stage.is_current for stage in plan.stages] == [True, False]
    assert plan.stages[1].items == ()
    assert [item.id for item in plan.stages[1].candidates] == ["bridge"]


def test_time_alone_never_advances_a_stage():
    plan = plan_of(a_pack(**the_parts()), duration_weeks=200.0)
    assert current_of(plan).stage.id == 0


def test_an_unanswered_screen_question_stands_in_the_plan_until_it_is_answered():
    pack = a_pack(**the_parts(), always_screen=("numb", "stretch"))
    plan = plan_of(pack)
    assert "stretch" in [question.id for question in plan.questions]


def test_a_contributor_adds_the_core_of_its_first_stage():
    other = replace(a_picture(a_stage(0, core=("press",))), id="back", conditions=("back",))
    press = an_item(
        "press",
        strand=Strand.LUMBAR_RELEASE,
        applies=(),
        doses=tuple(a_dose(each, picture="back", stages=(0,)) for each in Irritability),
    )
    parts = the_parts(
        items=[an_item(), press],
        conditions=[
            a_condition(picture="tendon"),
            a_condition("back", picture="back"),
        ],
        pictures=[a_picture(), other],
    )
    assert "press" in items_of(plan_of(a_pack(**parts), contributors=("back",)))


def test_an_item_that_needs_a_finding_is_given_only_where_it_was_found():
    press = an_item(only_if=FindingIs("stretch"), only_if_because="only when it centralises")
    pack = a_pack(**the_parts(items=[press]))
    assert items_of(plan_of(pack)) == []
    assert items_of(plan_of(pack, absent=("numb", "pop", "stretch"))) == []
    assert items_of(plan_of(pack, present=("stretch",))) == ["bridge"]


def test_highly_irritable_pain_gets_the_running_its_stage_allows_then():
    stages = (a_stage(0, running_when_irritable=Running.NONE), a_stage(1))
    pack = a_pack(**the_parts(pictures=[a_picture(*stages)]))
    assert running_of(plan_of(pack, irritability=Irritability.MODERATE)) is not Running.NONE
    assert running_of(plan_of(pack, irritability=Irritability.HIGH)) is Running.NONE


def test_nobody_is_asked_to_run_who_does_not_run():
    parts = the_parts(items=[an_item(), an_item("jog", where=Where.RUN)])
    parts["pictures"] = [a_picture(a_stage(0, core=("bridge", "jog")), a_stage(1))]
    pack = a_pack(**parts)
    walker = plan_of(pack, sport=SportLoad(name=None))
    assert items_of(walker) == ["bridge"]
    assert walker.running is None
    assert "longest-tolerated-run" not in [question.id for question in walker.questions]
    assert items_of(plan_of(pack)) == ["bridge", "jog"]


def test_an_agreement_is_asked_until_a_signed_result_and_its_weeks_are_there():
    agreement = Surgeon(
        stage=0,
        after_weeks=6,
        says="Has the surgeon agreed?",
        answered_by=(Resolution(investigation="opinion", results=("agreed",)),),
    )
    pack = a_pack(**the_parts(pictures=[replace(a_picture(), agreements=(agreement,))]))
    signed = InvestigationOutcome(
        investigation="opinion", result="agreed", on=VISIT, signed_by="A. Example"
    )

    def asked(**case) -> bool:
        plan = plan_of(pack, **case)
        return "agreement-stage-0" in [question.id for question in plan.questions]

    assert asked(duration_weeks=8.0)
    assert asked(duration_weeks=4.0, investigations=(signed,))
    assert asked(duration_weeks=None, investigations=(signed,))
    assert not asked(duration_weeks=8.0, investigations=(signed,))


def test_a_running_item_waits_for_the_running_it_goes_with():
    sprint = an_item("sprint", where=Where.RUN, goes_with_running=("speed",))
    stages = (a_stage(0, core=("bridge", "sprint")), a_stage(1))
    pack = a_pack(**the_parts(items=[an_item(), sprint], pictures=[a_picture(*stages)]))
    assert items_of(plan_of(pack)) == ["bridge"]
    fast = (a_stage(0, core=("bridge", "sprint"), running=Running.SPEED), a_stage(1))
    pack = a_pack(**the_parts(items=[an_item(), sprint], pictures=[a_picture(*fast)]))
    assert items_of(plan_of(pack)) == ["bridge", "sprint"]
