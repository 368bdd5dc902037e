"""Each unit knows what is possible and what is likely; slips of a unit are pointed out (HZ-011)."""

from itertools import pairwise
from math import nextafter

import pytest

from planner.workflow.measuring import limits_of, unit_of
from tests.packs import the_pack

LIBRARY = the_pack().library
TYPICAL = {
    "min": (5, 10, 20, 30, 45, 60),
    "s": (10, 20, 30, 45, 60),
    "km": (3, 5, 8, 12, 21),
    "reps": (5, 8, 10, 12, 20, 25),
    "hops": (5, 10, 20, 30),
    "%": (70, 80, 90, 95, 100),
}
"""What is measured on an ordinary day, by unit; scales are left out: nobody mistypes their unit."""
SLIPS = (2.2046, 2.54, 10)


@pytest.mark.parametrize("name", [*LIBRARY.measures, *LIBRARY.outcome_measures])
def test_a_number_at_its_limit_is_taken_and_one_step_past_it_is_not(name: str):
    """HZ-011-T3: for every measure; a scale ends where it ends."""
    unit = LIBRARY.units[unit_of(LIBRARY, name) or "yes or no"]
    lowest, highest = limits_of(LIBRARY, name)
    assert lowest <= 0 < (highest or 1)
    if name not in LIBRARY.outcome_measures:
        is_change = LIBRARY.measures[name].is_change
        assert highest is not None
        for end, past in ((lowest, -1e9), (highest, 1e9)):
            assert unit.is_possible(end, is_change=is_change)
            assert not unit.is_possible(nextafter(end, past), is_change=is_change)
    assert unit.likely <= unit.highest


def test_a_slip_of_pounds_inches_or_a_nought_is_pointed_out():
    """HZ-011-T3: of all typical values with all slips at least 95 %, with and without a last one.

    Without a last number only what is beyond likely can be seen; that share is told by the next.
    """
    tried = [
        LIBRARY.units[unit].looks_odd(value * slip, value)
        for unit, values in TYPICAL.items()
        for value in values
        for slip in SLIPS
    ]
    assert sum(tried) / len(tried) >= 0.95


def test_an_ordinary_number_after_an_ordinary_one_is_nothing_odd():
    for unit, values in TYPICAL.items():
        assert not any(LIBRARY.units[unit].looks_odd(value) for value in values), unit
        for before, after in pairwise(values):
            assert not LIBRARY.units[unit].looks_odd(after, before) or after / before > 2


def test_the_two_names_of_one_measure_have_one_unit():
    """HZ-011-C1: a score that criteria use too is in the same unit for both."""
    for name in set(LIBRARY.measures) & set(LIBRARY.outcome_measures):
        measure, outcome = LIBRARY.measures[name], LIBRARY.outcome_measures[name]
        assert (measure.unit, name) == (outcome.unit, name)


def test_what_is_added_up_ends_where_its_scale_ends():
    """HZ-011-C3: a score has no unusual number, so nobody is asked where it is added up."""
    for outcome in LIBRARY.outcome_measures.values():
        if outcome.scoring is not None:
            assert LIBRARY.units[outcome.unit].is_scale, outcome.id
