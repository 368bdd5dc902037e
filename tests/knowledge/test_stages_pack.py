"""The treatment pictures of buttock pain: carried over, corrected, and new."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from planner.clinical.stages import (
    Comparison,
    Criterion,
    Measure,
    Stage,
    Strictness,
    TreatmentPicture,
)
from planner.knowledge.binding import bind
from planner.knowledge.reading import read

PROTOCOLS = Path(__file__).parents[2] / "protocols"
STAGES = PROTOCOLS / "buttock-pain" / "stages"
MEASURES = PROTOCOLS / "library" / "measures.yaml"

PHT = "proximal-hamstring-tendinopathy"
TEAR = "partial-proximal-hamstring-tear"
AVULSION = "adolescent-avulsion"
STRAIN = "hamstring-muscle-strain"
NOT_SURE = "not-sure-yet"

CARRIED_OVER = {
    PHT,
    "ischial-bursitis",
    TEAR,
    "deep-gluteal-syndrome",
    "lumbar-referred-pain",
    "ischiofemoral-impingement",
    "sacroiliac-joint-pain",
    AVULSION,
}

MODEST = {
    "non-specific-gluteal-pain": 3,
    "gluteal-tendinopathy": 3,
    "hip-osteoarthritis": 3,
    "fai-labral-pathology": 3,
    STRAIN: 3,
    "lumbar-spinal-stenosis": 3,
    "cluneal-nerve-entrapment": 2,
}

PROTECTED = [(TEAR, 0), (TEAR, 1), (AVULSION, 0), (AVULSION, 1), (STRAIN, 0), (NOT_SURE, 0)]

PROTECT_ITEMS = {"lm-relative-rest-protect", "lm-pain-rule-protect", "ed-flare-protect"}


@cache
def pictures() -> dict[str, TreatmentPicture]:
    read_in = [bind(TreatmentPicture, read(path), path) for path in sorted(STAGES.glob("*.yaml"))]
    return {picture.id: picture for picture in read_in}


@cache
def measures() -> dict[str, Measure]:
    entries = [bind(Measure, raw, MEASURES) for raw in read(MEASURES)["measures"]]
    assert len({entry.id for entry in entries}) == len(entries)
    return {entry.id: entry for entry in entries}


def stages() -> Iterator[tuple[str, Stage]]:
    for picture in pictures().values():
        for stage in picture.stages:
            yield picture.id, stage


def figure(criterion: Criterion) -> float | None:
    """The number a criterion asks for, if it has one."""
    return criterion.value.amount if criterion.value else None


def criteria_of(stage: Stage) -> tuple[Criterion, ...]:
    return (*stage.entry, *stage.exit, *stage.regress)


def criteria() -> Iterator[tuple[str, int, Criterion]]:
    for picture, stage in stages():
        for criterion in criteria_of(stage):
            yield picture, stage.id, criterion


def test_sixteen_pictures_stand_eight_carried_over_seven_modest_and_one_interim():
    assert set(pictures()) == CARRIED_OVER | {*MODEST, NOT_SURE}


def test_every_file_is_named_for_its_picture():
    assert set(pictures()) == {path.stem for path in STAGES.glob("*.yaml")}


def test_the_tendon_picture_has_its_six_stages_with_short_names_for_the_patient():
    names = [stage.patient_name for stage in pictures()[PHT].stages]

    assert names == ["Settle", "Hold", "Lift", "Lift further", "Spring", "Run free"]


@pytest.mark.parametrize(("picture", "count"), MODEST.items())
def test_a_modest_picture_has_few_stages_and_says_that_it_is_expert_judgement(picture, count):
    modest = pictures()[picture]

    assert modest.modest
    assert len(modest.stages) == count
    assert not modest.review.verified
    assert "expert judgement" in (modest.review.reason or "")
    assert modest.conditions == (picture,)


def test_only_the_carried_over_pictures_are_not_modest():
    assert {p.id for p in pictures().values() if not p.modest} == CARRIED_OVER


def test_stages_are_numbered_without_a_gap_from_nought():
    for picture in pictures().values():
        assert [stage.id for stage in picture.stages] == list(range(len(picture.stages)))


def test_no_condition_has_two_pictures():
    named = [name for picture in pictures().values() for name in picture.conditions]

    assert len(named) == len(set(named)) == 18


def test_nobody_has_signed_any_picture():
    assert all(p.review.checked_by is None for p in pictures().values())


def test_every_criterion_has_a_sentence_the_patient_can_tick():
    for picture, stage, criterion in criteria():
        words = criterion.patient or ""
        in_first_person = re.search(r"\b(I|me|my|we)\b", words, re.IGNORECASE)
        assert words.endswith("."), f"{picture} stage {stage}: {words!r}"
        assert in_first_person, f"{picture} stage {stage}: {words!r}"


def test_no_sentence_for_the_patient_is_longer_than_twenty_words():
    for picture, stage in stages():
        texts = [stage.patient_line, *(c.patient or "" for c in criteria_of(stage))]
        for sentence in (part for text in texts for part in text.split(". ")):
            assert len(sentence.split()) <= 20, f"{picture} stage {stage.id}: {sentence!r}"


def test_no_criterion_for_the_patient_speaks_of_ruling_out_or_frightens():
    for picture, _, criterion in criteria():
        words = (criterion.patient or "").lower()
        for word in ("ruled out", "crack", "off the bone", "tear", "rupture"):
            assert word not in words, f"{picture}: {words!r}"


def test_every_measure_a_criterion_names_exists_and_every_measure_is_used():
    named = {criterion.measure for _, _, criterion in criteria() if criterion.measure}
    shares = {part for measure in measures().values() for part in measure.share_of or ()}

    assert named | shares == set(measures())


def test_a_criterion_says_why_it_is_not_verified():
    for picture, stage, criterion in criteria():
        assert criterion.verified or criterion.reason, f"{picture} stage {stage}: {criterion.text}"


def test_sitting_never_holds_a_stage_back():
    sitting = [c for _, _, c in criteria() if c.measure == "sit-time"]

    assert len(sitting) == 5
    assert {c.comparison for c in sitting} == {Comparison.NOT_WORSENING}
    assert {c.strictness for c in sitting} == {Strictness.PROMPT}


def test_ninety_per_cent_strength_prompts_and_is_off_when_both_sides_hurt():
    benchmark = [
        c for _, _, c in criteria() if c.measure == "strength-symmetry" and figure(c) == 90
    ]

    assert len(benchmark) == 3
    assert all(c.strictness is Strictness.PROMPT and c.one_side_only for c in benchmark)


def test_every_comparison_of_two_sides_is_off_when_both_sides_hurt():
    for picture, stage, criterion in criteria():
        if (criterion.measure or "").endswith("-symmetry"):
            assert criterion.one_side_only, f"{picture} stage {stage}: {criterion.text}"


def test_stepping_back_follows_the_plans_own_limit_and_never_a_fixed_five():
    for picture, stage in stages():
        own = [c for c in stage.regress if c.measure == "sessions-above-limit"]
        assert [figure(c) for c in own] == [2], f"{picture} stage {stage.id}"
        assert not any("5/10" in c.text for c in stage.regress)


def test_every_stage_steps_back_for_a_bad_morning_new_night_pain_and_new_nerve_signs():
    for picture, stage in stages():
        named = {c.measure for c in stage.regress}
        where = f"{picture} stage {stage.id}"
        assert named >= {"next-morning-rise", "night-pain", "new-nerve-signs"}, where
        morning = next(c for c in stage.regress if c.measure == "next-morning-rise")
        assert (figure(morning), morning.sessions) == (2, 2), where


@pytest.mark.parametrize(("picture", "number"), PROTECTED)
def test_a_protected_stage_allows_no_running_next_to_no_pain_and_no_bridge_test(picture, number):
    stage = pictures()[picture].stages[number]

    assert (stage.pain_limit, stage.running) == (1, "none")
    assert set(stage.core_interventions) >= PROTECT_ITEMS
    assert not {"lm-relative-rest", "lm-pain-rule", "ed-flare"} & set(stage.core_interventions)
    assert any(c.measure == "pain-during" and figure(c) == 3 for c in stage.regress)
    assert "bridge" not in (stage.patient_test or pictures()[picture].patient_test or "")
    for criterion in (*stage.entry, *stage.exit):
        assert criterion.pain_at_most is None or criterion.pain_at_most <= 1


def test_every_other_stage_has_a_pain_limit_of_three():
    others = [s.pain_limit for p, s in stages() if (p, s.id) not in PROTECTED]

    assert set(others) == {3}


def test_running_is_allowed_stage_by_stage():
    running = {p.id: [stage.running for stage in p.stages] for p in pictures().values()}

    assert running[PHT] == ["easy", "easy", "easy", "walk-run", "steady", "speed"]
    assert running[TEAR] == ["none", "none", "none", "walk-run", "speed"]
    assert running[AVULSION] == ["none", "none", "none", "walk-run"]
    assert running[NOT_SURE] == ["none"]


def test_a_stage_with_the_walk_run_programme_allows_walk_run():
    for picture, stage in stages():
        if "gr-walk-run" in stage.core_interventions:
            assert stage.running == "walk-run", f"{picture} stage {stage.id}"


def test_deep_hip_loading_of_a_partial_tear_waits_six_weeks_and_for_the_surgeon():
    tear = pictures()[TEAR]
    first_hinge = next(s.id for s in tear.stages if "sx-rdl-dl" in s.core_interventions)

    agreement = next(a for a in tear.agreements if a.after_weeks)

    assert (agreement.stage, agreement.after_weeks) == (first_hinge, 6)
    assert "surgeon" in agreement.says


def test_an_avulsion_needs_a_doctors_agreement_before_load_and_union_before_sport():
    assert [a.stage for a in pictures()[AVULSION].agreements] == [1, 3]


def test_the_prone_press_up_is_not_given_to_everyone_with_back_referred_pain():
    first = pictures()["lumbar-referred-pain"].stages[0]

    assert "lr-prone-press-up" not in first.core_interventions
    assert "centralise" in first.notes


def test_the_interim_plan_lasts_two_weeks_and_loads_nothing():
    interim = pictures()[NOT_SURE]

    assert (interim.interim_weeks, interim.conditions) == (2, ())
    assert len(interim.stages) == 1
    prefixes = {name.split("-")[0] for name in interim.stages[0].core_interventions}
    assert not prefixes & {"sx", "kc", "pl", "gr"}
    assert [c.measure for c in interim.stages[0].exit] == ["reasoning-reopened"]


def test_no_other_picture_is_interim():
    assert [p.id for p in pictures().values() if p.interim_weeks is not None] == [NOT_SURE]


@pytest.mark.parametrize(
    ("picture", "unsuitable"),
    [
        ("gluteal-tendinopathy", {"sh-stretch-buttock", "dg-piriformis", "st-self-ball-buttock"}),
        ("lumbar-spinal-stenosis", {"lr-prone-press-up", "sx-prone-hip-ext", "lr-pa-central"}),
        ("fai-labral-pathology", {"sx-split-squat", "sx-rdl-sl", "sx-diver", "pl-kb-swing"}),
        ("hip-osteoarthritis", {"pl-askip", "pl-bound", "pl-split-jump"}),
        ("cluneal-nerve-entrapment", {"st-massage-back", "st-self-ball-buttock", "ep-heat"}),
    ],
)
def test_a_modest_picture_leaves_out_what_provokes_its_condition(picture, unsuitable):
    core = {n for stage in pictures()[picture].stages for n in stage.core_interventions}

    assert not core & unsuitable


def test_springs_come_late_after_a_muscle_strain():
    for stage in pictures()[STRAIN].stages[:-1]:
        assert not [n for n in stage.core_interventions if n.startswith("pl-")]
