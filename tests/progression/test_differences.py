"""What the next plan asks otherwise, part by part."""

from dataclasses import replace

from planner.clinical.quantities import Amount, Frequency
from planner.progression.differences import Kind, PlanThen, asks_less, differences
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


def test_less_is_a_lower_number_a_run_cut_or_an_item_gone_and_a_longer_rest_is_not():
    one = replace(a_dose(), hold=Amount(amount=30, to=45, unit="s"), rest=Amount(amount=60))
    then = PlanThen(stage=0, doses={"b": one}, minutes=30, runs=3)
    shorter = replace(one, hold=Amount(amount=30, unit="s"))
    longer_rest = replace(one, rest=Amount(amount=30))
    for less in (
        replace(then, doses={"b": shorter}),
        replace(then, doses={}),
        replace(then, minutes=20),
        replace(then, runs=0),
    ):
        assert asks_less(differences(then, less))
        assert not asks_less(differences(less, then))
    assert not asks_less(differences(then, replace(then, doses={"b": longer_rest})))
