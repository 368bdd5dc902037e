"""The conditions: the dossier's 29 with their priors, the added ones, and what settles each."""

import re

import pytest

from planner.clinical.answers import Presence
from planner.clinical.conditions import Condition, Disposition, Stratum
from planner.clinical.expressions import AllOf, AnyOf, Expression, NoneOf, findings_in
from planner.ruleout.evidence import effects_by_condition
from planner.ruleout.weighing import logit
from tests.packs import the_pack

CONDITIONS = the_pack().presentation.conditions
RULES = the_pack().presentation.rules
LIBRARY = the_pack().library

DOSSIER_PRIORS = {
    "proximal-hamstring-tendinopathy": 0.11,
    "proximal-hamstring-tendinosis": 0.09,
    "partial-proximal-hamstring-tear": 0.03,
    "full-proximal-hamstring-avulsion": 0.005,
    "ischial-tuberosity-avulsion": 0.005,
    "ischial-bursitis": 0.015,
    "lumbar-radiculopathy": 0.1,
    "lumbar-discogenic-pain": 0.08,
    "lumbar-facet-pain": 0.06,
    "lumbar-spinal-stenosis": 0.015,
    "deep-gluteal-syndrome": 0.06,
    "sacroiliac-joint-pain": 0.09,
    "ischiofemoral-impingement": 0.015,
    "gluteal-tendinopathy": 0.05,
    "hip-osteoarthritis": 0.04,
    "fai-labral-pathology": 0.03,
    "femoral-neck-stress-fracture": 0.004,
    "sacral-pelvic-stress-fracture": 0.012,
    "hamstring-muscle-strain": 0.03,
    "pudendal-neuralgia": 0.004,
    "cluneal-nerve-entrapment": 0.015,
    "axial-spondyloarthritis": 0.02,
    "aortoiliac-claudication": 0.005,
    "cauda-equina-syndrome": 0.0005,
    "pelvic-malignancy": 0.003,
    "spinal-or-pelvic-infection": 0.0005,
    "spinal-or-pelvic-fragility-fracture": 0.004,
    "deep-vein-thrombosis": 0.002,
    "non-specific-gluteal-pain": 0.105,
}
FROM_THE_REVIEW = {
    "posterior-femoral-cutaneous-nerve",
    "iliac-endofibrosis",
    "femoral-head-osteonecrosis",
    "slipped-epiphysis-or-perthes",
    "spondylolysis",
    "shingles",
    "gynaecological-or-pelvic",
}
ONLY_FOR_A_RULE = {
    "pulmonary-embolism",
    "aortic-aneurysm",
    "acute-limb-ischaemia",
    "gluteal-haematoma-compartment",
    "spinal-cord-compression",
}
DOSSIER_STRATA = {
    "proximal-hamstring-tendinopathy": (0.3, 0.03),
    "full-proximal-hamstring-avulsion": (0.35,),
    "ischial-tuberosity-avulsion": (0.35, 0.0005),
    "lumbar-spinal-stenosis": (0.25,),
    "sacral-pelvic-stress-fracture": (0.08,),
    "axial-spondyloarthritis": (0.12,),
}
WHOLE_PICTURE, PART_OF_IT, LED_ELSEWHERE = 0.3, 0.12, 0.03
FRIGHTENING = ("ruled out", "crack", "come off the bone", "tear apart", "snap", "rupture")


def every_condition() -> list[Condition]:
    return list(CONDITIONS.values())


def test_the_29_conditions_of_the_dossier_and_the_added_ones_are_all_there() -> None:
    assert len(DOSSIER_PRIORS) == 29
    assert set(CONDITIONS) == set(DOSSIER_PRIORS) | FROM_THE_REVIEW | ONLY_FOR_A_RULE


def test_the_priors_of_the_dossier_are_unchanged_and_sum_to_one() -> None:
    priors = {name: CONDITIONS[name].pretest.estimate for name in DOSSIER_PRIORS}

    assert priors == DOSSIER_PRIORS
    assert sum(priors.values()) == pytest.approx(1.0)


def test_the_added_conditions_carry_small_priors_that_say_they_are_assumptions() -> None:
    for name in FROM_THE_REVIEW | ONLY_FOR_A_RULE:
        assert CONDITIONS[name].pretest.estimate <= 0.01
        assert CONDITIONS[name].pretest.kind == "assumption"
        assert not CONDITIONS[name].review.verified


def test_the_dossiers_strata_keep_their_estimates_in_their_order() -> None:
    for name, condition in CONDITIONS.items():
        taken_over = [s.estimate for s in condition.pretest.strata if s.source is None]
        if name in DOSSIER_PRIORS:
            assert tuple(taken_over) == DOSSIER_STRATA.get(name, ())


def authored_strata() -> list[tuple[str, Stratum]]:
    return [(c.id, s) for c in every_condition() for s in c.pretest.strata if s.source is not None]


def test_an_added_prior_group_says_why_from_what_and_that_nobody_checked_it() -> None:
    assert authored_strata()
    for name, stratum in authored_strata():
        assert stratum.source in LIBRARY.sources, name
        assert stratum.because, name
        assert stratum.verified is False, name
        of_its_own = DOSSIER_STRATA.get(name, ())
        assert stratum.estimate in (WHOLE_PICTURE, PART_OF_IT, LED_ELSEWHERE, *of_its_own), name


def test_the_three_numbers_of_added_groups_are_the_dossiers_own() -> None:
    dossier = {estimate for estimates in DOSSIER_STRATA.values() for estimate in estimates}
    assert {WHOLE_PICTURE, PART_OF_IT, LED_ELSEWHERE} <= dossier


@pytest.mark.parametrize(("name", "stratum"), authored_strata(), ids=lambda each: str(each)[:40])
def test_belonging_to_a_group_never_says_less_than_its_signs_alone(
    name: str, stratum: Stratum
) -> None:
    """A sign that speaks for a cause must not lower it by opening a group.

    A group that lowers its cause holds no sign that speaks for it.
    """
    effects = effects_by_condition(the_pack())[name]
    present = [effects.get((f, Presence.PRESENT)) for f in set(findings_in(stratum.applies_if))]
    best: dict[str, float] = {}
    for effect in present:
        if effect is not None:
            best[effect.construct] = max(best.get(effect.construct, 0.0), effect.log_ratio)
    start = CONDITIONS[name].pretest.estimate
    if stratum.estimate < start:
        assert sum(best.values()) == 0.0
    else:
        assert logit(stratum.estimate) >= logit(start) + sum(best.values())


def test_an_excluded_sign_of_a_group_is_not_weighed_for_its_condition() -> None:
    """What a group excludes is in its number; a row of its own would count it twice."""
    for name, stratum in authored_strata():
        for excluded in exclusions_in(stratum.applies_if):
            assert (excluded, Presence.ABSENT) not in effects_by_condition(the_pack())[name]


def exclusions_in(expression: Expression) -> list[str]:
    match expression:
        case NoneOf(parts):
            return [finding for part in parts for finding in findings_in(part)]
        case AllOf(parts) | AnyOf(parts):
            return [finding for part in parts for finding in exclusions_in(part)]
    return []


def test_the_seven_founding_causes_and_their_kin_are_marked() -> None:
    assert {c.id for c in every_condition() if c.founding_cause} == {
        "proximal-hamstring-tendinopathy",
        "proximal-hamstring-tendinosis",
        "partial-proximal-hamstring-tear",
        "ischial-tuberosity-avulsion",
        "ischial-bursitis",
        "lumbar-radiculopathy",
        "lumbar-discogenic-pain",
        "lumbar-facet-pain",
        "deep-gluteal-syndrome",
    }


def test_three_conditions_that_no_test_separates_share_one_node() -> None:
    assert {c.id for c in every_condition() if c.node} == {
        "proximal-hamstring-tendinopathy",
        "proximal-hamstring-tendinosis",
        "ischial-bursitis",
    }
    assert {c.node for c in every_condition() if c.node} == {"hamstring-origin-tendinopathy"}


@pytest.mark.parametrize("condition", every_condition(), ids=lambda c: c.id)
def test_a_benign_cause_is_set_aside_under_five_per_cent_and_a_serious_one_under_less(
    condition: Condition,
) -> None:
    settling = condition.settling

    if condition.tier == "serious":
        assert settling.ruled_out_below <= 0.02
        assert settling.unlikely_below <= 0.05
    else:
        assert settling.ruled_out_below == 0.05
    assert "paukerkassirer1980" in settling.because
    assert not settling.verified


def test_the_thresholds_the_dossier_illustrates_are_the_ones_used() -> None:
    assert CONDITIONS["full-proximal-hamstring-avulsion"].settling.unlikely_below == 0.05
    assert CONDITIONS["cauda-equina-syndrome"].settling.ruled_out_below < 0.01


@pytest.mark.parametrize("condition", every_condition(), ids=lambda c: c.id)
def test_every_finding_rule_and_source_a_condition_names_exists(condition: Condition) -> None:
    named = set(condition.settling.key_findings)
    for stratum in condition.pretest.strata:
        named |= set(findings_in(stratum.applies_if))

    assert named <= set(LIBRARY.findings)
    assert set(condition.guarded_by) <= set(RULES)
    assert set(condition.sources) <= set(LIBRARY.sources)


def test_no_key_finding_is_a_hop_test() -> None:
    for condition in every_condition():
        assert "hop-test" not in condition.settling.key_findings


def test_every_serious_condition_is_guarded_by_a_rule_and_the_rule_names_it_back() -> None:
    for condition in every_condition():
        if condition.tier == "serious":
            assert condition.guarded_by, condition.id
        for guard in condition.guarded_by:
            assert condition.id in RULES[guard].conditions
    for rule in RULES.values():
        for name in rule.conditions:
            assert rule.id in CONDITIONS[name].guarded_by


def test_a_condition_that_is_a_hospital_matter_has_no_treatment_picture() -> None:
    for condition in every_condition():
        if condition.default_action in (Disposition.EMERGENCY, Disposition.REFER_URGENT):
            assert condition.picture is None, condition.id
    assert {c.id for c in every_condition() if c.picture is None and c.tier != "serious"} == {
        "pudendal-neuralgia",
        "posterior-femoral-cutaneous-nerve",
        "spondylolysis",
    }


@pytest.mark.parametrize("condition", every_condition(), ids=lambda c: c.id)
def test_the_patients_words_are_short_and_never_frighten(condition: Condition) -> None:
    words = condition.patient
    sentences = (*words.what, words.less_likely, words.tell_us_if)

    assert 2 <= len(words.what) <= 3
    for sentence in sentences:
        assert len(sentence.split()) <= 20, sentence
        assert len(re.findall(r"[.!?](?:\s|$)", sentence)) == 1, sentence
    text = " ".join((words.name, *sentences)).lower()
    assert not [word for word in FRIGHTENING if word in text]


@pytest.mark.parametrize(
    ("condition", "tier"),
    [
        ("cauda-equina-syndrome", "A&E at once"),
        ("lumbar-radiculopathy", "A&E at once"),
        ("pudendal-neuralgia", "A&E at once"),
        ("spinal-or-pelvic-infection", "A&E at once"),
        ("spinal-cord-compression", "A&E at once"),
        ("femoral-neck-stress-fracture", "A&E"),
        ("slipped-epiphysis-or-perthes", "A&E"),
        ("gluteal-haematoma-compartment", "A&E"),
        ("deep-vein-thrombosis", "999"),
        ("pulmonary-embolism", "999"),
        ("aortic-aneurysm", "999"),
        ("acute-limb-ischaemia", "999"),
        ("aortoiliac-claudication", "999"),
        ("iliac-endofibrosis", "999"),
        ("full-proximal-hamstring-avulsion", "today"),
        ("ischial-tuberosity-avulsion", "today"),
        ("pelvic-malignancy", "today"),
        ("sacral-pelvic-stress-fracture", "today"),
    ],
)
def test_what_the_patient_is_told_is_never_milder_than_the_tier(condition: str, tier: str) -> None:
    assert tier in CONDITIONS[condition].patient.tell_us_if


def test_non_union_of_an_avulsion_is_said() -> None:
    assert "10 of the 18" in CONDITIONS["ischial-tuberosity-avulsion"].action_note
