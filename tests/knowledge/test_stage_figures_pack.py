"""The figures of the treatment pictures against the dossier's: counts, weeks, exit thresholds."""

from functools import cache
from pathlib import Path

import pytest

from planner.clinical.stages import Criterion, Strictness, TreatmentPicture
from planner.knowledge.binding import bind
from planner.knowledge.reading import read

STAGES = Path(__file__).parents[2] / "protocols" / "buttock-pain" / "stages"

PHT = "proximal-hamstring-tendinopathy"
TEAR = "partial-proximal-hamstring-tear"
AVULSION = "adolescent-avulsion"

FROM_THE_DOSSIER = {
    # picture: criteria the dossier has as prose, and those added here (split lines, added rules)
    PHT: (45, 8),
    "ischial-bursitis": (18, 0),
    TEAR: (32, 2),
    "deep-gluteal-syndrome": (18, 0),
    "lumbar-referred-pain": (19, 1),
    "ischiofemoral-impingement": (18, 0),
    "sacroiliac-joint-pain": (18, 0),
    AVULSION: (24, 5),
}

EXPECTED_WEEKS = {
    PHT: [(1, 2), (1, 3), (3, 6), (4, 8), (3, 6), (4, 12)],
    "ischial-bursitis": [(1, 3), (2, 4), (4, 8)],
    TEAR: [(0, 2), (2, 4), (4, 8), (4, 8), (4, 6)],
    "deep-gluteal-syndrome": [(1, 3), (3, 6), (4, 8)],
    "lumbar-referred-pain": [(1, 2), (2, 6), (3, 8)],
    "ischiofemoral-impingement": [(2, 4), (4, 8), (4, 8)],
    "sacroiliac-joint-pain": [(1, 3), (3, 8), (4, 8)],
    AVULSION: [(2, 6), (4, 6), (4, 8), (4, 8)],
}

EXIT_FIGURES = [
    # picture, stage, measure, amount, upper amount, pain at most, sessions, strictness
    (PHT, 0, "sit-time", 30, None, 3, None, "prompt"),
    (PHT, 0, "daily-test-pain", 3, None, None, None, "gate"),
    (PHT, 0, "double-leg-bridge-hold", 45, None, 3, None, "gate"),
    (PHT, 1, "single-leg-bridge-hold", 30, 45, 3, 3, "gate"),
    (PHT, 1, "single-leg-bridge-reps", 10, None, None, None, "prompt"),
    (PHT, 2, "single-leg-bridge-symmetry", 90, None, 3, None, "gate"),
    (PHT, 2, "single-leg-bridge-reps", 20, 25, 3, None, "prompt"),
    (PHT, 2, "curl-symmetry", 80, None, None, None, "gate"),
    (PHT, 2, "brisk-walk", 30, None, None, None, "gate"),
    (PHT, 2, "sit-time", 60, None, 3, None, "prompt"),
    (PHT, 3, "single-leg-deadlift-load", 20, None, 3, None, "gate"),
    (PHT, 3, "strength-symmetry", 90, None, None, None, "prompt"),
    (PHT, 3, "lift-quiet-sessions", 3, None, None, None, "gate"),
    (PHT, 3, "single-leg-squat-depth", 60, None, 0, None, "gate"),
    (PHT, 4, "skips-contacts", 20, None, 3, 3, "gate"),
    (PHT, 4, "hop-count", 15, None, None, None, "gate"),
    (PHT, 4, "run-time-easy", 30, None, None, None, "gate"),
    (PHT, 5, "fast-running-pain", 2, None, None, 2, "gate"),
    (PHT, 5, "visa-h", 80, None, None, None, "trend"),
    (PHT, 5, "prevention-sessions", 2, None, None, None, "gate"),
    ("ischial-bursitis", 0, "sit-time", 20, None, 3, None, "prompt"),
    ("ischial-bursitis", 1, "double-leg-bridge-reps", 10, None, 3, None, "gate"),
    ("ischial-bursitis", 2, "sit-time", 60, None, 3, None, "prompt"),
    (TEAR, 0, "resisted-knee-bend-pain", 1, None, None, None, "gate"),
    (TEAR, 1, "double-leg-bridge-hold", 45, None, 1, None, "gate"),
    (TEAR, 2, "strength-symmetry", 80, None, None, None, "gate"),
    (TEAR, 3, "strength-symmetry", 90, None, None, None, "prompt"),
    (TEAR, 3, "run-speed-share", 70, None, 0, None, "gate"),
    (TEAR, 4, "run-speed-share", 100, None, None, None, "gate"),
    ("deep-gluteal-syndrome", 1, "side-lying-abduction-reps", 15, None, None, None, "gate"),
    ("deep-gluteal-syndrome", 2, "run-time-easy", 30, None, None, None, "gate"),
    ("lumbar-referred-pain", 1, "sit-time", 30, None, 3, None, "prompt"),
    ("lumbar-referred-pain", 2, "run-time-easy", 30, None, None, None, "gate"),
    ("ischiofemoral-impingement", 0, "long-stride-walk-pain", 3, None, None, None, "gate"),
    ("ischiofemoral-impingement", 1, "side-plank-hold", 30, None, None, None, "gate"),
    ("ischiofemoral-impingement", 2, "run-time-easy", 30, None, None, None, "gate"),
    ("sacroiliac-joint-pain", 0, "turn-in-bed-pain", 3, None, None, None, "gate"),
    ("sacroiliac-joint-pain", 1, "single-leg-stance-hold", 30, None, None, None, "gate"),
    ("sacroiliac-joint-pain", 2, "run-time-easy", 30, None, None, None, "gate"),
    (AVULSION, 1, "double-leg-bridge-hold", 30, None, 1, None, "gate"),
    (AVULSION, 2, "strength-symmetry", 90, None, None, None, "prompt"),
    (AVULSION, 3, "sport-sessions", 2, None, None, None, "gate"),
]


@cache
def picture_of(name: str) -> TreatmentPicture:
    path = STAGES / f"{name}.yaml"
    return bind(TreatmentPicture, read(path), path)


def the_exit(picture: str, stage: int, measure: str) -> Criterion:
    found = [c for c in picture_of(picture).stages[stage].exit if c.measure == measure]
    assert len(found) == 1, f"{picture} stage {stage}: {len(found)} exit criteria on {measure}"
    return found[0]


@pytest.mark.parametrize("picture", FROM_THE_DOSSIER)
def test_every_prose_criterion_of_the_dossier_became_data(picture):
    carried, added = FROM_THE_DOSSIER[picture]

    count = sum(len(s.entry) + len(s.exit) + len(s.regress) for s in picture_of(picture).stages)

    assert count == carried + added


def test_the_dossier_has_192_criteria_in_all():
    assert sum(carried for carried, _ in FROM_THE_DOSSIER.values()) == 192


@pytest.mark.parametrize("picture", EXPECTED_WEEKS)
def test_the_expected_weeks_of_each_stage_are_the_dossiers(picture):
    weeks = [stage.expected_weeks for stage in picture_of(picture).stages]

    assert [(span.amount, span.high) for span in weeks if span] == EXPECTED_WEEKS[picture]


@pytest.mark.parametrize(
    ("picture", "stage", "measure", "amount", "to", "pain", "sessions", "strictness"), EXIT_FIGURES
)
def test_the_exit_figures_are_the_dossiers_as_corrected(
    picture, stage, measure, amount, to, pain, sessions, strictness
):
    criterion = the_exit(picture, stage, measure)

    assert criterion.value is not None
    assert (criterion.value.amount, criterion.value.to) == (amount, to)
    assert (criterion.pain_at_most, criterion.sessions) == (pain, sessions)
    assert criterion.strictness is Strictness(strictness)
