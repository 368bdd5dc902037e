"""What the next plan asks otherwise, part by part."""

from dataclasses import replace

from planner.clinical.quantities import Amount, Frequency
from planner.progression.differences import Kind, PlanThen, differences
from tests.builders import a_dose


def test_equal_plans_have_no_difference():
    plan = PlanThen(stage=1, doses={"bridge": a_dose()}, minutes=15, runs=3)

    assert differences(plan, plan) == ()


def test_each_part_of_a_dose_that_changed_is_named_with_both_values():
    before = replace(a_dose(), hold=Amount(amount=30, unit="s"))
    after = replace(
        before,
        hold=Amount(amount=45, unit="s"),
        frequency=Frequency(text="daily", every_days=1),
    )

    found = differences(
        PlanThen(stage=1, doses={"b": before}), PlanThen(stage=1, doses={"b": after})
    )

    assert [(d.part, d.item) for d in found] == [("hold", "b"), ("frequency", "b")]
    assert found[0].before == Amount(amount=30, unit="s")
    assert found[1].after == "daily"


def test_stage_running_and_items_that_came_or_went_are_told():
    before = PlanThen(stage=1, doses={"old": a_dose()}, minutes=15, runs=3)
    after = PlanThen(stage=2, doses={"new": a_dose()}, minutes=20, runs=3)

    found = differences(before, after)

    assert [(d.kind, d.item or d.part) for d in found] == [
        (Kind.STAGE, ""),
        (Kind.RUNNING, "minutes"),
        (Kind.ADDED, "new"),
        (Kind.REMOVED, "old"),
    ]
