"""A holding plan loads nothing, loses no "do not" and never mixes two rules' advice."""

import dataclasses

from planner.assembly.plan import Plan
from planner.clinical.redflags import HoldingAdvice
from planner.documents.filling import patient_plan
from planner.documents.values import PatientPlan, PlanKind
from tests.documents.filling.worked_plans import a_teenager_with_a_pop, planned
from tests.packs import the_pack


def holding_plan(*advice: HoldingAdvice) -> PatientPlan:
    """The teenager's plan, held by rules with this advice instead of their own."""
    return patient_plan(the_pack(), held_by(*advice))


def held_by(*advice: HoldingAdvice) -> Plan:
    plan = planned(a_teenager_with_a_pop())
    raised = plan.assessment.raised[0]
    standings = tuple(
        dataclasses.replace(
            raised, rule=dataclasses.replace(raised.rule, id=f"rule-{number}", holding=each)
        )
        for number, each in enumerate(advice)
    )
    assessment = dataclasses.replace(plan.assessment, rules=standings)
    rules = tuple(standing.rule for standing in standings)
    return dataclasses.replace(plan, assessment=assessment, holding=rules)


def some_advice(**changes: object) -> HoldingAdvice:
    words = {
        "headline": "A scan first",
        "why": "It may be hurt.",
        "do": ("Rest the leg.",),
        "do_not": ("Do not run or jump.",),
        "next_step": "We ask for the scan.",
    }
    return HoldingAdvice(**{**words, **changes})  # type: ignore[arg-type]


def test_nothing_in_a_holding_plan_loads_the_part():
    plan = patient_plan(the_pack(), planned(a_teenager_with_a_pop()))

    assert plan.kind is PlanKind.HOLDING
    assert plan.notice is not None
    assert (plan.exercises, plan.running, plan.diary, plan.ladder) == (None, None, None, None)
    assert (plan.week, plan.pain, plan.flare, plan.prevention) == (None, None, None, ())


def test_what_to_do_comes_before_the_next_step_and_the_letter_is_taken_along():
    plan = holding_plan(some_advice(do=("Use crutches.", "Rest the leg.")))

    assert plan.notice is not None
    assert plan.notice.steps == (
        "Use crutches.",
        "Rest the leg.",
        "We ask for the scan.",
        "Take our letter with you.",
    )


def test_two_rules_say_only_what_both_say():
    walking = some_advice(do=("Walk as you like.", "Rest at night."))
    no_weight = some_advice(headline="An X-ray too", do=("Use crutches.", "Rest at night."))

    plan = holding_plan(walking, no_weight)

    assert plan.notice is not None
    assert "Walk as you like." not in plan.notice.steps
    assert "Use crutches." not in plan.notice.steps
    assert plan.notice.steps[0] == "Rest at night."


def test_the_second_rule_is_named_with_its_own_next_step():
    second = some_advice(headline="Ring your GP today", next_step="Ask for another tablet.")

    plan = holding_plan(some_advice(), second)

    assert plan.notice is not None
    assert "**Ring your GP today.** Ask for another tablet." in plan.notice.steps


def test_no_do_not_of_any_rule_is_lost():
    first = some_advice(do_not=("Do not run or jump.",))
    second = some_advice(do_not=("Do not jump or run.", "Do not stretch the thigh."))

    plan = holding_plan(first, second)

    assert plan.notice is not None
    assert plan.notice.avoid == ("Run or jump", "Stretch the thigh")


def test_a_line_that_would_say_its_opposite_under_do_not_becomes_a_step():
    line = "Stay away from newborn babies until it is dry."

    plan = holding_plan(some_advice(do_not=("Do not rub it.", line)))

    assert plan.notice is not None
    assert line in plan.notice.steps
    assert plan.notice.avoid == ("Rub it",)


def test_a_third_rule_is_told_on_the_next_page():
    third = some_advice(why="The cause is not plain.", next_step="We ask for a picture.")

    plan = holding_plan(some_advice(), some_advice(headline="And a test"), third)

    assert plan.notice is not None
    assert "We ask for a picture." not in " ".join(plan.notice.steps)
    assert plan.what_you_have is not None
    assert "The cause is not plain. We ask for a picture." in plan.what_you_have.paragraphs
