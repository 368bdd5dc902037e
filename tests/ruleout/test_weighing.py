"""The weighing: worked numbers of the dossier, and what must hold whatever is answered."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.clinical.answers import Presence
from planner.clinical.findings import Combine, DesignDiscount, Finding, Intervals, Weight
from planner.ruleout.evidence import effects_by_condition
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.weighing import Contribution, contributions, falling_weight, logit, weigh
from tests.builders import a_case, a_construct, a_finding, a_published_row, an_expert_row
from tests.packs import a_constant, a_pack, the_weighing

STRETCHES = ("modified-bent-knee-stretch", "bent-knee-stretch", "puranen-orava")


def stretch_tests() -> list[Finding]:
    """The three stretch tests of cacchio2012 with their discounts (lijmer1999)."""
    figures = {
        "modified-bent-knee-stretch": (9.89, 0.12, (3.84, 25.5), (0.05, 0.28), 5.58, 0.20),
        "bent-knee-stretch": (6.46, 0.18, (3.05, 13.8), (0.09, 0.35), 3.63, 0.31),
        "puranen-orava": (4.20, 0.29, (2.26, 7.8), (0.18, 0.47), 2.33, 0.49),
    }
    return [
        a_finding(
            name,
            a_published_row(
                lr_positive=plus,
                lr_negative=minus,
                ci95=Intervals(lr_positive=ci_plus, lr_negative=ci_minus, origin="derived"),
                design_discount=DesignDiscount(
                    relative_dor=3.0, lr_positive=d_plus, lr_negative=d_minus, source="lijmer1999"
                ),
            ),
            construct="hamstring-stretch",
        )
        for name, (plus, minus, ci_plus, ci_minus, d_plus, d_minus) in figures.items()
    ]


def weighed(findings, constructs, present=(), absent=(), **weighing_changes) -> list[Contribution]:
    pack = a_pack(findings=findings, constructs=constructs)
    case = a_case(present=present, absent=absent)
    picture = ClinicalPicture(pack.library, case, case.answers)
    effects = effects_by_condition(pack)["tendon"]
    weighing = the_weighing(**weighing_changes)
    return list(contributions(effects, pack.library.constructs, picture, weighing))


def chance(contributions_: list[Contribution], prior: float = 0.30) -> float:
    return weigh(prior, (0.2, 0.4), contributions_, the_weighing()).probability


@pytest.mark.parametrize(
    ("answered", "after_discount", "after_shrinkage"),
    [("present", 0.71, 0.63), ("absent", 0.08, 0.10)],
)
def test_three_stretch_tests_give_the_dossiers_worked_numbers(
    answered, after_discount, after_shrinkage
):
    order = a_construct("hamstring-stretch", *STRETCHES)
    found = weighed(stretch_tests(), [order], **{answered: STRETCHES})
    discounted = found[0].effects[0].discounted
    odds = 0.30 / 0.70 * discounted
    assert round(odds / (1 + odds), 2) == after_discount
    assert round(chance(found), 2) == after_shrinkage


def test_three_tests_of_one_construct_count_as_one():
    order = a_construct("hamstring-stretch", *STRETCHES)
    one = weighed(stretch_tests(), [order], present=STRETCHES[:1])
    three = weighed(stretch_tests(), [order], present=STRETCHES)
    assert [c.log_ratio for c in three] == [c.log_ratio for c in one]


def test_conflicting_tests_of_one_construct_are_averaged():
    order = a_construct("hamstring-stretch", *STRETCHES)
    mixed = weighed(stretch_tests(), [order], present=STRETCHES[:1], absent=STRETCHES[1:2])
    plus = weighed(stretch_tests(), [order], present=STRETCHES[:1])[0].log_ratio
    minus = weighed(stretch_tests(), [order], absent=STRETCHES[1:2])[0].log_ratio
    assert mixed[0].log_ratio == pytest.approx((plus + minus) / 2)


def test_a_published_joint_result_replaces_its_parts():
    parts = [a_finding(n, a_published_row(), construct="pair") for n in ("a", "b")]
    joint = a_finding("both", a_published_row(lr_positive=9.0), construct="pair")
    pair = a_construct("pair", "a", "b", combine=Combine.PUBLISHED_PAIR, joint=("both",))
    found = weighed([*parts, joint], [pair], present=("a", "b", "both"))
    assert [effect.finding for effect in found[0].effects] == ["both"]


def test_a_ladder_counts_its_lowest_painful_rung():
    rungs = [a_finding(n, an_expert_row(), construct="ladder") for n in ("low", "mid", "high")]
    ladder = a_construct("ladder", "low", "mid", "high", combine=Combine.GRADED)
    found = weighed(rungs, [ladder], present=("mid", "high"), absent=("low",))
    assert [effect.finding for effect in found[0].effects] == ["mid"]


def test_a_negative_moves_nothing_where_no_negative_ratio_exists():
    test = a_finding("one-way", a_published_row(lr_negative=None))
    assert weighed([test], [], absent=("one-way",)) == []


def test_an_unusable_study_is_never_counted():
    test = a_finding("bad", a_published_row(usable=False))
    assert weighed([test], [], present=("bad",)) == []


def test_across_constructs_weights_fall_by_size():
    findings = [
        a_finding("strong", an_expert_row(present=Weight.STRONGLY_FOR)),
        a_finding("middle", an_expert_row(present=Weight.FOR)),
        a_finding("weak", an_expert_row(present=Weight.WEAKLY_FOR)),
    ]
    found = weighed(findings, [], present=("strong", "middle", "weak"))
    assert {c.construct: c.weight for c in found} == {"strong": 1.0, "middle": 0.7, "weak": 0.5}


def test_one_construct_is_capped_at_ten():
    test = a_finding("huge", a_published_row(lr_positive=500.0, ci95=None))
    found = weighed([test], [], present=("huge",), default_standard_error=a_constant(0.01))
    assert found[0].log_ratio == pytest.approx(math.log(10))


def test_a_ratio_without_an_interval_is_shrunk_by_the_default_error():
    test = a_finding("plain", a_published_row(ci95=None, lr_positive=math.e))
    assert weighed([test], [], present=("plain",))[0].log_ratio == pytest.approx(0.8)


def test_weights_keep_falling_after_the_row_ends():
    assert falling_weight(4, the_weighing()) == pytest.approx(0.35 * 0.7)


NAMES = ("a", "b", "c", "d", "e")


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["present", "absent"])))
def test_a_chance_stays_inside_its_band_and_between_0_and_1(answers):
    findings = [a_finding(name, a_published_row()) for name in NAMES]
    present = tuple(n for n, a in answers.items() if a == "present")
    absent = tuple(n for n, a in answers.items() if a == "absent")
    estimate = weigh(0.1, (0.05, 0.2), weighed(findings, [], present, absent), the_weighing())
    assert 0 < estimate.low <= estimate.probability <= estimate.high < 1


@given(st.sets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_a_finding_that_speaks_for_a_cause_never_lowers_it(present, added):
    findings = [a_finding(name, a_published_row()) for name in NAMES]
    before = chance(weighed(findings, [], tuple(present)))
    after = chance(weighed(findings, [], tuple(present | {added})))
    assert after >= before - 1e-12


def test_what_nobody_assessed_moves_nothing():
    findings = [a_finding(name, a_published_row()) for name in NAMES]
    assert weighed(findings, []) == []
    assert chance(weighed(findings, [])) == pytest.approx(0.30)
    assert Presence.NOT_ASSESSED.value == "not-assessed"


def test_an_imprecise_ratio_widens_the_band():
    """HZ-035-C3: what is known badly is seen to be."""
    bare = weigh(0.2, (0.15, 0.25), (), the_weighing())
    sure, unsure = (
        weigh(
            0.2,
            (0.15, 0.25),
            (
                Contribution(
                    construct="a", effects=(), log_ratio=0.5, standard_error=error, weight=1.0
                ),
            ),
            the_weighing(),
        )
        for error in (0.1, 0.8)
    )
    widths = [logit(e.high) - logit(e.low) for e in (bare, sure, unsure)]
    assert widths == sorted(widths)
    assert widths[2] > widths[1] + 0.5


def test_of_two_opinions_that_agree_the_stronger_speaks_whichever_stands_first():
    movement = a_construct("movement", "bends", "arches", combine=Combine.ONE_FINDING)
    findings = [
        a_finding("bends", an_expert_row(present=Weight.WEAKLY_FOR), construct="movement"),
        a_finding("arches", an_expert_row(present=Weight.FOR), construct="movement"),
    ]
    alone = weighed(findings, [movement], present=["arches"])
    both = weighed(findings, [movement], present=["arches", "bends"])
    assert chance(both) == chance(alone)
    assert both[0].effects[0].finding == "arches"


def test_a_study_speaks_before_a_stronger_opinion():
    movement = a_construct("movement", "asked", "studied", combine=Combine.ONE_FINDING)
    findings = [
        a_finding("asked", an_expert_row(present=Weight.STRONGLY_FOR), construct="movement"),
        a_finding("studied", a_published_row(lr_positive=1.5), construct="movement"),
    ]
    both = weighed(findings, [movement], present=["asked", "studied"])
    assert both[0].effects[0].finding == "studied"
