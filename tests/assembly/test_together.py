"""HZ-044: two plans of one person are counted together."""

from itertools import combinations

from planner.assembly.together import is_home_work, together
from tests.packs import the_pack


def test_hz_044_t1_what_stands_in_both_is_named_and_minutes_add_up():
    """HZ-044-T1: pairs with a known clash, and pairs without one."""
    library, limits = the_pack().library, the_pack().presentation.limits
    work = [thing for thing in library.interventions.values() if is_home_work(thing)]
    for one, other in combinations(work[:12], 2):
        apart = together([one.id], [other.id], library, limits)
        assert apart.twice == ()
        assert apart.minutes == one.minutes + other.minutes
        same = together([one.id, other.id], [other.id], library, limits)
        assert same.twice == (other.id,)
        assert same.is_clash
    many = [thing.id for thing in work[:8]]
    assert together(many, [work[9].id], library, limits).is_clash


def test_hz_044_t2_adding_a_plan_never_lowers_the_total():
    """HZ-044-T2"""
    library, limits = the_pack().library, the_pack().presentation.limits
    names = list(library.interventions)
    for start in range(0, len(names) - 8, 4):
        mine, theirs = names[start : start + 4], names[start + 2 : start + 8]
        alone = together(mine, [], library, limits).minutes
        assert together(mine, theirs, library, limits).minutes >= alone
