"""Page 1: minutes, pain rule, flare, visit and help follow from this plan and no other."""

import dataclasses

import pytest

from planner.assembly.plan import Plan
from planner.clinical.answers import Irritability, Presence, Side
from planner.clinical.case import NOT_SURE_YET, InvestigationOutcome, SportLoad
from planner.documents.extents import week_sheet
from planner.documents.filling import Paper, patient_plan
from planner.documents.values import HelpLevel
from tests.documents.filling.worked_plans import a_runner, a_teenager_with_a_pop, planned
from tests.packs import the_pack


def with_limit(limit: int) -> Plan:
    plan = planned(a_runner())
    stages = tuple(
        dataclasses.replace(entry, stage=dataclasses.replace(entry.stage, pain_limit=limit))
        for entry in plan.stages
    )
    return dataclasses.replace(plan, stages=stages)


def test_the_week_says_runs_and_minutes_in_full_and_every_other_day_says_no_run():
    week = patient_plan(the_pack(), planned(a_runner())).week

    assert week is not None
    assert week.heading == "This week: 3 easy runs, 35 minutes at most"
    assert [day.name for day in week.days if day.is_run_day] == ["Tue", "Thu", "Sat"]
    assert {day.amount for day in week.days if day.is_run_day} == {"35"}
    assert {day.word for day in week.days if not day.is_run_day} == {"no run"}


def test_what_a_yes_asks_of_a_run_stands_beside_the_run_on_every_paper():
    """HZ-040-T5: on page one, above the run table, on the week sheet; nothing where nobody runs."""
    asked = "No runs or jumps until your midwife says yes. Ask them, then tell us."
    said = "You may run, your midwife said. Tell us if they change their mind."
    yes = {**a_runner().factors, "pregnancy": Presence.PRESENT}
    unsaid = patient_plan(the_pack(), planned(a_runner(stage=3, factors=yes))).week
    assert unsaid is not None
    assert (unsaid.has_runs, unsaid.take_care) == (False, asked)
    assert unsaid.how.startswith("Walk as far as it feels easy.")
    agreed = InvestigationOutcome(
        investigation="answer-about-running",
        result="running-agreed",
        on=a_runner().on,
        signed_by="A. Example",
    )
    runner = a_runner(stage=3, factors=yes, investigations=(agreed,))
    walks = patient_plan(the_pack(), planned(runner))

    assert walks.week is not None
    assert walks.week.take_care == said
    assert week_sheet(walks).take_care == said
    assert walks.running is not None
    assert walks.running.table is not None
    assert str(walks.running.table.intro).startswith(said)
    rests = dataclasses.replace(runner, stage=0, irritability=Irritability.HIGH)
    none = patient_plan(the_pack(), planned(rests)).week
    assert none is not None
    assert none.take_care == ""


@pytest.mark.parametrize(
    ("factor", "stage", "reason", "how"),
    [
        ("cardiac-unstable", 1, "checked your heart", "Walk as far as it feels easy."),
        ("cardiac-unstable", 3, "checked your heart", "Walk as far as it feels easy."),
        ("dvt", 1, "your clot team says yes", "Ask us how far to walk."),
        ("fracture-or-bsi-suspected", 4, "A scan must check the bone", "Ask us how far to walk."),
        ("operation-or-fracture", 0, "your surgeon's limits", "Ask us how far to walk."),
    ],
)
def test_what_bars_all_load_is_told_on_page_one_and_no_test_or_swim_goes_round_it(
    factor, stage, reason, how
):
    """HZ-040-T6: no morning test of a load, no sport offered, and the person reads why."""
    yes = {**a_runner().factors, factor: Presence.PRESENT}
    for sport in (a_runner().sport, SportLoad(name="walking")):
        plan = patient_plan(the_pack(), planned(a_runner(stage=stage, factors=yes, sport=sport)))

        assert plan.week is not None
        assert plan.diary is not None
        assert reason in plan.week.take_care
        assert plan.week.how.startswith(how)
        assert plan.can_still_do == ()
        assert str(plan.diary.intro).startswith("Each morning, write your pain from 0 to 10.")


@pytest.mark.parametrize(
    ("side", "said"), [(Side.LEFT, "arms and your other leg"), (Side.BOTH, "arms"), (None, "arms")]
)
def test_nobody_sore_on_both_sides_is_told_of_their_other_leg(side, said):
    plan = patient_plan(the_pack(), planned(a_runner(stage=0, side=side, sport=SportLoad())))

    assert plan.can_still_do[-1] == f"Use your {said} as you like."


@pytest.mark.parametrize(("stage", "runs"), [(0, False), (1, False), (3, True)])
def test_only_somebody_who_runs_is_told_to_stop_runs(stage, runs):
    irritability = Irritability.LOW if runs else Irritability.HIGH
    plan = planned(a_runner(stage=stage, irritability=irritability))
    help_today = patient_plan(the_pack(), plan).help[1]

    assert help_today.level is HelpLevel.TODAY
    assert ("New groin pain: stop runs" in help_today.signs) is runs
    assert ("New groin pain" in help_today.signs) is not runs


def test_a_stage_without_running_says_so_in_words():
    case = a_runner(working_diagnosis="partial-proximal-hamstring-tear", stage=0)

    plan = patient_plan(the_pack(), planned(case))

    assert plan.week is not None
    assert plan.week.heading == "This week: no running"
    assert plan.running is None
    assert not plan.week.has_runs


@pytest.mark.parametrize("sport", ["none", "swimming", None])
def test_a_person_who_is_not_known_to_run_is_not_asked_to(sport):
    case = a_runner(sport=SportLoad(name=sport), goals=("Play with my grandchildren.",))

    plan = patient_plan(the_pack(), planned(case))

    assert plan.week is not None
    assert "run" not in plan.week.heading.lower()
    assert plan.running is None
    assert plan.diary is not None
    assert not plan.diary.has_running


def test_running_and_walking_in_turn_names_both():
    case = a_runner(
        stage=3, sport=SportLoad(name="running", longest_tolerated_minutes=10, longest_run_km=12)
    )

    plan = patient_plan(the_pack(), planned(case))

    assert plan.week is not None
    assert "run-walks" in plan.week.heading
    assert plan.week.how.startswith("Run 1 minute, then walk 2 minutes. Do this 8 times.")
    assert plan.running is not None
    assert plan.running.table is not None
    assert [row.step for row in plan.running.table.steps] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("limit", "zones"),
    [
        (0, [(0, 0), (1, 2), (3, 10)]),
        (1, [(0, 1), (2, 2), (3, 10)]),
        (2, [(0, 2), (3, 5), (6, 10)]),
        (3, [(0, 3), (4, 5), (6, 10)]),
        (4, [(0, 4), (5, 5), (6, 10)]),
        (5, [(0, 5), (6, 10)]),
    ],
)
def test_the_ruler_follows_from_the_plans_own_limit(limit, zones):
    rule = patient_plan(the_pack(), with_limit(limit)).pain

    assert rule is not None
    assert [(zone.numbers[0], zone.numbers[-1]) for zone in rule.zones] == zones


def test_a_rise_of_two_the_next_morning_counts():
    rule = patient_plan(the_pack(), planned(a_runner())).pain

    assert rule is not None
    assert rule.next_morning.startswith("**Up by 2 or more the next morning?**")


def test_the_flare_of_a_plan_of_holds_falls_back_on_the_holds():
    flare = patient_plan(the_pack(), planned(a_runner(stage=1))).flare

    assert flare is not None
    assert flare.steps[0] == "For 3 days, do only the holds."


def test_a_flare_speaks_of_cards_only_where_there_are_cards():
    waiting = a_runner(factors={})
    at_rest = a_runner(working_diagnosis="partial-proximal-hamstring-tear", stage=0)

    for case in (waiting, at_rest):
        plan = patient_plan(the_pack(), planned(case))
        assert plan.exercises is None
        assert plan.flare is not None
        assert not any("card" in step or "exercises" in step for step in plan.flare.steps)


def test_the_flare_of_a_tear_stops_the_exercises():
    case = a_runner(working_diagnosis="partial-proximal-hamstring-tear", stage=1)

    plan = patient_plan(the_pack(), planned(case))

    assert plan.flare is not None
    assert plan.exercises is not None
    assert plan.flare.steps[0] == "Stop the exercises and rest the leg."
    assert "1 or less" in plan.flare.steps[1]


def test_without_a_known_appointment_there_is_a_line_to_write_it_on():
    known = patient_plan(
        the_pack(), planned(a_runner()), paper=Paper(next_visit="Monday 7 December, 10:00")
    )
    unknown = patient_plan(the_pack(), planned(a_runner()))

    assert known.next_visit is not None
    assert known.next_visit.when == "Monday 7 December, 10:00"
    assert unknown.next_visit is not None
    assert "____" in unknown.next_visit.when


def test_the_telephone_of_the_clinic_stands_in_the_second_tier_and_111_beside_it():
    plan = patient_plan(the_pack(), planned(a_runner()), paper=Paper(telephone="01632 960123"))

    levels = [tier.level for tier in plan.help]
    today = plan.help[1]
    assert levels == [HelpLevel.EMERGENCY, HelpLevel.TODAY, HelpLevel.CAN_WAIT]
    assert plan.help[0].who == "999"
    assert today.who == "01632 960123"
    assert "111" in today.then


def test_hz_046_t1_every_picture_says_when_to_ring_and_no_plan_is_made_without_those_words():
    """HZ-046-T1: three tiers, worst first, with a sign in each; a pack without them makes none."""
    pack = the_pack()
    wanted = [HelpLevel.EMERGENCY, HelpLevel.TODAY, HelpLevel.CAN_WAIT]
    cases = [a_teenager_with_a_pop(), a_runner(working_diagnosis=NOT_SURE_YET, stage=None)]
    for picture in pack.presentation.pictures.values():
        stage = picture.stages[0].id
        cases += [a_runner(working_diagnosis=name, stage=stage) for name in picture.conditions[:1]]
    for case in cases:
        plan = patient_plan(pack, planned(case))
        assert [tier.level for tier in plan.help] == wanted
        assert all(tier.who and tier.signs for tier in plan.help)

    words = pack.presentation.words
    for tier in ("emergency", "today", "can_wait"):
        silent = dataclasses.replace(getattr(words.help, tier), signs=())
        told = dataclasses.replace(words, help=dataclasses.replace(words.help, **{tier: silent}))
        presentation = dataclasses.replace(pack.presentation, words=told)
        with pytest.raises(ValueError, match="tells nobody when"):
            patient_plan(dataclasses.replace(pack, presentation=presentation), planned(a_runner()))


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, Side.BOTH, None])
def test_the_title_and_the_foot_name_the_side_and_an_unknown_one_is_said(side):
    plan = patient_plan(the_pack(), planned(a_runner(side=side)))

    expected = {
        Side.LEFT: ("a sore left buttock", "left side"),
        Side.RIGHT: ("a sore right buttock", "right side"),
        Side.BOTH: ("sore buttocks", "both sides"),
        None: ("a sore buttock", "side not recorded"),
    }[side]
    assert plan.title == f"Your plan: {expected[0]}"
    assert plan.identity.side == expected[1]


def test_the_goal_is_the_persons_own_and_none_is_made_up():
    said = patient_plan(the_pack(), planned(a_runner(goals=("Run with **my** dog {side}.",))))
    silent = patient_plan(the_pack(), planned(a_runner(sport=SportLoad(name="running"))))

    assert said.goal == "Run with **my** dog {side}."
    assert silent.goal == ""


def test_an_interim_plan_says_how_long_it_holds_and_names_no_cause():
    plan = patient_plan(the_pack(), planned(a_runner(working_diagnosis=NOT_SURE_YET, stage=None)))

    assert plan.title.startswith("For 2 weeks:")
    assert plan.what_you_have is not None
    assert plan.what_you_have.first == "We do not know the cause yet."
    assert plan.what_you_have.long_name == ""
    assert plan.expect is not None
    assert plan.expect.stations[-1].when == "2 weeks"
