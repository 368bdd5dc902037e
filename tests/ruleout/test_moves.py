import pytest

from planner.clinical.answers import Presence, Side
from planner.ruleout.moves import moves, suppose
from tests.builders import a_case


def test_a_supposed_answer_changes_a_copy_and_nothing_else():
    case = a_case(answers={"sitting-pain": Presence.PRESENT})

    supposed = suppose(case, "slump", Presence.ABSENT)

    assert supposed.answers == {
        "sitting-pain": Presence.PRESENT,
        "slump": Presence.ABSENT,
    }
    assert case.answers == {"sitting-pain": Presence.PRESENT}


def test_taking_an_answer_back_leaves_it_unassessed_and_not_absent():
    case = a_case(answers={"slump": Presence.PRESENT})

    assert suppose(case, "slump", Presence.NOT_ASSESSED).answers == {}


@pytest.mark.parametrize(
    ("side", "field"), [(Side.LEFT, "answers_left"), (Side.RIGHT, "answers_right")]
)
def test_with_pain_on_both_sides_each_keeps_its_own(side, field):
    case = a_case(side=Side.BOTH)

    supposed = suppose(case, "slump", Presence.PRESENT, side)

    assert getattr(supposed, field) == {"slump": Presence.PRESENT}
    assert supposed.answers == {}


def test_what_could_not_be_assessed_is_no_longer_so_once_it_is_answered():
    case = a_case(could_not_assess={"slump": "too painful"})

    assert suppose(case, "slump", Presence.ABSENT).could_not_assess == {}


def test_the_same_findings_move_nothing():
    assert moves((), ()) == ()
