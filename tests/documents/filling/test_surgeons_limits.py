"""HZ-042-T3: what a surgeon allows stands on the patient's plan, whoever prints it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.clinical.answers import Side
from planner.clinical.surgery import AfterSurgery, SetLimit
from planner.documents.filling import patient_plan
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import the_pack

UNTIL = date(2027, 1, 8)
BENT = SetLimit(kind="knee-bend-limit", amount=60, until=UNTIL)
REPAIR = AfterSurgery(
    what="Repair of a meniscus",
    on=date(2026, 10, 8),
    side=Side.RIGHT,
    set_by="Letter of the surgeon",
    set_on=date(2026, 10, 20),
    limits=(SetLimit(kind="partial-weight"), BENT),
)


def told(surgery: AfterSurgery | None, **changes: Any) -> list[tuple[str, ...]]:
    case = replace(a_runner(), after_surgery=surgery, **changes)
    plan = patient_plan(the_pack(), planned(case))
    return [row.points for row in plan.every_day if row.title == "From your surgeon"]


def test_each_limit_is_told_in_plain_words_with_its_day():
    assert told(REPAIR) == [
        (
            "Put only part of your weight on the leg, as your surgeon showed you.",
            "Do not bend your knee further than 60 degrees. Until 8 January 2027.",
        )
    ]


def test_a_limit_past_its_day_is_told_until_it_is_lifted():
    lifted = replace(BENT, is_lifted=True)
    assert len(told(REPAIR, on=UNTIL + timedelta(days=1))[0]) == 2
    later = told(replace(REPAIR, limits=(lifted,)), on=UNTIL + timedelta(days=1))
    assert later == []


def test_nobody_else_is_told_of_a_surgeon():
    assert told(None) == []


def test_no_test_that_loads_is_asked_while_a_limit_stands():
    """A one-leg bridge each morning is no exercise of the plan, and bears the whole weight."""
    free = patient_plan(the_pack(), planned(a_runner())).diary
    assert free is not None
    assert "one-leg bridge" in free.intro
    for surgery in (REPAIR, replace(REPAIR, set_by="")):
        held = patient_plan(the_pack(), planned(replace(a_runner(), after_surgery=surgery))).diary
        assert held is not None
        assert "bridge" not in f"{held.intro} {held.blanks} {held.morning_head}"

    comfortable = replace(REPAIR, limits=(SetLimit(kind="full-weight"),))
    again = patient_plan(the_pack(), planned(replace(a_runner(), after_surgery=comfortable))).diary
    assert again is not None
    assert "one-leg bridge" in again.intro
