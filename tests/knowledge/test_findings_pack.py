"""The findings as the evidence dossier of November 2026 had them, and what was added since."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.clinical.expressions import FindingIs, factors_in, findings_in
from planner.clinical.findings import (
    AccuracyRow,
    Combine,
    EvidenceKind,
    Finding,
    FindingStage,
    Position,
    Weight,
)
from planner.knowledge.packs import _constructs_and_findings

FOLDER = Path(__file__).parents[2] / "protocols" / "library" / "findings"
CONSTRUCTS, FINDINGS = _constructs_and_findings(FOLDER)
REVIEW = "clinical-review-2026"
NOT_IN_THE_DOSSIER = {
    REVIEW, "masci2006", "abraham1997", "peck2017", "mitchell2021", "bakal2021", "pfcn2024",
}  # fmt: skip
ADDED_BY_THE_PROJECT = "Expert judgement, nobody has checked it."
"""How the note of a row ends that the dossier does not have; its source is the nearest one."""
IN_THE_DOSSIER = str.split("""
pain-at-sitting-bone pain-lateral-to-sitting-bone pain-at-psis groin-pain-too pain-below-knee
leg-paraesthesia cough-sneeze-pain nerve-root-eight-features dominant-leg-pain sitting-pain
spinal-movement-changes-pain relief-sitting relief-bending-forward walking-distance-pain
bilateral-buttock-pain hamstring-load-provokes warm-up-effect gradual-onset training-change
pop-felt stretch-mechanism cannot-sit-after-injury age-under-20 age-over-45 age-over-70
menstrual-energy-history night-pain morning-stiffness asas-four-of-five nsaid-response
spa-family-history spa-psoriasis spa-uveitis spa-bowel-disease spa-dactylitis
spa-peripheral-arthritis perineal-pain trauma-on-buttock saddle-sensory-change bladder-change
bowel-or-sexual-change bilateral-leg-symptoms progressive-leg-weakness past-cancer
unexplained-weight-loss fever-unwell immunosuppression osteoporosis-risk
smoking-diabetes-vascular swollen-leg-risk posterior-thigh-bruise stiff-legged-gait
antalgic-gait wide-based-gait buttock-swelling skin-colour-temperature
palpate-ischial-tuberosity palpate-sciatic-notch palpate-psis-sulcus palpate-iliac-crest-point
palpate-greater-trochanter palpate-sacrum-bone palpable-gap palpate-hamstring-belly
puranen-orava bent-knee-stretch modified-bent-knee-stretch active-knee-flexion-30
active-knee-flexion-90 active-knee-flexion-both long-stride-heel-strike
hamstring-isometric-angles hamstring-weakness hamstring-activation-loss taking-off-shoe
double-leg-bridge single-leg-bridge supine-plank single-leg-deadlift-arabesque
running-reproduction straight-leg-raise crossed-slr slump myotome dermatome reflexes
repeated-movements lumbar-active-movement kemp-extension-rotation sij-distraction
sij-compression sij-thigh-thrust sij-sacral-thrust sij-gaenslen sij-cluster
seated-piriformis-stretch active-piriformis piriformis-pair fair-test long-stride-walking
ischiofemoral-impingement-test fadir faber hip-ir-range hip-adduction-range
squat-posterior-pain hip-abduction-weakness single-leg-stance-30s hop-test fulcrum-test
patellar-pubic-percussion pulses-and-bruit sign-of-the-buttock wells-score visa-h
pain-scale-load
""")
FROM_THE_REVIEW = str.split("""
low-back-pain-current sudden-onset impact-pain cannot-bear-weight past-bone-stress-injury
low-energy-availability menstrual-disturbance alternating-buttock-pain wakes-second-half-night
eases-with-movement-not-rest pregnant-or-postpartum chest-pain-or-breathlessness
abdominal-or-flank-pain cyclical-pain-or-bleeding rash-or-burning-skin buttock-lump
effort-only-leg-power-loss hip-catching-or-shoe-difficulty tendon-risk-medicine
posterior-thigh-numbness posterior-thigh-pain walking-worse running-worse eased-by-rest
unable-to-continue getting-worse muscle-wasting mechanism-overstretch mechanism-sprint
mechanism-kick mechanism-lift mechanism-fall mechanism-none palpate-pubic-ramus
palpate-ischial-ramus
""")
STRETCH_AND_RESISTED = str.split("""
puranen-orava bent-knee-stretch modified-bent-knee-stretch active-knee-flexion-30
active-knee-flexion-90 hamstring-isometric-angles taking-off-shoe single-leg-bridge
double-leg-bridge supine-plank single-leg-deadlift-arabesque running-reproduction
""")


def rows(finding: str | None = None) -> Iterator[tuple[Finding, AccuracyRow]]:
    for entry in FINDINGS.values():
        if finding in (None, entry.id):
            for row in entry.accuracy:
                yield entry, row


def dossier_rows() -> list[tuple[Finding, AccuracyRow]]:
    return [
        (entry, row)
        for entry, row in rows()
        if entry.id in IN_THE_DOSSIER
        and row.source not in NOT_IN_THE_DOSSIER
        and ADDED_BY_THE_PROJECT not in (row.note or "")
    ]


def published(finding: str, source: str, condition: str) -> AccuracyRow:
    return next(
        row for _, row in rows(finding) if row.source == source and row.condition == condition
    )


def forbids(finding: str) -> set[str]:
    return {
        name
        for caution in FINDINGS[finding].avoid_when
        for name in (*findings_in(caution.when), *factors_in(caution.when))
    }


def test_every_finding_of_the_dossier_is_here() -> None:
    assert len(IN_THE_DOSSIER) == len(set(IN_THE_DOSSIER)) == 116
    assert set(IN_THE_DOSSIER) <= set(FINDINGS)


def test_every_finding_of_the_clinical_review_is_here() -> None:
    assert set(FROM_THE_REVIEW) <= set(FINDINGS)


def test_no_row_of_the_dossier_was_lost() -> None:
    kinds = Counter(row.evidence for _, row in dossier_rows())

    assert kinds == {
        EvidenceKind.PUBLISHED: 82,
        EvidenceKind.EXPERT: 236,
        EvidenceKind.RULE: 15,
    }


def test_the_marks_of_the_published_rows_are_those_of_the_dossier() -> None:
    found = [row for _, row in dossier_rows() if row.evidence is EvidenceKind.PUBLISHED]

    assert sum(row.verified for row in found) == 71
    assert sum(not row.usable for row in found) == 8
    assert sum(row.design_discount is not None for row in found) == 10
    assert sum(row.ci95 is not None and row.ci95.origin == "derived" for row in found) == 37


def test_of_the_expert_rows_of_the_dossier_ninety_were_seen_in_their_source() -> None:
    found = [row for _, row in dossier_rows() if row.evidence is EvidenceKind.EXPERT]

    assert Counter(row.verified for row in found) == {True: 90, False: 146}


@pytest.mark.parametrize(
    ("finding", "source", "condition", "expected"),
    [
        ("modified-bent-knee-stretch", "cacchio2012", "proximal-hamstring-tendinopathy",
         (0.89, 0.91, 9.89, 0.12)),
        ("bent-knee-stretch", "cacchio2012", "proximal-hamstring-tendinopathy",
         (0.84, 0.87, 6.46, 0.18)),
        ("puranen-orava", "cacchio2012", "proximal-hamstring-tendinopathy",
         (0.76, 0.82, 4.22, 0.29)),
        ("active-knee-flexion-30", "martin2018", "partial-proximal-hamstring-tear",
         (0.73, 0.97, 24.3, 0.28)),
        ("sij-cluster", "saueressig2021", "sacroiliac-joint-pain", (None, None, 2.13, 0.33)),
        ("piriformis-pair", "martin2014", "deep-gluteal-syndrome", (0.91, 0.80, 4.57, 0.11)),
        ("asas-four-of-five", "rudwaleit2009", "axial-spondyloarthritis",
         (0.734, 0.554, 1.65, 0.48)),
        ("straight-leg-raise", "montaner2023", "lumbar-radiculopathy", (0.89, 0.25, 1.19, 0.44)),
        ("long-stride-walking", "gomezhoyos2016", "ischiofemoral-impingement",
         (0.94, 0.85, 6.27, 0.07)),
        ("wide-based-gait", "suri2010", "lumbar-spinal-stenosis", (None, None, 13.0, None)),
    ],
)  # fmt: skip
def test_key_figures_are_those_of_the_dossier(
    finding: str, source: str, condition: str, expected: tuple[float | None, ...]
) -> None:
    row = published(finding, source, condition)

    assert (row.sensitivity, row.specificity, row.lr_positive, row.lr_negative) == expected


def test_the_design_discount_of_the_best_stretch_test_is_the_worked_one() -> None:
    discount = published(
        "modified-bent-knee-stretch", "cacchio2012", "proximal-hamstring-tendinopathy"
    ).design_discount

    assert discount is not None
    assert (discount.relative_dor, discount.lr_positive, discount.lr_negative) == (3.0, 5.58, 0.2)


def test_two_figures_that_look_perfect_are_not_usable() -> None:
    shoe = published("taking-off-shoe", "zeren2006", "hamstring-muscle-strain")
    fair = published("fair-test", "fishman2002", "deep-gluteal-syndrome")

    assert (shoe.sensitivity, shoe.usable) == (1.0, False)
    assert (fair.lr_positive, fair.usable) == (5.24, False)


def test_post_test_probabilities_keep_their_intervals() -> None:
    found = {
        entry.id: (row.post_test_probability, row.ci95.post_test_probability if row.ci95 else None)
        for entry, row in rows()
        if row.post_test_probability is not None
    }

    assert found == {
        "age-over-70": (0.09, (0.03, 0.25)),
        "trauma-on-buttock": (0.11, (0.08, 0.16)),
        "past-cancer": (0.33, (0.22, 0.46)),
        "immunosuppression": (0.33, (0.1, 0.67)),
    }


def test_computed_ratios_agree_with_their_own_sensitivity_and_specificity() -> None:
    """Within what rounding to two decimals allows; empty cells are corrected by half a count."""
    half = 0.00501
    checked = 0
    for entry, row in rows():
        if (
            row.sensitivity is None
            or row.specificity is None
            or row.lr_positive is None
            or row.lr_origin != "computed from sensitivity and specificity"
        ):
            continue
        checked += 1
        sensitivity, specificity = row.sensitivity, row.specificity
        if not row.usable:
            continue
        if 1.0 in (sensitivity, specificity):
            assert row.n_with is not None, entry.id
            assert row.n_without is not None, entry.id
            sensitivity = (sensitivity * row.n_with + 0.5) / (row.n_with + 1)
            specificity = (row.n_without + 0.5) / (row.n_without + 1)
        low = (sensitivity - half) / (1 - specificity + half)
        high = (sensitivity + half) / max(1 - specificity - half, 1e-9)
        assert low * 0.99 <= row.lr_positive <= high * 1.01, (entry.id, row.condition, row.source)
        if row.lr_negative is not None:
            low = (1 - sensitivity - half) / (specificity + half)
            high = (1 - sensitivity + half) / (specificity - half)
            assert low - 0.01 <= row.lr_negative <= high + 0.01, (entry.id, row.source)
    assert checked > 40


def test_at_most_one_published_row_is_preferred_for_one_finding_and_condition() -> None:
    preferred = Counter(
        (entry.id, row.condition)
        for entry, row in rows()
        if row.evidence is EvidenceKind.PUBLISHED and row.preferred and row.usable
    )

    assert [pair for pair, count in preferred.items() if count > 1] == []


def test_what_only_the_review_says_is_expert_and_not_verified() -> None:
    found = [row for _, row in rows() if row.source == REVIEW]

    assert len(found) > 100
    assert not any(row.verified for row in found)
    assert {row.evidence for row in found} <= {EvidenceKind.EXPERT, EvidenceKind.RULE}


@pytest.mark.parametrize(
    ("finding", "condition", "weight"),
    [
        ("impact-pain", "femoral-neck-stress-fracture", Weight.STRONGLY_FOR),
        ("impact-pain", "proximal-hamstring-tendinopathy", Weight.AGAINST),
        ("cannot-bear-weight", "spinal-or-pelvic-infection", Weight.STRONGLY_FOR),
        ("low-back-pain-current", "proximal-hamstring-tendinopathy", Weight.WEAKLY_AGAINST),
        ("rash-or-burning-skin", "shingles", Weight.STRONGLY_FOR),
        ("eases-with-movement-not-rest", "femoral-neck-stress-fracture", Weight.AGAINST),
        ("effort-only-leg-power-loss", "iliac-endofibrosis", Weight.STRONGLY_FOR),
    ],
)
def test_a_plus_of_the_review_is_a_row(finding: str, condition: str, weight: Weight) -> None:
    found = {row.condition: row.weight_if_present for _, row in rows(finding)}

    assert found[condition] is weight


@pytest.mark.parametrize(
    "condition",
    [
        "posterior-femoral-cutaneous-nerve", "iliac-endofibrosis", "femoral-head-osteonecrosis",
        "slipped-epiphysis-or-perthes", "spondylolysis", "shingles", "gynaecological-or-pelvic",
    ],
)  # fmt: skip
def test_an_added_condition_has_findings_for_it_and_against_it(condition: str) -> None:
    log_odds_signs = set()
    found = 0
    for _, row in rows():
        if row.condition == condition and row.weight_if_present and row.weight_if_absent:
            found += 1
            for weight in (row.weight_if_present, row.weight_if_absent):
                log_odds_signs.add("for" if weight.value.endswith("for") else weight.value[-7:])

    assert found >= 3
    assert {"for", "against"} <= log_odds_signs


def test_every_finding_stands_once_in_the_order_of_its_construct() -> None:
    for construct in CONSTRUCTS.values():
        members = {entry.id for entry in FINDINGS.values() if entry.construct == construct.id}
        assert len(construct.order) == len(set(construct.order)), construct.id
        assert set(construct.order) | set(construct.joint) == members, construct.id
        assert construct.order_because.strip(), construct.id


def test_the_best_validated_stretch_test_stands_first() -> None:
    assert CONSTRUCTS["hamstring-stretch"].order == (
        "modified-bent-knee-stretch",
        "bent-knee-stretch",
        "puranen-orava",
    )


def test_the_hamstring_ladder_starts_with_its_lowest_rung() -> None:
    ladder = CONSTRUCTS["hamstring-load"]

    assert ladder.combine is Combine.GRADED
    assert ladder.order[0] == "double-leg-bridge"
    assert ladder.order[-1] == "running-reproduction"


def test_published_joint_results_replace_their_parts() -> None:
    joint = {name: construct.joint for name, construct in CONSTRUCTS.items() if construct.joint}

    assert joint["sij-provocation"] == ("sij-cluster",)
    assert joint["deep-gluteal"] == ("piriformis-pair",)
    assert joint["hamstring-resisted"] == ("active-knee-flexion-both",)
    for composites in joint.values():
        for composite in composites:
            assert FINDINGS[composite].derived is not None, composite


def test_every_composite_names_its_parts_and_none_follows_from_itself() -> None:
    for entry in FINDINGS.values():
        if entry.derived is None:
            continue
        seen: set[str] = set()
        waiting = list(findings_in(entry.derived))
        while waiting:
            part = waiting.pop()
            assert part != entry.id, f"{entry.id} follows from itself"
            if part in seen or part not in FINDINGS:
                continue
            seen.add(part)
            deeper = FINDINGS[part].derived
            waiting.extend(findings_in(deeper) if deeper is not None else ())


@pytest.mark.parametrize("finding", STRETCH_AND_RESISTED)
def test_a_pop_forbids_every_test_that_pulls_on_the_origin(finding: str) -> None:
    assert "pop-felt" in forbids(finding)
    assert "posterior-thigh-bruise" in forbids(finding)
    assert "palpable-gap" in forbids(finding)


@pytest.mark.parametrize("finding", STRETCH_AND_RESISTED)
def test_growing_bone_forbids_every_test_that_pulls_on_the_origin(finding: str) -> None:
    limits = [getattr(caution.when, "under", None) for caution in FINDINGS[finding].avoid_when]

    assert 20 in limits


def test_the_hop_is_forbidden_wherever_bone_stress_is_suspected() -> None:
    """The dossier opened the hop with impact pain and bone risk: exactly when it may harm."""
    assert {
        "impact-pain", "groin-pain-too", "antalgic-gait", "cannot-bear-weight", "bone-risk-known",
        "palpate-sacrum-bone", "palpate-pubic-ramus", "palpate-ischial-ramus",
    } <= forbids("hop-test")  # fmt: skip


@pytest.mark.parametrize("finding", ["fadir", "faber", "hip-adduction-range", "fair-test"])
def test_a_hip_replacement_forbids_forced_turning(finding: str) -> None:
    assert "hip-replacement" in forbids(finding)


@pytest.mark.parametrize(
    "finding", ["sij-distraction", "sij-compression", "sij-thigh-thrust", "sij-gaenslen"]
)
def test_pregnancy_forbids_pressing_on_the_pelvis(finding: str) -> None:
    assert {"pregnancy", "pregnant-or-postpartum"} <= forbids(finding)


def test_no_test_forbids_itself() -> None:
    for entry in FINDINGS.values():
        assert entry.id not in forbids(entry.id) or entry.id == "hamstring-weakness", entry.id


def test_the_core_takes_about_twelve_minutes() -> None:
    core = [entry for entry in FINDINGS.values() if entry.stage is FindingStage.CORE]

    assert 11 <= sum(entry.minutes for entry in core) <= 12.5
    assert all(entry.ask_if is None and entry.derived is None for entry in core)


def test_a_branch_of_the_dossier_says_in_data_when_it_opens() -> None:
    silent = [
        name
        for name in IN_THE_DOSSIER
        if FINDINGS[name].stage is FindingStage.BRANCH and FINDINGS[name].ask_if is None
    ]

    assert silent == []


def test_bone_of_the_sacrum_is_pressed_in_every_runner() -> None:
    opening = FINDINGS["palpate-sacrum-bone"].ask_if

    assert any(getattr(part, "sport", None) == "running" for part in getattr(opening, "parts", ()))


def test_the_cauda_equina_questions_ask_since_when_and_not_two_weeks_only() -> None:
    for name in ("saddle-sensory-change", "bladder-change", "bowel-or-sexual-change"):
        asked = FINDINGS[name].wording
        assert "two weeks" not in asked
        assert "When did it start?" in asked
        assert "getting worse" in asked


def test_energy_and_periods_are_three_questions_whose_sum_lives_on() -> None:
    whole = FINDINGS["menstrual-energy-history"]

    assert whole.derived is not None
    assert set(findings_in(whole.derived)) == {
        "past-bone-stress-injury",
        "low-energy-availability",
        "menstrual-disturbance",
    }
    assert whole.answerable


def test_an_alternative_cause_lowers_the_wells_score_only_by_two() -> None:
    derived = FINDINGS["wells-score"].derived
    points = {
        item.when.finding: item.points
        for item in getattr(derived, "items", ())
        if isinstance(item.when, FindingIs)
    }

    assert len(points) == 10
    assert points.pop("wells-alternative-as-likely") == -2
    assert set(points.values()) == {1}


def test_a_derived_age_is_never_asked_twice() -> None:
    for name in ("age-under-20", "age-under-25", "age-8-to-16", "age-over-45", "age-over-70"):
        assert FINDINGS[name].derived is not None
        assert FINDINGS[name].position is Position.TALKING
