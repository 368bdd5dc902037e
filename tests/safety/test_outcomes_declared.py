"""A change of the protocols or of the reasoning shows in the worked cases, and is declared."""

import pytest

from planner.ruleout.assess import Reasoner
from tests.packs import the_pack
from tests.safety.outcomes import (
    declared,
    differences,
    outcomes_now,
    recorded,
    seal_of_outcomes,
)

DECLARE = 'If it is meant: python -m tests.safety.outcomes "why it changes"'


@pytest.mark.parametrize(
    "every",
    [
        pytest.param(5, id="a sample"),
        pytest.param(1, id="all", marks=pytest.mark.safety),
    ],
)
def test_no_worked_case_turns_out_otherwise_undeclared(every: int):
    """HZ-034-T3"""
    was = dict(list(recorded().items())[::every])
    assert len(was) >= 250 / every
    changed = differences(was, outcomes_now(was, Reasoner(the_pack())))
    assert not changed, "\n".join([*map(str, changed), DECLARE])


def test_the_outcomes_are_those_that_were_last_declared():
    """HZ-034-T3: outcomes written by hand, without a reason, are no declaration."""
    assert declared()[-1]["outcomes"] == seal_of_outcomes(), DECLARE
    assert all(len(entry["because"]) >= 10 for entry in declared())


def test_a_changed_and_a_vanished_case_are_both_told():
    """HZ-034-T3"""
    was = {"same": "treat", "moved": "treat", "gone": "treat"}
    now = {"same": "treat", "moved": "image", "new": "treat"}
    assert [str(each) for each in differences(was, now)] == [
        "moved: was treat; now image",
        "gone: was treat; now gone",
    ]
