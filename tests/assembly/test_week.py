"""The week: rest days bind, hard sessions lie apart, totals are those worked by hand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.assembly.plan import (
    HomeMeter,
    Plan,
    PlanItem,
    PlanKind,
    PlanStage,
    Prognosis,
    RunPlan,
    SessionMove,
)
from planner.assembly.week import PlanWeek, planned_week, week_of
from planner.clinical.interventions import Strand, Where
from planner.clinical.quantities import Amount, Frequency, Load, Per
from planner.clinical.stages import Running
from planner.ruleout.assess import Reasoner
from tests.assembly.test_assemble import a_picture, a_stage
from tests.builders import a_case, a_dose, an_item
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import a_pack, the_limits, the_pack

LIMITS = the_limits()


def a_week(often: float, gap_hours: float | None = None) -> Frequency:
    return Frequency(
        text="so often",
        times=Amount(amount=often),
        per=Per.WEEK,
        gap_hours=Amount(amount=gap_hours) if gap_hours else None,
    )


def a_day(often: float) -> Frequency:
    return Frequency(text="so often", times=Amount(amount=often), per=Per.DAY)


def every(days: int) -> Frequency:
    return Frequency(text="so often", every_days=days)


def item(name: str, frequency: Frequency, sets: float = 3, **changes) -> PlanItem:
    dose = a_dose(frequency=frequency, sets=Amount(amount=sets))
    load = changes.pop("load", None)
    if load is not None:
        dose = a_dose(frequency=frequency, sets=Amount(amount=sets), load=load)
    thing = an_item(name, doses=(dose,), **changes)
    return PlanItem(intervention=thing, dose=dose, is_core=True, serves="tendon", why="x")


def springing(name: str, frequency: Frequency) -> PlanItem:
    return item(name, frequency, strand=Strand.ENERGY_STORAGE)


def fast_run(name: str, frequency: Frequency) -> PlanItem:
    return item(
        name,
        frequency,
        strand=Strand.GAIT_REEDUCATION,
        where=Where.RUN,
        goes_with_running=("speed",),
    )


def week(
    *items: PlanItem, runs: int = 0, rest: tuple[int, ...] = (), usual=(), moves=()
) -> PlanWeek:
    case = a_case(rest_days=rest)
    pack = a_pack()
    running = RunPlan(kind=Running.SPEED, runs_per_week=runs, minutes=30, rows=(), because="x")
    plan = Plan(
        kind=PlanKind.FULL,
        case=case,
        assessment=Reasoner(pack).assess(case),
        diagnosis=None,
        picture=a_picture(a_stage()),
        stages=(PlanStage(stage=a_stage(), is_current=True, is_done=False, items=items),),
        left_out=(),
        questions=(),
        running=running if runs else None,
        meter=HomeMeter(
            exercises=1,
            self_care=0,
            minutes=5,
            exercise_limit=4,
            self_care_limit=3,
            minutes_limit=20,
        ),
        prognosis=Prognosis(recovery=None),
        outcome_measures=(),
        moves=tuple(SessionMove(item=item, day=day, to=to) for item, day, to in moves),
    )
    found = week_of(plan, LIMITS, usual)
    assert found is not None
    return found


def days_of(found: PlanWeek, name: str) -> list[int]:
    return [
        day.weekday for day in found.days if any(each.intervention.id == name for each in day.items)
    ]


def apart(one: int, other: int) -> int:
    return min(abs(one - other), 7 - abs(one - other))


def test_spaced_work_falls_between_the_runs_and_one_day_stays_free():
    found = week(item("lift", every(2)), runs=3, usual=(1, 3, 5))
    assert found.run_days == (1, 3, 5)
    assert days_of(found, "lift") == [0, 2, 4]
    assert [day.weekday for day in found.days if day.is_rest] == [6]


def test_what_is_done_every_day_goes_on_when_a_rest_day_is_chosen():
    found = week(item("hold", a_day(2)), item("lift", every(2)), rest=(2,))
    assert days_of(found, "hold") == list(range(7))
    assert 2 not in days_of(found, "lift")


def test_fast_running_and_springing_are_two_hard_days_never_neighbours():
    found = week(springing("skip", a_week(2, 48)), fast_run("strides", a_week(1)), runs=3)
    hard = [day.weekday for day in found.days if day.hard]
    assert len(hard) == 3
    assert all(apart(a, b) >= 2 for a, b in combinations(hard, 2))
    assert set(days_of(found, "strides")) <= set(found.run_days)


def test_what_the_days_do_not_hold_is_said_and_never_squeezed_in():
    found = week(
        springing("skip", a_week(3, 48)),
        fast_run("strides", a_week(2, 72)),
        runs=3,
        rest=(5, 6),
    )
    said = {
        each.item.intervention.id: (each.placed, each.asked)
        for each in found.short
        if each.item is not None
    }
    assert said["skip"][0] < said["skip"][1]


@given(
    rest=st.sets(st.integers(0, 6), max_size=6),
    runs=st.integers(0, 3),
    springs=st.integers(1, 3),
    fast=st.integers(1, 2),
    gap=st.sampled_from([48, 72]),
)
def test_no_rest_day_holds_a_run_or_a_spaced_session(rest, runs, springs, fast, gap):
    """HZ-041-C1: whatever days are left, hard work keeps its distance and rest days stay free."""
    found = week(
        springing("skip", a_week(springs, gap)),
        fast_run("strides", a_week(fast, gap)),
        item("lift", a_week(2)),
        runs=runs,
        rest=tuple(rest),
    )
    assert not any(day.is_run or day.items for day in found.days if day.weekday in rest)
    hard = [day.weekday for day in found.days if day.hard]
    assert all(apart(a, b) >= 2 for a, b in combinations(hard, 2))
    assert all(apart(a, b) >= 2 for a, b in combinations(found.run_days, 2))
    assert all(apart(a, b) >= gap / 24 for a, b in combinations(days_of(found, "skip"), 2))


WORKED = [
    # how often, sets, minutes of a session; sessions a week, sets and minutes of a day, sets a week
    *[(a_day(1), s, m, 7, s, m, 7 * s) for s, m in ((1, 2), (2, 4), (3, 5), (4, 6), (5, 8))],
    (a_day(2), 1, 3, 7, 2, 6, 14),
    (a_day(2), 3, 4, 7, 6, 8, 42),
    (a_day(2), 4, 6, 7, 8, 12, 56),
    (a_day(2), 5, 10, 7, 10, 20, 70),
    (a_day(3), 1, 2, 7, 3, 6, 21),
    (a_day(3), 3, 4, 7, 9, 12, 63),
    (a_day(3), 4, 5, 7, 12, 15, 84),
    (a_day(4), 2, 3, 7, 8, 12, 56),
    (a_day(5), 1, 1, 7, 5, 5, 35),
    (every(1), 3, 5, 7, 3, 5, 21),
    (every(2), 1, 2, 3, 1, 2, 3),
    (every(2), 2, 5, 3, 2, 5, 6),
    (every(2), 3, 6, 3, 3, 6, 9),
    (every(2), 4, 8, 3, 4, 8, 12),
    (every(2), 5, 10, 3, 5, 10, 15),
    (every(3), 2, 5, 2, 2, 5, 4),
    (every(3), 3, 6, 2, 3, 6, 6),
    (every(3), 4, 12, 2, 4, 12, 8),
    (every(4), 3, 6, 1, 3, 6, 3),
    (every(7), 3, 6, 1, 3, 6, 3),
    (a_week(1), 2, 4, 1, 2, 4, 2),
    (a_week(1), 3, 15, 1, 3, 15, 3),
    (a_week(1), 5, 20, 1, 5, 20, 5),
    (a_week(2), 1, 3, 2, 1, 3, 2),
    (a_week(2), 3, 8, 2, 3, 8, 6),
    (a_week(2), 4, 10, 2, 4, 10, 8),
    (a_week(2, 48), 3, 8, 2, 3, 8, 6),
    (a_week(2, 48), 4, 9, 2, 4, 9, 8),
    (a_week(2, 72), 3, 8, 2, 3, 8, 6),
    (a_week(2, 72), 6, 12, 2, 6, 12, 12),
    (a_week(3), 1, 4, 3, 1, 4, 3),
    (a_week(3), 3, 10, 3, 3, 10, 9),
    (a_week(3), 4, 12, 3, 4, 12, 12),
    (a_week(3, 48), 3, 10, 3, 3, 10, 9),
    (a_week(3, 48), 5, 15, 3, 5, 15, 15),
    (a_week(3, 72), 3, 10, 2, 3, 10, 6),
    (a_week(4), 2, 5, 4, 2, 5, 8),
    (a_week(4), 3, 10, 4, 3, 10, 12),
    (a_week(5), 2, 5, 5, 2, 5, 10),
    (a_week(5), 3, 6, 5, 3, 6, 15),
    (a_week(6), 3, 6, 6, 3, 6, 18),
    (a_week(7), 2, 4, 7, 2, 4, 14),
    (a_week(7), 3, 6, 7, 3, 6, 21),
    (Frequency(text="x", times=Amount(amount=1, to=2), per=Per.DAY), 3, 5, 7, 3, 5, 21),
    (Frequency(text="x", times=Amount(amount=2, to=3), per=Per.WEEK), 3, 5, 2, 3, 5, 6),
    (Frequency(text="x", times=Amount(amount=2), per=Per.WEEK, period=2), 3, 5, 1, 3, 5, 3),
]  # fmt: skip


def test_fifty_dosages_are_worked():
    assert len(WORKED) >= 50


@pytest.mark.parametrize("worked", WORKED)
def test_worked_totals_of_a_dosage(worked):
    """HZ-041-T3"""
    often, sets, minutes, sessions, sets_a_day, minutes_a_day, sets_a_week = worked
    found = week(item("lift", often, sets, minutes=float(minutes)))

    due = [day for day in found.days if day.items]
    assert len(due) == sessions
    assert {(day.sets, day.minutes) for day in due} == {(sets_a_day, minutes_a_day)}
    assert sum(day.sets for day in found.days) == sets_a_week
    assert found.fullest.minutes == minutes_a_day


def test_a_day_above_the_limit_is_said_even_where_each_session_is_under_it():
    assert not week(item("hold", a_day(1), minutes=12.0)).is_over
    assert week(item("hold", a_day(2), minutes=12.0)).is_over


def test_only_sets_at_a_repetition_maximum_are_heavy():
    heavy = Load(text="8 RM", repetition_maximum=Amount(amount=8))
    found = week(item("lift", a_week(2), 4, load=heavy), item("bridge", a_week(2), 3))
    assert found.heavy_sets == 8


def test_rest_days_of_a_person_move_the_runs_of_their_plan():
    usual = planned_week(planned(a_runner()), the_pack())
    moved = planned_week(planned(a_runner(rest_days=(1, 3))), the_pack())
    assert usual is not None
    assert moved is not None
    assert usual.run_days == (1, 3, 5)
    assert len(moved.run_days) == 3
    assert not set(moved.run_days) & {1, 3}
