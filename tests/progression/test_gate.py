"""The gate: never by time, never on what nobody measured, never over a warning sign."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from planner.assembly.staging import Met
from planner.clinical.stages import Strictness
from planner.progression.criteria import judge
from planner.progression.gate import Move, gate
from tests.packs import the_pack
from tests.progression.courses import (
    ABOVE,
    a_course,
    a_criterion,
    a_picture,
    a_stage,
)


def the_gate(course, picture=None, number=1):
    return gate(picture or a_picture(), number, course)


def test_it_advances_when_every_criterion_was_looked_at_and_met():
    found = the_gate(a_course())

    assert found.suggestion is Move.ADVANCE
    assert found.stage_after(Move.ADVANCE) == 2


def test_hz_043_t2_one_criterion_nobody_measured_holds():
    found = the_gate(a_course(today={"numb": 0}, before={"bridge": 12}))

    assert found.suggestion is Move.HOLD
    assert found.because == "Hold: 1 criterion not measured"
    assert found.leave[0].state is Met.NOT_MEASURED
    assert found.leave[0].because == "Last 12 reps on 23 Nov"


def test_hz_043_t2_a_criterion_for_stepping_back_that_nobody_asked_holds():
    assert the_gate(a_course(today={"bridge": 10})).suggestion is Move.HOLD
    assert the_gate(a_course(diary={"morning_test": [2]})).suggestion is Move.HOLD


def test_a_criterion_that_is_not_met_holds():
    found = the_gate(a_course(today={"bridge": 9, "numb": 0}))

    assert found.because == "Hold: 1 criterion not met"


def test_what_a_surgeon_still_limits_holds_whatever_is_met():
    """HZ-042-T2: weeks and criteria alone open nothing; a reason of the clinician's still may."""
    limit = "No weight on the leg, until the surgeon lifts it"
    found = the_gate(a_course(held_by=(limit,)))

    assert found.suggestion is Move.HOLD
    assert limit in found.because
    assert Move.ADVANCE in found.moves


def test_two_sessions_above_the_limit_step_back_even_when_all_else_is_met():
    found = the_gate(a_course(diary={"exercise_pain": [2, 4, 4]}))

    assert found.suggestion is Move.STEP_BACK
    assert found.stage_after(Move.STEP_BACK) == 0
    assert the_gate(a_course(diary={"exercise_pain": [4, 4]}), number=0).stage_after(
        Move.STEP_BACK
    ) == (0)


def test_new_nerve_signs_stop_and_no_reason_opens_the_way_on():
    found = the_gate(a_course(today={"bridge": 10, "numb": 1}))

    assert found.suggestion is Move.STOP
    assert Move.ADVANCE in found.refused
    assert Move.ADVANCE not in found.moves
    assert Move.HOLD in found.moves


def test_a_standing_red_flag_leaves_nothing_but_stopping():
    found = the_gate(a_course(is_warned=True))

    assert found.moves == (Move.STOP,)


def test_an_unfinished_screen_never_advances():
    found = the_gate(a_course(is_screened=False))

    assert found.suggestion is Move.HOLD
    assert Move.ADVANCE in found.refused


@pytest.mark.parametrize("strictness", [Strictness.PROMPT, Strictness.TREND])
def test_a_prompt_that_is_not_met_asks_and_does_not_decide(strictness):
    prompt = a_criterion("sit-time", "at-least", 30, strictness=strictness)
    picture = a_picture(a_stage(0), a_stage(1, exit=(a_criterion(), prompt)), a_stage(2))
    today = {"bridge": 10, "numb": 0, "sit-time": 18}

    assert the_gate(a_course(today=today), picture).suggestion is Move.ADVANCE


def test_a_prompt_nobody_measured_holds_and_a_trend_does_not():
    for strictness, move in ((Strictness.PROMPT, Move.HOLD), (Strictness.TREND, Move.ADVANCE)):
        extra = a_criterion("sit-time", "at-least", 30, strictness=strictness)
        picture = a_picture(a_stage(0), a_stage(1, exit=(a_criterion(), extra)), a_stage(2))
        assert the_gate(a_course(), picture).suggestion is move


def test_sides_are_not_compared_where_both_hurt():
    sided = a_criterion("share", "at-least", 90, one_side_only=True)
    picture = a_picture(a_stage(0), a_stage(1, exit=(a_criterion(), sided)), a_stage(2))

    assert the_gate(a_course(), picture).suggestion is Move.HOLD
    assert the_gate(a_course(both_sides=True), picture).suggestion is Move.ADVANCE


def test_what_the_next_stage_asks_is_asked_at_this_gate():
    agreed = a_criterion("agreed", "done", 1)
    picture = a_picture(a_stage(0), a_stage(1), a_stage(2, entry=(agreed,)))

    assert the_gate(a_course(), picture).because == "Hold: 1 criterion not measured"


def test_the_last_stage_is_finished_not_left():
    assert the_gate(a_course(), number=2).suggestion is Move.FINISH


def test_a_share_is_worked_out_from_both_sides():
    sided = a_criterion("share", "at-least", 90)

    judged = judge(sided, a_course(today={"bridge": 9, "other": 10}))
    assert judged.state is Met.MET
    assert judged.because == "9 of 10 on the other side today"
    assert judge(sided, a_course(today={"bridge": 9})).state is Met.NOT_MEASURED
    assert judge(sided, a_course(today={"bridge": 9, "other": 0})).state is Met.NOT_MEASURED


def test_not_worsening_is_held_against_the_number_before():
    sitting = a_criterion("sit-time", "not-worsening", 30)

    assert judge(sitting, a_course(today={"sit-time": 18})).state is Met.NOT_MEASURED
    worse = judge(sitting, a_course(today={"sit-time": 18}, before={"sit-time": 20}))
    assert worse.state is Met.NOT_MET
    assert worse.because == "18 min today, was 20 min on 23 Nov"
    same = a_course(today={"sit-time": 20}, before={"sit-time": 20})
    assert judge(sitting, same).state is Met.MET


def test_a_measure_that_is_a_change_is_worse_below_nought():
    walk = a_criterion("walk-change", "not-worsening", 0)

    assert judge(walk, a_course(today={"walk-change": -1})).state is Met.NOT_MET
    assert judge(walk, a_course(today={"walk-change": 0})).state is Met.MET


@pytest.mark.parametrize(
    ("mornings", "state"),
    [
        ([2, 2, 3], Met.MET),
        ([2, 2, 4], Met.NOT_MET),
        ([2, 2], Met.NOT_MEASURED),
        ([4, 2, 2, 2], Met.MET),
    ],
)
def test_three_quiet_mornings_running_must_be_written_down(mornings, state):
    held = a_criterion("bridge", "at-least", 10, next_morning=True, sessions=3)
    course = a_course(diary={"morning_test": mornings}, before={"daily-test-pain": 2})

    assert judge(held, course).state is state


@pytest.mark.parametrize(
    ("mornings", "state"),
    [([2, 4, 4], Met.MET), ([2, 4, 3], Met.NOT_MET), ([4], Met.NOT_MEASURED)],
)
def test_a_rise_counts_on_two_mornings(mornings, state):
    rise = a_criterion("next-morning-rise", "rose-by", 2, sessions=2)
    course = a_course(diary={"morning_test": mornings}, before={"daily-test-pain": 2})

    assert judge(rise, course).state is state


def test_the_plans_own_limit_counts_and_no_other():
    rows = {"exercise_pain": [2, 2]}

    assert judge(ABOVE, a_course(diary=rows, pain_limit=3)).state is Met.NOT_MET
    assert judge(ABOVE, a_course(diary=rows, pain_limit=1)).state is Met.MET


def test_hz_043_t1_the_calendar_alone_moves_nothing():
    """HZ-043-T1: the same record at any later day gives the same gate."""
    now = a_course(today={"bridge": 9, "numb": 0})
    for days in (1, 21, 90, 400):
        later = replace(now, on=now.on + timedelta(days=days))
        assert the_gate(later).suggestion is the_gate(now).suggestion


def test_every_gate_of_the_pack_holds_while_nothing_is_recorded():
    pack = the_pack()
    for picture in pack.presentation.pictures.values():
        for stage in picture.stages:
            empty = a_course(today={}, measures=pack.library.measures)
            empty = replace(empty, days=())
            found = gate(picture, stage.id, empty)
            assert found.suggestion is Move.HOLD, (picture.id, stage.id)


def test_no_combination_of_unknowns_ever_advances():
    """Each of the four things a gate rests on: only all of them known and good go on."""
    for bridge, numb, diary, screened in product((1, 0), (1, 0), (1, 0), (1, 0)):
        today = {name: n for name, n, on in (("bridge", 10, bridge), ("numb", 0, numb)) if on}
        rows = {"exercise_pain": [2]} if diary else {"run_minutes": [0]}
        course = a_course(diary=rows, today=today, is_screened=bool(screened))
        all_known = bool(bridge and numb and diary and screened)
        assert (the_gate(course).suggestion is Move.ADVANCE) is all_known
