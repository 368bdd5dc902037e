"""HZ-044: two plans of one person are counted together."""

from itertools import combinations
from math import ceil

from planner.assembly.home_load import day_minutes, is_home_work
from planner.assembly.together import Dosed, together
from tests.packs import the_pack


def dosed() -> list[Dosed]:
    """Every item with the first dose it is used at."""
    every = the_pack().library.interventions.values()
    return [(thing, next(row for row in thing.doses if row.use)) for thing in every]


def test_hz_044_t1_what_stands_in_both_is_named_and_minutes_add_up():
    """HZ-044-T1: pairs with a known clash, and pairs without one."""
    limits = the_pack().presentation.limits
    work = [(thing, dose) for thing, dose in dosed() if is_home_work(thing)]
    for one, other in combinations(work[:12], 2):
        apart = together([one], [other], limits)
        assert apart.twice == ()
        assert apart.minutes == ceil(day_minutes(*one, limits) + day_minutes(*other, limits))
        same = together([one, other], [other], limits)
        assert same.twice == (other[0].id,)
        assert same.is_clash
    assert together(work[:8], [work[9]], limits).is_clash


def test_hz_044_t2_adding_a_plan_never_lowers_the_total():
    """HZ-044-T2"""
    limits, every = the_pack().presentation.limits, dosed()
    for start in range(0, len(every) - 8, 4):
        mine, theirs = every[start : start + 4], every[start + 2 : start + 8]
        alone = together(mine, [], limits).minutes
        assert together(mine, theirs, limits).minutes >= alone
