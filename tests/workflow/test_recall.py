"""A withdrawn statement: all and only the plans that used it."""

import copy
from dataclasses import replace
from time import perf_counter

import pytest
from sqlalchemy import insert, select

from planner.records.base import new_id
from planner.records.plans import IssuedPlan
from planner.workflow.errors import NotAllowedError
from planner.workflow.recall import plans_that_used
from tests.sizes import size
from tests.workflow.desk import Desk

BRIDGE = "sx-iso-bridge-dl"
PLANS = size(40, 10_000)


def used(desk: Desk, kind: str, name: str) -> list[str]:
    found = plans_that_used(desk.db, desk.actor, kind, name, clock=desk.clock)
    return [f"{plan.number}: {plan.how}" for plan in found]


def test_a_recall_lists_all_and_only_the_plans_that_used_a_statement(desk):
    """HZ-061-T4: read from the plans as issued; half of many later versions are without it."""
    desk.make_ready()
    desk.issue()
    plan = desk.db.scalars(select(IssuedPlan)).one()
    without = copy.deepcopy(plan.snapshot)
    without["plan"]["items"] = [i for i in without["plan"]["items"] if i["id"] != BRIDGE]
    without["plan"]["left_out"].append({"id": BRIDGE, "name": "Bridge", "because": "a test"})
    shared = {c.name: getattr(plan, c.name) for c in IssuedPlan.__table__.columns}
    rows = [
        {
            **shared,
            "id": new_id(),
            "number": number,
            "supersedes": plan.id if number == 2 else None,
            "snapshot": without if number % 2 else plan.snapshot,
        }
        for number in range(2, PLANS + 2)
    ]
    desk.db.execute(insert(IssuedPlan), rows)
    desk.db.commit()

    began = perf_counter()
    found = plans_that_used(desk.db, desk.actor, "treatments", BRIDGE, clock=desk.clock)
    assert perf_counter() - began < 60
    even = [number for number in range(1, PLANS + 2) if number == 1 or not number % 2]
    assert sorted(each.number for each in found) == even
    assert [each.number for each in found if not each.is_in_use] == [1]
    assert {each.person.name for each in found} == {"Example Runner"}


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_each_kind_of_statement_is_found_in_the_way_it_was_used(desk):
    """HZ-061-T4"""
    desk.make_ready()
    desk.issue()

    assert used(desk, "causes", "proximal-hamstring-tendinopathy") == ["1: working diagnosis"]
    assert used(desk, "rules", "cauda-equina") == ["1: open"]
    assert used(desk, "findings", "bent-knee-stretch") == ["1: present"]
    assert used(desk, "factors", "nsaid-risk") == ["1: absent"]
    assert used(desk, "stages", "proximal-hamstring-tendinopathy") == ["1: stage 0"]
    assert used(desk, "treatments", "ep-lllt-nobody-wrote") == []
    assert used(desk, "stages", "hip-osteoarthritis") == []


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_only_the_lead_recalls(desk):
    somebody = replace(desk.actor, is_lead=False)
    with pytest.raises(NotAllowedError):
        plans_that_used(desk.db, somebody, "treatments", BRIDGE, clock=desk.clock)
