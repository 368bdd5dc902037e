"""HZ-044: two plans of one person are counted together, and held against each other."""

from itertools import combinations
from math import ceil
from typing import Any

from planner.assembly.home_load import day_minutes, is_home_work
from planner.assembly.rhythms import LOADED, is_hard_work
from planner.assembly.together import Against, Asked, Dosed, Together, together
from tests.packs import the_pack


def dosed() -> list[Dosed]:
    """Every item with the first dose it is used at."""
    every = the_pack().library.interventions.values()
    return [(thing, next(row for row in thing.doses if row.use)) for thing in every]


def side_by_side(one: Asked, other: Asked) -> Together:
    return together(one, other, the_pack().presentation.limits)


def asks(*items: Dosed, name: str = "A", **changes: Any) -> Asked:
    return Asked(name=name, items=items, **changes)


def test_hz_044_t1_what_stands_in_both_is_named_and_minutes_add_up():
    """HZ-044-T1: pairs with a known clash, and pairs without one."""
    limits = the_pack().presentation.limits
    work = [(thing, dose) for thing, dose in dosed() if is_home_work(thing)]
    for one, other in combinations(work[:12], 2):
        apart = side_by_side(asks(one), asks(other))
        assert apart.twice == ()
        assert apart.minutes == ceil(day_minutes(*one, limits) + day_minutes(*other, limits))
        same = side_by_side(asks(one, other), asks(other))
        assert same.twice == (other[0].id,)
        assert same.is_clash
    assert side_by_side(asks(*work[:8]), asks(work[9])).is_clash


def test_hz_044_t1_what_one_plan_spares_and_the_other_asks_is_told():
    """HZ-044-T1: whichever of the two rests; what only one of them speaks of is none."""
    loaded = next(pair for pair in dosed() if pair[0].strand in LOADED)
    rests, runs = asks(run_minutes=0), asks(run_minutes=30, name="B")
    holds, loads = asks(is_holding=True), asks(loaded, name="B")
    stops = asks(stopped={loaded[0].id: "a word"})
    expected = [
        (rests, runs, Against.NO_RUN),
        (holds, runs, Against.NO_RUN),
        (holds, loads, Against.HOLDING),
        (stops, loads, Against.STOPPED),
    ]
    for spares, asking, kind in expected:
        for pair in ((spares, asking), (asking, spares)):
            [found] = side_by_side(*pair).opposites
            assert (found.kind, found.rests, found.loads) == (kind, "A", "B")
    [both] = side_by_side(asks(run_minutes=20), runs).opposites
    assert both.kind is Against.RUNS_TWICE
    for other in (asks(), rests, loads):
        assert side_by_side(rests, other).opposites == ()


def test_hz_044_t1_hard_sessions_of_two_plans_keep_their_distance():
    """HZ-044-T1: as within one plan, from Sunday to Monday too."""
    one, other = [pair for pair in dosed() if is_hard_work(pair[0])][:2]

    def found(mine: int, theirs: int) -> tuple[Against, ...]:
        first = asks(one, days={one[0].id: (mine,)})
        second = asks(other, days={other[0].id: (theirs,)}, name="B")
        return tuple(each.kind for each in side_by_side(first, second).opposites)

    assert found(0, 1) == found(6, 0) == found(2, 2) == (Against.HARD_DAYS,)
    assert found(0, 3) == ()


def test_hz_044_t2_adding_a_plan_never_lowers_the_total():
    """HZ-044-T2"""
    every = dosed()
    for start in range(0, len(every) - 8, 4):
        mine, theirs = every[start : start + 4], every[start + 2 : start + 8]
        alone = side_by_side(asks(*mine), asks()).minutes
        assert side_by_side(asks(*mine), asks(*theirs)).minutes >= alone
