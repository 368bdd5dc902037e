"""Red-flag rules: raised, open, clear, resolved."""

from dataclasses import replace
from datetime import date

from planner.clinical.answers import Presence, Sex
from planner.clinical.case import Case, InvestigationOutcome
from planner.clinical.expressions import AgeIs, AllOf, AnyOf, FindingIs, SexIs
from planner.clinical.redflags import (
    RedFlagRule,
    Resolution,
    RuleState,
    Trigger,
    Urgency,
    YieldsTo,
)
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.rules import screen_gaps, stand, standings
from tests.builders import a_case, a_finding, a_rule
from tests.packs import a_pack, the_pack

NUMB, WEAK, RECENT = FindingIs("numb"), FindingIs("weak"), FindingIs("recent")


def picture_of(case: Case) -> ClinicalPicture:
    pack = a_pack(findings=[a_finding(n) for n in ("numb", "weak", "recent")])
    return ClinicalPicture(pack.library, case, case.answers)


def state(rule: RedFlagRule, case: Case) -> RuleState:
    return stand(rule, picture_of(case)).state


def test_a_rule_nobody_asked_about_is_open_not_clear():
    assert state(a_rule("cauda", NUMB), a_case()) is RuleState.OPEN


def test_only_a_no_clears():
    assert state(a_rule("cauda", NUMB), a_case(absent=("numb",))) is RuleState.CLEAR


def test_one_unanswered_part_keeps_a_rule_open():
    rule = a_rule("cauda", AnyOf((NUMB, WEAK)))
    assert state(rule, a_case(absent=("numb",))) is RuleState.OPEN


def test_an_emergency_is_raised_while_its_extra_question_is_unanswered():
    rule = a_rule("cauda", NUMB, confirm=RECENT)
    standing = stand(rule, picture_of(a_case(present=("numb",))))
    assert standing.state is RuleState.RAISED
    assert standing.because == ("numb",)
    assert standing.to_ask == ("recent",)


def test_an_urgent_rule_waits_for_its_extra_question_and_holds_the_plan_meanwhile():
    rule = a_rule("tear", NUMB, urgency=Urgency.URGENT, confirm=RECENT)
    standing = stand(rule, picture_of(a_case(present=("numb",))))
    assert standing.state is RuleState.OPEN
    assert standing.holds_the_plan


def test_a_no_to_the_extra_question_clears():
    rule = a_rule("cauda", NUMB, confirm=RECENT)
    assert state(rule, a_case(present=("numb",), absent=("recent",))) is RuleState.CLEAR


def test_the_most_urgent_raised_trigger_decides_the_urgency():
    slow = Trigger(when=NUMB, urgency=Urgency.URGENT, says="stable")
    fast = Trigger(when=WEAK, says="getting worse")
    rule = replace(a_rule("cauda", NUMB), triggers=(slow, fast))
    assert stand(rule, picture_of(a_case(present=("numb",)))).urgency is Urgency.URGENT
    both = stand(rule, picture_of(a_case(present=("numb", "weak"))))
    assert both.urgency is Urgency.EMERGENCY


def test_only_a_signed_result_resolves_and_only_the_right_one():
    rule = replace(
        a_rule("fracture", NUMB),
        resolved_by=(Resolution(investigation="mri", results=("normal",)),),
    )

    def with_result(result: str) -> Case:
        outcome = InvestigationOutcome(
            investigation="mri", result=result, on=date(2026, 11, 23), signed_by="A. Example"
        )
        return a_case(present=("numb",), investigations=(outcome,))

    assert state(rule, with_result("normal")) is RuleState.RESOLVED
    assert state(rule, with_result("fracture")) is RuleState.RAISED


def test_rules_come_raised_first_then_by_urgency():
    urgent = a_rule("b-urgent", NUMB, urgency=Urgency.URGENT)
    emergency = a_rule("a-emergency", NUMB)
    unasked = a_rule("c-unasked", WEAK)
    found = standings((unasked, urgent, emergency), picture_of(a_case(present=("numb",))))
    assert [s.rule.id for s in found] == ["a-emergency", "b-urgent", "c-unasked"]


def test_the_screen_owes_the_extra_question_of_every_present_trigger():
    rule = a_rule("tear", AllOf((NUMB,)), urgency=Urgency.URGENT, confirm=RECENT)
    picture = picture_of(a_case(present=("numb",)))
    assert screen_gaps(("numb", "weak"), [stand(rule, picture)], picture) == ("weak", "recent")


def test_what_could_not_be_assessed_counts_as_asked_but_reasons_like_not_assessed():
    case = a_case(could_not_assess={"numb": "interpreter missing"})
    picture = picture_of(case)
    assert screen_gaps(("numb",), [], picture) == ()
    assert picture.presence("numb") is Presence.NOT_ASSESSED
    assert state(a_rule("cauda", NUMB), case) is RuleState.OPEN


def test_a_question_that_cannot_concern_the_patient_does_not_hold_a_rule_open():
    pregnant = a_finding("pregnant", ask_if=SexIs(Sex.FEMALE))
    pack = a_pack(findings=[pregnant])
    rule = a_rule("clot", FindingIs("pregnant"))

    def state_for(sex: Sex | None) -> RuleState:
        case = a_case(sex=sex)
        return stand(rule, ClinicalPicture(pack.library, case, case.answers)).state

    assert state_for(Sex.MALE) is RuleState.CLEAR
    assert state_for(Sex.FEMALE) is RuleState.OPEN
    assert state_for(None) is RuleState.OPEN


def test_a_branch_closed_by_other_findings_still_leaves_its_rule_open():
    cough = a_finding("cough", ask_if=FindingIs("leg"))
    pack = a_pack(findings=[cough, a_finding("leg")])
    case = a_case(absent=("leg",))
    picture = ClinicalPicture(pack.library, case, case.answers)
    assert stand(a_rule("disc", FindingIs("cough")), picture).state is RuleState.OPEN


def test_a_rule_yields_only_to_a_raised_one_and_only_where_its_reason_is_known_to_hold():
    bone = a_rule("bone", NUMB, urgency=Urgency.URGENT)
    yields = YieldsTo(rule="bone", when=AgeIs(under=18), because="one X-ray comes first")
    tear = replace(a_rule("tear", NUMB, urgency=Urgency.URGENT), yields_to=yields)
    alone = replace(a_rule("tear", WEAK, urgency=Urgency.URGENT), yields_to=yields)

    def raised(rules: tuple[RedFlagRule, ...], **case) -> set[str]:
        found = standings(rules, picture_of(a_case(present=("numb", "weak"), **case)))
        return {s.rule.id for s in found if s.is_raised}

    assert raised((bone, tear), age=14.0) == {"bone"}
    assert raised((bone, tear), age=20.0) == {"bone", "tear"}
    assert raised((bone, tear), age=None) == {"bone", "tear"}
    assert raised((alone,), age=14.0) == {"tear"}


def test_a_stable_change_is_told_in_its_own_words_and_not_in_those_of_the_emergency():
    pack = the_pack()
    rule = pack.presentation.rules["cauda-equina"]

    def told(new: Presence):
        answers = {"saddle-sensory-change": Presence.PRESENT, "ces-within-14-days": new}
        return stand(rule, ClinicalPicture(pack.library, a_case(), answers))

    stable, new = told(Presence.ABSENT), told(Presence.PRESENT)

    assert (stable.urgency, new.urgency) == (Urgency.URGENT, Urgency.EMERGENCY)
    assert 'never "clear"' in stable.rule.what_to_do
    assert "Stop the examination" in new.rule.what_to_do
    assert "Go to hospital now" not in " ".join(stable.rule.letter.told)
    assert "hospital now" not in stable.rule.what_to_say
