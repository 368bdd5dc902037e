"""Page 2 and later: true reasons only, nobody's untested cause, stations, diary, ladder."""

import dataclasses
import re
from datetime import date

from planner.clinical.answers import Irritability, Presence, Side
from planner.clinical.case import SportLoad
from planner.clinical.conditions import Verdict
from planner.clinical.interventions import Who
from planner.clinical.stages import Comparison, Criterion, Strictness
from planner.documents.drawn import finished_drawings
from planner.documents.filling import patient_plan
from planner.documents.filling.understanding import SORE_SPOT
from planner.documents.sore_spot import MIDLINE, sore_spots
from planner.documents.values import PatientPlan, StepState
from tests.documents.filling.worked_plans import a_runner, every_plan, planned
from tests.packs import PROTOCOLS, the_pack

BACK = "Pain from your lower back"


def plan_with(**answers: Presence) -> PatientPlan:
    case = a_runner()
    given = {name.replace("_", "-"): presence for name, presence in answers.items()}
    return patient_plan(the_pack(), planned(a_runner(answers={**case.answers, **given})))


def test_the_back_is_told_as_one_cause_when_all_its_parts_were_looked_into():
    rows = [row.what for row in patient_plan(the_pack(), planned(a_runner())).less_likely]

    assert rows[0] == BACK
    assert "Pain from a disc in the lower back" not in rows


def test_a_cause_nobody_looked_into_is_not_called_less_likely():
    case = a_runner()
    asked = {**case.answers}
    del asked["slump"]
    del asked["straight-leg-raise"]

    plan = patient_plan(the_pack(), planned(a_runner(answers=asked)))

    assert BACK not in [row.what for row in plan.less_likely]


def test_only_causes_with_every_key_finding_done_and_none_present_are_told():
    pack = the_pack()
    plan = planned(a_runner())
    told = {row.what for row in patient_plan(pack, plan).less_likely} - {BACK}
    by_name = {r.condition.patient.name.lower(): r for r in plan.assessment.differential}

    for what in told:
        ruling = by_name[what.lower()]
        keys = ruling.condition.settling.key_findings
        answers = [plan.assessment.picture.presence(key) for key in keys]
        assert ruling.verdict in (Verdict.RULED_OUT, Verdict.UNLIKELY)
        assert Presence.NOT_ASSESSED not in answers


def test_neither_the_working_diagnosis_nor_what_no_test_parts_from_it_is_less_likely():
    pack = the_pack()
    node = pack.presentation.head.nodes[0]
    names = {pack.presentation.conditions[m].patient.name.lower() for m in node.members}

    rows = {row.what.lower() for row in patient_plan(pack, planned(a_runner())).less_likely}

    assert rows & names == set()


def test_a_cause_is_left_off_when_its_reason_is_not_true_of_this_person():
    true = plan_with(palpate_sciatic_notch=Presence.ABSENT)
    untrue = plan_with(palpate_sciatic_notch=Presence.PRESENT)

    assert "A sore nerve deep in the buttock" in [row.what for row in true.less_likely]
    assert "A sore nerve deep in the buttock" not in [row.what for row in untrue.less_likely]


def test_what_pointed_to_it_names_only_findings_that_are_present():
    plan = plan_with(bent_knee_stretch=Presence.ABSENT, modified_bent_knee_stretch=Presence.ABSENT)

    assert plan.what_you_have is not None
    assert "stretch test" not in " ".join(plan.what_you_have.pointed)


def test_one_week_is_when_to_ring_and_the_long_range_is_the_packs():
    expect = patient_plan(the_pack(), planned(a_runner())).expect

    assert expect is not None
    assert [(s.when, s.what) for s in expect.stations] == [
        ("Today", "We start."),
        ("1 week", "No better? Ring us."),
        ("3 to 6 months", "Often how long it takes."),
    ]


def test_the_station_never_differs_from_the_sentence_above_it():
    for name, plan in every_plan(the_pack()):
        expect = patient_plan(the_pack(), plan).expect
        assert expect is not None
        if len(expect.stations) == 3 and "months" in expect.sentence:
            assert expect.stations[2].when in expect.sentence, name


def test_the_diary_starts_the_day_after_the_visit_and_prints_its_dates():
    diary = patient_plan(the_pack(), planned(a_runner(on=date(2026, 12, 29)))).diary

    assert diary is not None
    assert [(day.name, day.date) for day in diary.days][:4] == [
        ("Wed", "30 Dec"),
        ("Thu", "31 Dec"),
        ("Fri", "1 Jan"),
        ("Sat", "2 Jan"),
    ]
    assert [day.name for day in diary.days if day.is_run_day] == ["Thu", "Sat", "Tue"]
    assert {day.run_hint for day in diary.days if day.is_run_day} == {"35 at most"}


def test_the_diary_has_a_column_for_each_card_in_their_order_stretches_too():
    plan = patient_plan(the_pack(), planned(a_runner()))

    assert plan.diary is not None
    assert plan.exercises is not None
    cards = [f"{card.number} {card.name}" for card in plan.exercises.cards]
    assert list(plan.diary.ticks) == cards


def test_the_ladder_starts_at_one_and_only_the_step_of_now_has_boxes():
    ladder = patient_plan(the_pack(), planned(a_runner(stage=1))).ladder

    assert ladder is not None
    assert [step.number for step in ladder.steps] == ["1", "2", "3", "4", "5", "6"]
    assert [step.state for step in ladder.steps][:3] == [
        StepState.DONE,
        StepState.NOW,
        StepState.LATER,
    ]
    assert [bool(step.criteria) for step in ladder.steps] == [False, True] + [False] * 4


def test_comparing_the_sides_is_no_gate_when_both_hurt():
    criterion = Criterion(
        text="x",
        patient="I lift as much on my sore side.",
        measure="strength-symmetry",
        comparison=Comparison.AT_LEAST,
        one_side_only=True,
        strictness=Strictness.GATE,
    )

    def boxes(side: Side) -> tuple[str, ...]:
        plan = planned(a_runner(side=side))
        stages = tuple(
            dataclasses.replace(entry, stage=dataclasses.replace(entry.stage, exit=(criterion,)))
            for entry in plan.stages
        )
        ladder = patient_plan(the_pack(), dataclasses.replace(plan, stages=stages)).ladder
        assert ladder is not None
        return ladder.steps[1].criteria

    assert boxes(Side.RIGHT) == ("I lift as much on my sore side.",)
    assert boxes(Side.BOTH) == ()


def test_advice_printed_on_page_one_is_not_printed_again():
    plan = patient_plan(the_pack(), planned(a_runner(stage=0)))
    items = the_pack().library.interventions
    again = {items["lm-pain-rule"].patient_how, items["lm-relative-rest"].patient_how}

    assert not again & {row.text for row in plan.every_day}
    assert len({row.title for row in plan.every_day}) == len(plan.every_day)


def test_what_is_done_at_the_visits_is_told_whole_and_may_be_refused():
    plan = planned(a_runner(irritability=Irritability.HIGH))
    visits = [i for i in plan.stages[1].items if i.intervention.who is Who.CLINICIAN]
    needles = next(i.intervention for i in visits if "needles" in i.intervention.patient_how)

    rows = {row.title: row for row in patient_plan(the_pack(), plan).every_day}

    assert needles.patient_how in rows["At your visits"].points
    assert rows["At your visits"].text == "You can say no to any of it."


def test_the_ring_stands_only_where_this_person_hurts():
    drawings = finished_drawings(PROTOCOLS)(Side.RIGHT)
    sitting_bone = drawings[f"{SORE_SPOT}pain-at-sitting-bone"]
    runner = a_runner()
    elsewhere = {**runner.answers, "pain-at-sitting-bone": Presence.ABSENT}

    shown = patient_plan(the_pack(), planned(runner), drawings).what_you_have
    other = patient_plan(
        the_pack(), planned(dataclasses.replace(runner, answers=elsewhere)), drawings
    ).what_you_have

    assert shown is not None
    assert shown.picture == sitting_bone
    assert other is not None
    assert other.picture != sitting_bone


def test_the_ring_of_the_left_side_stands_on_the_left_seen_from_behind():
    drawings = finished_drawings(PROTOCOLS)
    svgs = {side: drawings(side)[f"{SORE_SPOT}pain-at-sitting-bone"].svg for side in Side}
    places = {side: re.findall(r'cx="(\d+)"', svg) for side, svg in svgs.items()}

    assert all(int(x) < MIDLINE for x in places[Side.LEFT])
    assert all(int(x) > MIDLINE for x in places[Side.RIGHT])
    assert len(places[Side.BOTH]) == 2 * len(places[Side.LEFT])
    assert not sore_spots(PROTOCOLS / "library" / "drawings", None)


def test_a_plan_without_exercises_does_not_speak_of_them():
    case = a_runner(working_diagnosis="partial-proximal-hamstring-tear", stage=0)

    plan = patient_plan(the_pack(), planned(case))

    assert plan.exercises is None
    assert plan.missed_day == ""
    assert "What helps most" not in [row.title for row in plan.every_day]


def test_an_adult_reads_nothing_of_growing_bones():
    """Over 25 a growth area is set aside by age alone: there is nothing to watch for."""
    told = plan_with(sudden_onset=Presence.ABSENT).less_likely
    assert told
    assert not any("growth" in row.what for row in told)


def test_who_does_not_run_is_told_nothing_of_races():
    runner = patient_plan(the_pack(), planned(a_runner())).prevention
    walker = patient_plan(
        the_pack(), planned(a_runner(sport=SportLoad(name="walking", goal="Walk the dog")))
    ).prevention
    nobody = patient_plan(the_pack(), planned(a_runner(sport=SportLoad()))).prevention
    assert any("races" in line for line in runner)
    for lines in (walker, nobody):
        assert not any("run" in line or "race" in line for line in lines)
        assert "Build up to long walks and heavy work bit by bit." in lines
