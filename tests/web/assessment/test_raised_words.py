"""Why a cause stands among the raised ones: its own rule, or one whose findings can mean it too."""

from planner.ruleout.assess import Assessment, Reasoner
from planner.web.assessment.raised_words import raised_words, suspected_words
from tests.builders import a_case
from tests.packs import the_pack


def a_limp_that_grows() -> Assessment:
    present = ("groin-pain-too", "antalgic-gait", "getting-worse", "night-pain")
    return Reasoner(the_pack()).assess(a_case(present=present, age=34))


def test_its_own_rule_is_told_by_its_speed_alone():
    side = a_limp_that_grows()
    own = side.ruling("femoral-head-osteonecrosis")

    assert raised_words(side, own) == "urgent rule raised"
    assert suspected_words(side, own) == ""


def test_a_suspected_cause_names_the_rule_what_raised_it_and_why_it_can_be_this():
    side = a_limp_that_grows()
    suspected = side.ruling("femoral-neck-stress-fracture")

    assert suspected.is_suspected
    assert raised_words(side, suspected) == "can be this too: urgent rule raised"
    words = suspected_words(side, suspected)
    assert words.startswith("Suspected osteonecrosis of the femoral head was raised: ")
    assert "pain that grows, and a limp" in words
    assert words.endswith("nobody has checked it.")


def test_what_no_rule_raised_has_no_such_words():
    side = a_limp_that_grows()
    assert suspected_words(side, side.ruling("fai-labral-pathology")) == ""
