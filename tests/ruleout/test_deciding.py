"""Which question decides now, which tests are off, what a result changes: on the real pack."""

from datetime import date

import pytest

from planner.clinical.answers import Presence, Sex, Side
from planner.clinical.case import Case, InvestigationOutcome
from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment, Reasoner
from planner.ruleout.changes import changes_by_result
from planner.ruleout.deciding import (
    deciding_questions,
    extra_questions,
    questions_behind,
    what_decides,
    would_raise,
)
from planner.ruleout.forbidden import forbidden_by_a_yes, forbidden_tests
from planner.ruleout.rules import RuleStanding
from tests.builders import a_case
from tests.packs import the_pack


@pytest.fixture(scope="module")
def reasoner() -> Reasoner:
    return Reasoner(the_pack())


def standing(assessment: Assessment, rule: str) -> RuleStanding:
    return next(s for s in assessment.rules if s.rule.id == rule)


def deciding(reasoner: Reasoner, case: Case, rule: str) -> tuple[str, ...]:
    assessment = reasoner.assess(case)
    return deciding_questions(standing(assessment, rule), assessment.picture)


def test_whether_weight_is_borne_decides_how_fast_a_teenager_with_a_pop_is_sent(reasoner):
    case = a_case(present=("pop-felt",), age=14.0, sex=Sex.MALE)

    assert deciding(reasoner, case, "apophyseal-avulsion") == ("cannot-bear-weight",)


def test_a_question_that_was_answered_decides_nothing_any_more(reasoner):
    case = a_case(present=("pop-felt",), absent=("cannot-bear-weight",), age=14.0)

    assert deciding(reasoner, case, "apophyseal-avulsion") == ()


def test_the_extra_question_of_a_present_trigger_decides_whether_it_stands(reasoner):
    case = a_case(present=("saddle-sensory-change",), age=50.0)

    assert deciding(reasoner, case, "cauda-equina") == ("ces-within-14-days",)
    assessment = reasoner.assess(case)
    rule = standing(assessment, "cauda-equina")
    assert extra_questions(rule, assessment.picture) == ("ces-within-14-days",)


def test_what_is_worked_out_is_asked_by_its_open_parts(reasoner):
    assessment = reasoner.assess(a_case(age=30.0))
    library = the_pack().library

    asked = questions_behind(("bone-risk-known", "fever-unwell"), assessment.picture, library)

    assert "bone-risk-known" not in asked
    assert {"osteoporosis-risk", "past-bone-stress-injury", "fever-unwell"} <= set(asked)


def test_every_question_put_to_somebody_can_be_answered(reasoner):
    """A screen that asks for what nobody can answer could never be completed."""
    library = the_pack().library
    picture = reasoner.assess(a_case(age=30.0)).picture
    for rule in the_pack().presentation.rules.values():
        for trigger in rule.triggers:
            if trigger.confirm is None:
                continue
            from planner.clinical.expressions import findings_in

            for name in questions_behind(findings_in(trigger.confirm), picture, library):
                assert library.findings[name].answerable, name


def test_rules_of_both_sides_count_and_the_worse_one_of_each(reasoner):
    case = a_case(
        age=14.0,
        side=Side.BOTH,
        answers_left={"pop-felt": Presence.PRESENT},
        answers_right={"rash-or-burning-skin": Presence.PRESENT},
    )

    raised = {s.rule.id: s for s in reasoner.standings(case)}

    assert raised["apophyseal-avulsion"].state is RuleState.RAISED
    assert raised["shingles"].trigger_present


def test_a_yes_names_the_tests_it_would_forbid(reasoner):
    case = a_case(age=30.0)

    assert "hop-test" in forbidden_by_a_yes(the_pack(), case, {}, "past-bone-stress-injury")
    assert "sij-thigh-thrust" in forbidden_by_a_yes(the_pack(), case, {}, "pregnant-or-postpartum")
    assert forbidden_by_a_yes(the_pack(), case, {}, "fever-unwell")


def test_a_test_is_off_with_its_reason_only_where_the_answers_say_so(reasoner):
    free = reasoner.assess(a_case(age=30.0)).picture
    pregnant = reasoner.assess(a_case(present=("pregnant-or-postpartum",), age=30.0)).picture

    assert "hop-test" not in forbidden_tests(the_pack(), free)
    assert "no forced test" in forbidden_tests(the_pack(), pregnant)["hop-test"][0]


def test_a_result_is_told_by_the_rules_and_verdicts_it_changes(reasoner):
    case = a_case(
        present=("pop-felt",),
        absent=("cannot-bear-weight",),
        age=14.0,
        investigations=(
            InvestigationOutcome(
                investigation="pelvis-x-ray",
                result="no-avulsion",
                on=date(2026, 11, 20),
                signed_by="A. Example",
            ),
        ),
    )

    changes = changes_by_result(reasoner, case, "pelvis-x-ray")

    told = {c.rule.id: (c.was, c.now) for c in changes.rules}
    assert told["apophyseal-avulsion"] == (RuleState.RAISED, RuleState.RESOLVED)
    assert told["proximal-hamstring-avulsion"] == (RuleState.CLEAR, RuleState.OPEN)
    assert "ischial-tuberosity-avulsion" in {c.condition.id for c in changes.verdicts}
    assert changes_by_result(reasoner, case, "mri-hip").rules == ()


GROWING = ("getting-worse", "walking-worse")


def decides(reasoner: Reasoner, case: Case, rule: str):
    assessment = reasoner.assess(case)
    return what_decides(standing(assessment, rule), assessment.picture)


def test_an_answer_that_can_end_a_rule_is_told_from_one_that_can_hasten_it(reasoner):
    fever = decides(
        reasoner, a_case(present=("fever-unwell",), age=41.0), "spinal-pelvic-infection"
    )
    growing = decides(reasoner, a_case(present=GROWING, age=40.0), "growing-pain-unexplained")

    assert {"severe-constant-pain", "severe-hip-restriction"} <= set(fever.whether)
    assert "getting-worse" in fever.speed
    assert not set(fever.whether) & set(fever.speed)
    assert "sitting-pain" in growing.whether
    assert growing.speed == ()


def test_where_another_trigger_holds_a_rule_no_answer_ends_it(reasoner):
    case = a_case(present=("fever-unwell", "night-pain", "buttock-swelling"), age=40.0)
    held = decides(reasoner, case, "spinal-pelvic-infection")

    assert "swelling-hot-and-unwell" in held.either_way
    assert held.whether == ()


def test_one_yes_that_would_raise_an_urgent_rule_is_known_before_it_is_said(reasoner):
    def alone(**more: tuple[str, ...]) -> bool:
        assessment = reasoner.assess(a_case(age=40.0, **more))
        rule = standing(assessment, "growing-pain-unexplained")
        return would_raise("getting-worse", rule, assessment.picture)

    assert alone(present=("walking-worse",))
    assert not alone(present=("walking-worse", "sitting-pain"))
    assert not alone(absent=("walking-worse",))
