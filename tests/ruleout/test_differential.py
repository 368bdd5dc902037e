"""Verdicts, order and disposition: what decides them and what must never decide them."""

from typing import Any

import pytest

from planner.clinical.answers import Side
from planner.clinical.case import InvestigationOutcome
from planner.clinical.conditions import Disposition, Pretest, Settling, SharedNode, Stratum, Verdict
from planner.clinical.expressions import FindingIs
from planner.clinical.findings import Weight
from planner.clinical.redflags import Investigation, InvestigationResult, Urgency
from planner.ruleout.assess import Assessment, Reasoner
from tests.builders import (
    VISIT,
    a_case,
    a_condition,
    a_finding,
    a_published_row,
    a_rule,
    an_expert_row,
)
from tests.packs import a_pack

STRONG = a_published_row(lr_positive=20.0, lr_negative=0.05, ci95=None)


def assess(pack_parts, **case) -> Assessment:
    return Reasoner(a_pack(**pack_parts)).assess(a_case(**case))


def rare(**changes):
    return a_condition(
        pretest=Pretest(
            estimate=0.01, plausible_range=(0.005, 0.02), kind="assumption", basis="a test"
        ),
        **changes,
    )


def test_a_key_finding_nobody_assessed_keeps_the_condition_open():
    parts: dict[str, Any] = {"findings": [a_finding("stretch", STRONG)], "conditions": [rare()]}
    ruling = assess(parts).ruling("tendon")
    assert ruling.verdict is Verdict.NEEDS_ASSESSMENT
    assert ruling.because == ("stretch",)


def test_with_its_key_findings_absent_a_rare_cause_is_ruled_out_and_names_why():
    parts: dict[str, Any] = {"findings": [a_finding("stretch", STRONG)], "conditions": [rare()]}
    ruling = assess(parts, absent=("stretch",)).ruling("tendon")
    assert ruling.verdict is Verdict.RULED_OUT
    assert ruling.because == ("stretch",)


def test_the_upper_end_of_the_band_decides_not_the_point():
    wide = a_condition(
        pretest=Pretest(
            estimate=0.05, plausible_range=(0.001, 0.6), kind="assumption", basis="a test"
        )
    )
    parts: dict[str, Any] = {"findings": [a_finding("stretch", STRONG)], "conditions": [wide]}
    ruling = assess(parts, absent=("stretch",)).ruling("tendon")
    assert ruling.probability < 0.05 < ruling.high
    assert ruling.verdict is Verdict.UNLIKELY


def test_the_non_specific_remainder_is_never_ruled_out():
    parts: dict[str, Any] = {"findings": [a_finding("stretch", STRONG)], "conditions": [rare()]}
    pack = a_pack(**parts, never_ruled_out=("tendon",))
    ruling = Reasoner(pack).assess(a_case(absent=("stretch",))).ruling("tendon")
    assert ruling.verdict is Verdict.UNLIKELY


def guarded_parts(urgency=Urgency.EMERGENCY):
    return {
        "findings": [a_finding("stretch", STRONG), a_finding("numb")],
        "conditions": [a_condition(), rare(ident="cauda", guarded_by=("cauda",))],
        "rules": [a_rule("cauda", FindingIs("numb"), urgency=urgency)],
    }


def test_a_raised_rule_puts_its_condition_first_however_small_its_chance():
    assessment = assess(guarded_parts(), present=("numb", "stretch"))
    assert assessment.differential[0].condition.id == "cauda"
    assert assessment.differential[0].probability < assessment.differential[1].probability
    assert assessment.differential[0].verdict is Verdict.POSSIBLE


def test_a_guarded_condition_stays_unsettled_while_its_rule_is_open():
    ruling = assess(guarded_parts(), absent=("stretch",)).ruling("cauda")
    assert ruling.verdict is Verdict.NEEDS_ASSESSMENT


def test_the_disposition_is_never_lower_than_a_raised_rule():
    for urgency, expected in (
        (Urgency.ROUTINE, Disposition.REFER_ROUTINE),
        (Urgency.URGENT, Disposition.REFER_URGENT),
        (Urgency.EMERGENCY, Disposition.EMERGENCY),
    ):
        case = {"present": ("numb", "stretch"), "working_diagnosis": "tendon"}
        assert assess(guarded_parts(urgency), **case).disposition is expected


def test_the_working_diagnosis_raises_the_disposition_when_it_calls_for_more():
    parts = guarded_parts()
    parts["conditions"] = [a_condition(default_action=Disposition.IMAGE)]
    assessment = assess(parts, absent=("numb",), working_diagnosis="tendon")
    assert assessment.disposition is Disposition.IMAGE


def test_members_of_a_node_share_one_chance_and_the_lead_carries_it():
    node = SharedNode(
        id="origin", name="origin", members=("tendon", "tendinosis"),
        evidence_from="tendon", reason="no test parts them",
    )  # fmt: skip
    parts: dict[str, Any] = {
        "findings": [a_finding("stretch", STRONG), a_finding("age", an_expert_row("tendinosis"))],
        "conditions": [
            a_condition(node="origin"),
            a_condition("tendinosis", node="origin"),
        ],
    }
    pack = a_pack(**parts, nodes=(node,))
    assessment = Reasoner(pack).assess(a_case(present=("stretch",)))
    lead, other = assessment.differential
    assert lead.leads_node
    assert lead.estimate.probability == other.estimate.probability
    assert (lead.verdict, other.verdict) == (Verdict.LIKELY, Verdict.POSSIBLE)
    assert other.probability < lead.probability
    assert lead.estimate.prior == 0.2


def test_a_finding_already_in_the_prior_is_not_weighed_again():
    stratum = Stratum(when="with a stretch", applies_if=FindingIs("stretch"), estimate=0.3)
    condition = a_condition(
        pretest=Pretest(
            estimate=0.1, plausible_range=(0.05, 0.2), kind="assumption", basis="a test",
            strata=(stratum,),
        )
    )  # fmt: skip
    parts: dict[str, Any] = {"findings": [a_finding("stretch", STRONG)], "conditions": [condition]}
    ruling = assess(parts, present=("stretch",)).ruling("tendon")
    assert ruling.probability == ruling.estimate.prior == 0.3
    assert ruling.group is not None
    assert ruling.group.stratum.when == "with a stretch"


def test_the_start_and_the_tests_of_its_construct_are_not_multiplied():
    """Design 3.6: what the start holds of a construct is taken off what the construct says."""
    stratum = Stratum(when="with a stretch", applies_if=FindingIs("stretch"), estimate=0.3)
    condition = a_condition(
        pretest=Pretest(
            estimate=0.1, plausible_range=(0.05, 0.2), kind="assumption", basis="a test",
            strata=(stratum,),
        )
    )  # fmt: skip
    alike = {"construct": "stretches"}
    parts: dict[str, Any] = {
        "findings": [
            a_finding("stretch", an_expert_row(), **alike),
            a_finding("same", an_expert_row(), **alike),
            a_finding("more", an_expert_row(present=Weight.STRONGLY_FOR), **alike),
        ],
        "conditions": [condition],
    }  # fmt: skip
    begins = assess(parts, present=("stretch",)).ruling("tendon")
    again = assess(parts, present=("stretch", "same")).ruling("tendon")
    stronger = assess(parts, present=("stretch", "same", "more")).ruling("tendon")
    against = assess(parts, present=("stretch",), absent=("same",)).ruling("tendon")

    assert begins.probability == again.probability == 0.3
    assert [one.effects[0].finding for one in again.arguments_for] == ["same"]
    assert again.arguments_for[0].weighed == 0
    [beyond] = stronger.arguments_for
    alone = assess(parts, present=("more",)).ruling("tendon").arguments_for[0]
    assert beyond.weighed == pytest.approx(alone.weighed - beyond.in_prior)
    assert 0 < beyond.weighed < alone.weighed
    assert against.probability < 0.3


def test_a_positive_test_for_one_cause_never_counts_against_another():
    parts: dict[str, Any] = {
        "findings": [a_finding("stretch", STRONG)],
        "conditions": [a_condition(), a_condition("joint")],
    }
    before = assess(parts).ruling("joint").probability
    assert assess(parts, present=("stretch",)).ruling("joint").probability == before


def test_no_place_in_the_order_falls_on_an_unknown():
    common = a_condition("common")
    parts: dict[str, Any] = {
        "findings": [a_finding("stretch", STRONG), a_finding("bend", a_published_row("common"))],
        "conditions": [common, rare()],
    }
    order = [r.condition.id for r in assess(parts).differential]
    assert order == ["common", "tendon"]


def test_two_painful_sides_are_scored_apart_and_the_worse_one_leads():
    pack = a_pack(**guarded_parts())
    case = a_case(side=Side.BOTH, answers_left={}, answers_right=a_case(present=("numb",)).answers)
    reasoner = Reasoner(pack)
    sides = reasoner.assess_sides(case)
    assert not sides[Side.LEFT].raised
    assert sides[Side.RIGHT].raised
    assert reasoner.assess(case).side is Side.RIGHT


def test_assessing_changes_nothing_it_was_given_and_repeats_itself():
    pack = a_pack(**guarded_parts())
    case = a_case(present=("stretch",))
    reasoner = Reasoner(pack)
    first, second = reasoner.assess(case), reasoner.assess(case)
    assert [r.probability for r in first.differential] == [
        r.probability for r in second.differential
    ]
    assert case == a_case(present=("stretch",))


def test_settling_refuses_a_condition_without_key_findings():
    with pytest.raises(ValueError, match="ruled out by nothing"):
        Settling(
            key_findings=(), ruled_out_below=0.05, unlikely_below=0.1, likely_from=0.5, because="x"
        )


def test_the_unexplained_remainder_stands_behind_a_cause_that_findings_speak_for():
    parts: dict[str, Any] = {
        "findings": [a_finding("stretch", a_published_row(lr_positive=6.0, ci95=None))],
        "conditions": [a_condition("remainder"), rare()],
    }
    pack = a_pack(**parts, never_ruled_out=("remainder",))

    def order(**case) -> list[str]:
        return [r.condition.id for r in Reasoner(pack).assess(a_case(**case)).differential]

    assert order() == ["remainder", "tendon"]
    assert order(absent=("stretch",)) == ["remainder", "tendon"]
    assert order(present=("stretch",)) == ["remainder", "tendon"]
    likelier = a_pack(**{**parts, "conditions": [a_condition("remainder"), rare_but_worth()]},
                      never_ruled_out=("remainder",))  # fmt: skip
    found = Reasoner(likelier).assess(a_case(present=("stretch",))).differential
    assert [r.condition.id for r in found] == ["tendon", "remainder"]


def rare_but_worth():
    return a_condition(
        pretest=Pretest(
            estimate=0.02, plausible_range=(0.01, 0.04), kind="assumption", basis="a test"
        )
    )


def with_scan(result: str, **case) -> Assessment:
    scan = Investigation(
        id="scan",
        name="Scan",
        results=(
            InvestigationResult(id="torn", name="Torn", supports=("tendon",)),
            InvestigationResult(id="whole", name="Whole", excludes=("tendon",)),
        ),
    )
    parts: dict[str, Any] = {"findings": [a_finding("stretch", STRONG)], "investigations": [scan]}
    conditions = [a_condition("common"), rare(default_action=Disposition.IMAGE)]
    signed = InvestigationOutcome(
        investigation="scan", result=result, on=VISIT, signed_by="A. Example"
    )
    pack = a_pack(**parts, conditions=conditions)
    return Reasoner(pack).assess(a_case(investigations=(signed,), **case))


def test_a_signed_result_that_shows_a_cause_puts_it_first_without_inventing_a_number():
    assessment = with_scan("torn", absent=("stretch",), working_diagnosis="tendon")
    first = assessment.differential[0]
    assert (first.condition.id, first.verdict, first.shown_by) == ("tendon", Verdict.LIKELY, "scan")
    assert first.because == ("scan",)
    assert first.probability < 0.01
    assert assessment.disposition is Disposition.TREAT_WITH_MODIFICATION


def test_a_signed_result_that_excludes_a_cause_rules_it_out_whatever_the_tests_said():
    ruling = with_scan("whole", present=("stretch",)).ruling("tendon")
    assert (ruling.verdict, ruling.because) == (Verdict.RULED_OUT, ("scan",))


def test_what_a_signed_result_excludes_stands_behind_every_cause_that_is_left():
    before = with_scan("torn", present=("stretch",)).differential
    after = with_scan("whole", present=("stretch",)).differential
    assert before[0].condition.id == "tendon"
    assert (after[-1].condition.id, after[-1].excluded_by) == ("tendon", "scan")
    assert after[-1].probability == before[0].probability
