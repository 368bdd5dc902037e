"""How firm the order is: each prior at either end of its range, every opinion doubted."""

from typing import Any

from planner.clinical.conditions import Pretest
from planner.clinical.expressions import FindingIs
from planner.clinical.findings import Weight
from planner.ruleout.assess import Reasoner
from planner.ruleout.firmness import Doubt, Firmness, firmness
from tests.builders import a_case, a_condition, a_finding, a_published_row, a_rule, an_expert_row
from tests.packs import a_pack, the_pack

STRONG = a_published_row(lr_positive=20.0, lr_negative=0.05, ci95=None)


def starting_at(estimate: float, low: float, high: float) -> Pretest:
    return Pretest(
        estimate=estimate, plausible_range=(low, high), kind="assumption", basis="a test"
    )


def tried(parts: dict[str, Any], *present: str) -> Firmness | None:
    reasoner = Reasoner(a_pack(**parts))
    case = a_case(present=present)
    return firmness(reasoner.assess(case).differential, reasoner.doubting.rule_each(case)[0])


def two(first: Pretest, second: Pretest, *rows: Any) -> dict[str, Any]:
    return {
        "findings": [a_finding("stretch", *rows)],
        "conditions": [
            a_condition(pretest=first),
            a_condition("disc", pretest=second),
        ],
    }


def test_far_apart_the_order_holds_in_every_trial():
    parts = two(starting_at(0.3, 0.25, 0.35), starting_at(0.02, 0.01, 0.03), STRONG)
    found = tried(parts, "stretch")
    assert found is not None
    assert found.holds
    assert found.trials == 5
    assert found.keeps_its_three


def test_each_end_of_a_range_that_changes_who_leads_is_told_with_its_number():
    parts = two(starting_at(0.2, 0.05, 0.3), starting_at(0.15, 0.1, 0.4))
    found = tried(parts)
    assert found is not None
    told = {(o.doubt, o.by.condition.id, round(o.supposed or 0, 6)) for o in found.overtakings}
    assert told == {(Doubt.RARER, "disc", 0.05), (Doubt.COMMONER, "disc", 0.4)}


def test_a_lead_that_rests_on_opinion_falls_when_opinion_is_doubted():
    opinion = an_expert_row("tendon", Weight.STRONGLY_FOR)
    parts = two(starting_at(0.1, 0.099, 0.101), starting_at(0.17, 0.169, 0.171), opinion)
    found = tried(parts, "stretch")
    assert found is not None
    assert found.first.condition.id == "tendon"
    assert [one.doubt for one in found.overtakings] == [Doubt.OPINION]
    assert found.overtakings[0].by.condition.id == "disc"


def test_a_raised_rule_is_no_part_of_the_trials():
    parts = two(starting_at(0.3, 0.2, 0.4), starting_at(0.1, 0.05, 0.2))
    parts["conditions"].append(a_condition("cauda", guarded_by=("cauda",)))
    parts["findings"].append(a_finding("numb"))
    parts["rules"] = [a_rule("cauda", FindingIs("numb"))]
    found = tried(parts, "numb")
    assert found is not None
    assert found.first.condition.id == "tendon"
    assert found.trials == 5


def test_doubting_halves_opinion_and_leaves_studies_and_the_reasoner_alone():
    reasoner = Reasoner(the_pack())
    before = dict(reasoner.effects["proximal-hamstring-tendinopathy"])
    for key, effect in reasoner.doubting.effects["proximal-hamstring-tendinopathy"].items():
        share = 0.5 if effect.row.evidence.value == "expert" else 1.0
        assert abs(effect.log_ratio - share * before[key].log_ratio) < 1e-9
    assert dict(reasoner.effects["proximal-hamstring-tendinopathy"]) == before
