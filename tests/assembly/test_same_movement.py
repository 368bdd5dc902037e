"""One movement under two names stands in a plan once."""

import pytest

from planner.assembly.plan import Plan
from planner.clinical.answers import Irritability, Presence
from planner.clinical.case import NOT_SURE_YET
from tests.builders import an_item
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import the_pack


def names(plan: Plan) -> set[str]:
    return {item.intervention.id for item in plan.current.items} if plan.current else set()


@pytest.mark.parametrize("contributors", [(), ("lumbar-facet-pain",)])
def test_no_plan_holds_one_movement_under_two_names(contributors):
    """Every picture, stage and irritability; knee rolls and the low back roll once stood in six."""
    pack = the_pack()
    same = {
        frozenset((thing.id, other))
        for thing in pack.library.interventions.values()
        for other in thing.same_as
    }
    assert same
    for picture in pack.presentation.pictures.values():
        chosen = picture.conditions[0] if picture.conditions else NOT_SURE_YET
        for stage in picture.stages:
            for irritability in Irritability:
                plan = planned(
                    a_runner(
                        working_diagnosis=chosen,
                        contributors=contributors,
                        stage=stage.id,
                        irritability=irritability,
                        factors=dict.fromkeys(pack.library.factors, Presence.ABSENT),
                    )
                )
                assert not [pair for pair in same if pair <= names(plan)], (picture.id, stage.id)


def test_what_is_left_out_as_the_same_movement_says_so():
    plan = planned(
        a_runner(
            working_diagnosis="non-specific-gluteal-pain",
            stage=0,
            factors=dict.fromkeys(the_pack().library.factors, Presence.ABSENT),
        )
    )

    assert "lr-knee-rolls" in names(plan)
    [left] = [each for each in plan.left_out if each.id == "sh-stretch-lowback"]
    assert (
        left.because
        == "the same movement as Knee rolls (lower trunk rotation), which is in the plan"
    )


def test_nothing_is_the_same_movement_as_itself():
    with pytest.raises(ValueError, match="not the same movement as itself"):
        an_item(id="roll", same_as=("roll",))
