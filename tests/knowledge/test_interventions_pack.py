"""The interventions against the dossier they come from: nothing lost, nothing invented."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from planner.clinical.answers import Irritability
from planner.clinical.citations import EvidenceGrade
from planner.clinical.interventions import Equipment, Intervention, StopRule, Where, Who
from planner.clinical.quantities import Amount, DoseRow, Frequency
from planner.knowledge.binding import bind
from planner.knowledge.reading import read

PROTOCOLS = Path(__file__).parents[2] / "protocols"
LIBRARY = PROTOCOLS / "library"

PHT = "proximal-hamstring-tendinopathy"
TEAR = "partial-proximal-hamstring-tear"
AVULSION = "adolescent-avulsion"
HIGH, MODERATE, LOW = Irritability.HIGH, Irritability.MODERATE, Irritability.LOW

_NAMES = """
lr-pa-central lr-pa-unilateral lr-rotation-mob lr-met lr-snag lr-smwlm lr-knee-rolls
lr-self-rotation lr-pelvic-tilt lr-prone-press-up neu-slider-supine neu-slider-slump
st-massage-back st-massage-buttock st-massage-thigh st-trigger-point st-iastm st-dtfm
st-dry-needling st-self-ball-buttock st-self-roller-thigh mt-hip-mob mt-sij-mob ep-us-pulsed
ep-us-continuous ep-ift ep-tens ep-lllt ep-pswt ep-eswt-radial ep-eswt-focused ep-nmes ep-cryo
ep-heat sx-iso-bridge-dl sx-iso-bridge-sl sx-iso-long-lever sx-iso-prone-curl
sx-iso-hip-ext-stand sx-bridge-sl sx-prone-curl sx-prone-hip-ext sx-slider-curl sx-nordic-assist
sx-nordic sx-treadmill-ecc sx-rdl-dl sx-rdl-sl sx-hip-thrust sx-hip-ext-45 sx-step-up
sx-split-squat sx-diver kc-side-abd kc-band-walk kc-pelvic-drop kc-side-plank kc-dead-bug
kc-calf-raise kc-squat pl-askip pl-sled pl-kb-swing pl-split-jump pl-bound gr-cadence
gr-overstride gr-step-width gr-trunk gr-surface gr-walk-run gr-volume gr-hills-return gr-speed
ba-run-video ba-function ba-setup lm-relative-rest lm-pain-rule lm-sitting lm-cross-train
lm-daily sh-massage-prerun sh-ice-postrun sh-stretch-hamstring sh-stretch-hipflexor-quad
sh-stretch-buttock sh-stretch-lowback sh-nsaid sh-seek-help ed-tendon ed-flare ed-recovery
ed-active-first pv-warmup pv-strength pv-training pv-massage dg-piriformis ifi-space av-protect
"""
DOSSIER = tuple(_NAMES.split())

ADDED = {
    "ed-condition",
    "ed-flare-protect",
    "kc-pelvic-level",
    "lm-hip-side-positions",
    "lm-pain-rule-protect",
    "lm-relative-rest-protect",
    "lm-walk-intervals",
}

VERIFIED_DOSES = {
    ("lr-pa-unilateral", "moderate"),
    ("st-self-roller-thigh", "low"),
    ("ep-eswt-radial", "moderate"),
    ("sx-iso-bridge-dl", "moderate"),
    ("sx-iso-bridge-dl", "low"),
    ("sx-iso-bridge-sl", "low"),
    ("sx-iso-long-lever", "low"),
    ("sx-iso-hip-ext-stand", "low"),
    ("sx-diver", "low"),
    ("gr-cadence", "low"),
    ("gr-volume", "moderate"),
    ("gr-volume", "low"),
    ("lm-pain-rule", "moderate"),
    ("lm-pain-rule", "low"),
}

GRADES = {
    EvidenceGrade.EXPERT: 50,
    EvidenceGrade.SR_INDIRECT: 12,
    EvidenceGrade.RCT_INDIRECT: 10,
    EvidenceGrade.LAB: 7,
    EvidenceGrade.NONE: 6,
    EvidenceGrade.CASE: 6,
    EvidenceGrade.CONFLICTING: 5,
    EvidenceGrade.COHORT: 3,
    EvidenceGrade.NEGATIVE: 2,
}

LOADED = {
    "resistance-band",
    "dumbbell",
    "weights",
    "barbell",
    "bench-45",
    "kettlebell",
    "sled",
}
"""Equipment that gives a load which can be counted in repetition maxima."""


@cache
def items() -> dict[str, Intervention]:
    paths = sorted((LIBRARY / "interventions").glob("*/*.yaml"))
    return {path.stem: bind(Intervention, read(path), path) for path in paths}


@cache
def ids_in(name: str, key: str) -> frozenset[str]:
    return frozenset(entry["id"] for entry in read(PROTOCOLS / name)[key])


@cache
def source_ids() -> frozenset[str]:
    paths = (LIBRARY / "sources").glob("*.yaml")
    return frozenset(entry["id"] for path in paths for entry in read(path)["sources"])


@cache
def core_places() -> tuple[tuple[str, int, str], ...]:
    pictures = [read(path) for path in sorted((PROTOCOLS / "buttock-pain/stages").glob("*.yaml"))]
    return tuple(
        (picture["id"], stage["id"], name)
        for picture in pictures
        for stage in picture["stages"]
        for name in stage["core_interventions"]
    )


def is_authored(row: DoseRow) -> bool:
    return (row.evidence.reason or "").startswith("authored: ")


def all_doses() -> Iterator[tuple[str, DoseRow]]:
    return ((item.id, row) for item in items().values() for row in item.doses)


def dose(item: str, irritability: Irritability, picture: str, stage: int) -> DoseRow:
    [row] = [r for r in items()[item].doses if r.matches(picture, stage, irritability)]
    return row


def what_is_done(row: DoseRow) -> tuple[object, ...]:
    return (row.sets, row.reps, row.hold, row.duration, row.load, row.tempo, row.rest)


def test_every_item_of_the_dossier_is_there_and_only_the_named_ones_were_added():
    assert len(DOSSIER) == len(set(DOSSIER)) == 101
    assert set(items()) == set(DOSSIER) | ADDED


def test_each_item_keeps_its_three_rows_one_for_each_irritability():
    rows = {name: [r for r in items()[name].doses if not is_authored(r)] for name in DOSSIER}

    assert sum(len(kept) for kept in rows.values()) == 303
    for name, kept in rows.items():
        assert {row.irritability for row in kept} == set(Irritability), name


def test_only_the_doses_a_source_gives_are_verified():
    verified = {
        (name, row.irritability.value) for name, row in all_doses() if row.evidence.verified
    }

    assert verified == VERIFIED_DOSES
    for name, row in all_doses():
        wanted = items()[name].evidence.grade if row.evidence.sources else EvidenceGrade.EXPERT
        assert row.evidence.grade is wanted, name


def test_no_grade_was_changed():
    assert Counter(items()[name].evidence.grade for name in DOSSIER) == GRADES
    assert {items()[name].evidence.grade for name in ADDED} == {EvidenceGrade.EXPERT}


def test_no_position_and_no_entry_passes_for_checked():
    for item in items().values():
        assert not item.position_verified, item.id
        assert not item.review.verified, item.id
        assert item.review.checked_by is None, item.id


@pytest.mark.parametrize(
    ("item", "irritability", "picture", "stage", "expected"),
    [
        ("sx-iso-bridge-dl", HIGH, PHT, 0, {"sets": (4, 5), "hold": (15, 30), "rest": (60, None)}),
        ("sx-iso-bridge-sl", LOW, PHT, 1, {"sets": (5, None), "hold": (45, None)}),
        ("sx-prone-curl", MODERATE, PHT, 2, {"sets": (3, None), "reps": (10, 12)}),
        ("sx-rdl-dl", LOW, PHT, 4, {"sets": (4, None), "reps": (6, 8), "rest": (150, 180)}),
        ("pl-bound", MODERATE, PHT, 4, {"sets": (2, 3), "reps": (10, 12), "rest": (120, None)}),
        ("gr-walk-run", HIGH, PHT, 3, {"sets": (8, None), "reps": (1, None), "rest": (120, None)}),
        ("ep-tens", HIGH, PHT, 0, {"sets": (1, None), "duration": (30, None)}),
        ("st-massage-back", MODERATE, PHT, 1, {"sets": (1, None), "duration": (8, None)}),
        ("lr-pa-unilateral", MODERATE, PHT, 1, {"sets": (3, None), "duration": (60, None)}),
        ("sx-diver", LOW, PHT, 3, {"sets": (3, None), "reps": (6, None)}),
        ("ep-lllt", HIGH, PHT, 0, {"reps": (2, None), "duration": (20, 300)}),
        ("lm-cross-train", LOW, PHT, 3, {"duration": (45, 60)}),
    ],
)
def test_the_numbers_are_those_of_the_dossier(
    item: str,
    irritability: Irritability,
    picture: str,
    stage: int,
    expected: dict[str, tuple[float, float | None]],
):
    row = dose(item, irritability, picture, stage)

    for field, (low, high) in expected.items():
        amount: Amount = getattr(row, field)
        assert (amount.amount, amount.to) == (low, high), field


def test_what_a_dose_says_in_words_is_also_there_in_numbers():
    deadlift = dose("sx-rdl-dl", LOW, PHT, 3)
    bounds = dose("pl-bound", LOW, PHT, 4)
    rule = dose("lm-pain-rule", LOW, PHT, 3)

    assert deadlift.load
    assert deadlift.load.repetition_maximum == Amount(amount=6, to=8)
    assert deadlift.frequency
    assert deadlift.frequency.gap_hours == Amount(amount=48)
    assert bounds.frequency
    assert bounds.frequency.gap_hours == Amount(amount=48, to=72)
    assert rule.load
    assert rule.load.pain_limit == Amount(amount=3, to=5)


def test_every_rhythm_has_one_spelling():
    spellings: dict[tuple[object, ...], set[str]] = {}
    for _, row in all_doses():
        if row.frequency is not None:
            spellings.setdefault(_meaning(row.frequency), set()).add(row.frequency.text)

    assert {meaning: texts for meaning, texts in spellings.items() if len(texts) > 1} == {}


def _meaning(rhythm: Frequency) -> tuple[object, ...]:
    course = rhythm.text.partition(", ")[2]
    fixed = (rhythm.times, rhythm.per, rhythm.period, rhythm.every_days, rhythm.gap_hours)
    return (*fixed, rhythm.at_most, rhythm.occasion, course)


def test_a_row_is_never_matched_by_two_doses():
    seen = Counter(
        (name, row.irritability, place.picture, stage)
        for name, row in all_doses()
        for place in row.applies
        for stage in place.stages
    )

    assert {place: count for place, count in seen.items() if count > 1} == {}


def test_every_core_item_has_a_dose_or_a_no_with_its_reason_at_each_irritability():
    gaps = [
        (picture, stage, name, irritability.value)
        for picture, stage, name in core_places()
        for irritability in Irritability
        if not any(row.matches(picture, stage, irritability) for row in items()[name].doses)
    ]

    assert len(core_places()) > 84
    assert gaps == []


def test_every_core_item_is_written_for_its_picture_and_stage():
    for picture, stage, name in core_places():
        places = {place.picture: place.stages for place in items()[name].applies}
        assert stage in places.get(picture, ()), (picture, stage, name)


def test_tendinopathy_at_moderate_irritability_is_loaded_from_the_first_to_the_last_stage():
    for stage in (0, 5):
        doses = [
            row
            for item in items().values()
            if item.strand.value == "strengthening"
            for row in item.doses
            if row.use and row.matches(PHT, stage, MODERATE)
        ]
        assert len(doses) >= 3, stage


def test_a_dose_that_was_filled_in_copies_a_row_of_its_own_item():
    for name in DOSSIER:
        rows = items()[name].doses
        given = [what_is_done(row) for row in rows if not is_authored(row)]
        for row in rows:
            assert not (is_authored(row) and row.evidence.verified)
            if is_authored(row) and row.use:
                assert what_is_done(row) in given, (name, row.irritability)


def test_no_item_leads_to_something_that_is_not_there():
    modalities = ids_in("library/modalities.yaml", "modalities") | {"information"}
    conflicts = ids_in("buttock-pain/conflicts.yaml", "conflicts")
    equipment = ids_in("library/equipment.yaml", "equipment")
    stop_rules = ids_in("library/stop-rules.yaml", "stop_rules")
    factors = {path.stem for path in (LIBRARY / "contraindications").glob("*.yaml")}
    stages = {
        (path.stem, stage["id"])
        for path in (PROTOCOLS / "buttock-pain/stages").glob("*.yaml")
        for stage in read(path)["stages"]
    }

    for item in items().values():
        cited = {*item.evidence.sources, *(s for row in item.doses for s in row.evidence.sources)}
        places = {(place.picture, s) for place in item.applies for s in place.stages}
        dosed = {(p.picture, s) for row in item.doses for p in row.applies for s in p.stages}
        assert item.modality in modalities, item.id
        assert {*item.progression, *item.regression} <= set(items()), item.id
        assert set(item.stop_rules) <= stop_rules, item.id
        assert set(item.equipment) <= equipment, item.id
        assert set(item.conflicts) <= conflicts, item.id
        assert {entry.factor for entry in item.avoid_when} <= factors, item.id
        assert cited <= source_ids(), item.id
        assert places | dosed <= stages, item.id


def test_the_vocabularies_bind_and_nothing_in_them_is_unused():
    for name, key, kind in (
        ("equipment.yaml", "equipment", Equipment),
        ("stop-rules.yaml", "stop_rules", StopRule),
    ):
        for index, entry in enumerate(read(LIBRARY / name)[key]):
            bind(kind, entry, LIBRARY / name, (key, index))

    used = {name for item in items().values() for name in item.equipment}
    assert used == ids_in("library/equipment.yaml", "equipment")
    assert len(ids_in("library/stop-rules.yaml", "stop_rules")) == 10


def test_a_body_weight_move_has_no_repetition_maximum():
    for name, row in all_doses():
        if row.load and (row.load.repetition_maximum or "RM" in row.load.text):
            assert LOADED & set(items()[name].equipment), name


def test_the_hamstring_stretch_is_blocked_before_stage_4():
    for stage in range(4):
        for irritability in Irritability:
            row = dose("sh-stretch-hamstring", irritability, PHT, stage)
            assert not row.use
            assert row.because


def test_a_tear_and_an_avulsion_are_protected_first():
    pictures = {name: {p.picture: p.stages for p in item.applies} for name, item in items().items()}

    for picture in (TEAR, AVULSION):
        for name in ("lm-relative-rest", "lm-pain-rule", "ed-flare"):
            assert not {0, 1} & set(pictures[name].get(picture, ())), name
            assert {0, 1} <= set(pictures[f"{name}-protect"][picture]), name
    for irritability in Irritability:
        load = dose("lm-pain-rule-protect", irritability, TEAR, 0).load
        assert load
        assert load.pain_limit == Amount(amount=0, to=1)
    assert AVULSION not in pictures["ep-nmes"]
    assert set(pictures["ed-tendon"]) == {PHT}


def test_after_a_tear_nobody_runs_at_high_irritability():
    assert not dose("gr-walk-run", HIGH, TEAR, 3).use
    assert not dose("gr-walk-run", HIGH, AVULSION, 3).use
    assert dose("gr-walk-run", MODERATE, "sacroiliac-joint-pain", 2).use


def test_the_patients_words_hold_one_pain_limit_and_no_frightening_word():
    for item in items().values():
        spoken = " ".join([item.patient_how, *(r.load.patient or "" for r in item.doses if r.load)])
        for word in ("crack", "come off", "tear apart", "ruled out", "inflammation", "3 or less"):
            assert word not in spoken.lower(), item.id


def test_whoever_does_an_item_alone_has_a_card_that_can_be_read_in_one_breath():
    for item in items().values():
        if item.who is Who.CLINICIAN and item.where is Where.CLINIC:
            continue
        if item.who is Who.REFERRAL:
            continue
        assert item.patient, item.id
        assert 3 <= len(item.patient.steps) <= 5, item.id
        assert max(len(step.split()) for step in item.patient.steps) <= 20, item.id
