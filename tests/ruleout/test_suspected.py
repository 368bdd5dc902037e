"""What else a raised rule makes one think of: who is lifted, who is not, and what it never does."""

from typing import Any

import pytest

from planner.clinical.case import InvestigationOutcome
from planner.clinical.conditions import Disposition, Pretest, Stratum, Verdict
from planner.clinical.expressions import FindingIs
from planner.clinical.redflags import Investigation, InvestigationResult, Urgency
from planner.ruleout.assess import Assessment, Reasoner
from tests.builders import VISIT, a_case, a_condition, a_finding, a_rule
from tests.packs import a_pack, the_pack

RULES = the_pack().presentation.rules
CONDITIONS = the_pack().presentation.conditions
FEVER, GROWS, NUMB = "fever", "grows", "numb"


def a_cause(name: str, start: float, with_sign: float | None = None, **changes: Any):
    """A rare cause; one sign, ``grows``, puts a patient into its prior group."""
    strata: tuple[Stratum, ...] = ()
    if with_sign is not None:
        strata = (Stratum(when="it grows", applies_if=FindingIs(GROWS), estimate=with_sign),)
    pretest = Pretest(
        estimate=start, plausible_range=(start / 2, start * 2), kind="assumption",
        basis="a test", strata=strata,
    )  # fmt: skip
    return a_condition(name, pretest=pretest, **changes)


def parts() -> dict[str, Any]:
    scan = Investigation(
        id="scan",
        name="Scan",
        results=(InvestigationResult(id="clean", name="Clean", excludes=("growth",)),),
    )
    return {
        "findings": [a_finding(FEVER), a_finding(GROWS), a_finding(NUMB)],
        "investigations": [scan],
        "conditions": [
            a_cause("common", 0.3),
            a_cause("infection", 0.001, guarded_by=("fever-rule",)),
            a_cause("growth", 0.003, 0.12, guarded_by=("growth-rule",)),
        ],
        "rules": [
            a_rule(
                "fever-rule",
                FindingIs(FEVER),
                conditions=("infection",),
                suspects=("growth",),
                suspects_because="a test",
            ),
            a_rule("growth-rule", FindingIs(NUMB), urgency=Urgency.EMERGENCY),
        ],
    }


def assess(**case: Any) -> Assessment:
    return Reasoner(a_pack(**parts())).assess(a_case(**case))


def order(assessment: Assessment) -> list[str]:
    return [ruling.condition.id for ruling in assessment.differential]


def test_a_suspected_cause_that_findings_speak_for_stands_among_the_raised_by_its_chance():
    assessment = assess(present=(FEVER, GROWS))
    assert order(assessment) == ["growth", "infection", "common"]
    growth = assessment.ruling("growth")
    assert growth.raised == ("fever-rule",)
    assert growth.is_suspected
    assert growth.verdict is Verdict.POSSIBLE
    assert not assessment.ruling("infection").is_suspected


def test_a_suspected_cause_nothing_speaks_for_is_not_lifted():
    assessment = assess(present=(FEVER,))
    assert order(assessment) == ["infection", "common", "growth"]
    assert assessment.ruling("growth").raised == ()


def test_without_the_raised_rule_nothing_is_suspected():
    assessment = assess(present=(GROWS,), absent=(FEVER,))
    assert assessment.ruling("growth").raised == ()
    assert order(assessment)[0] == "common"


def test_suspecting_changes_no_rule_and_no_disposition():
    with_growth, without = assess(present=(FEVER, GROWS)), assess(present=(FEVER,))
    assert with_growth.disposition is without.disposition is Disposition.EMERGENCY
    assert [s.state for s in with_growth.rules] == [s.state for s in without.rules]


def test_a_signed_result_still_excludes_what_was_only_suspected():
    signed = InvestigationOutcome(
        investigation="scan", result="clean", on=VISIT, signed_by="A. Example"
    )
    ruling = assess(present=(FEVER, GROWS), investigations=(signed,)).ruling("growth")
    assert ruling.verdict is Verdict.RULED_OUT
    assert ruling.raised == ()


def test_its_own_raised_rule_makes_it_more_than_suspected():
    ruling = assess(present=(FEVER, GROWS, NUMB)).ruling("growth")
    assert ruling.raised == ("fever-rule",) or "growth-rule" in ruling.raised
    assert ruling.is_suspected is ("growth-rule" not in ruling.raised)


def test_a_rule_neither_suspects_its_own_cause_nor_suspects_without_a_reason():
    with pytest.raises(ValueError, match="other causes than those it guards"):
        a_rule("x", FindingIs(FEVER), conditions=("a",), suspects=("a",), suspects_because="b")
    with pytest.raises(ValueError, match="needs its reason"):
        a_rule("x", FindingIs(FEVER), suspects=("a",))


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_of_the_pack_suspects_only_causes_that_must_be_sent_on_soon(rule: str):
    """A cause that can wait, or be treated, never stands before a danger because of a rule."""
    assert RULES[rule].suspects
    assert "nobody has checked it" in (RULES[rule].suspects_because or "")
    for name in RULES[rule].suspects:
        assert CONDITIONS[name].tier == "serious"
        assert CONDITIONS[name].default_action.rank >= Disposition.IMAGE.rank


def test_what_a_rule_suspects_names_only_causes_that_are_known_for_the_same_pain():
    """Every cause that must be sent on soon is thought of by at least one rule of another."""
    thought_of = {name for rule in RULES.values() for name in rule.suspects}
    grave = {
        c.id
        for c in CONDITIONS.values()
        if c.tier == "serious" and c.default_action.rank >= Disposition.IMAGE.rank
    }
    assert thought_of == grave
