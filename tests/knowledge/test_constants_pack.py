"""The constants of weighing and planning, the scores, the recovery and the founding conflicts."""

import re
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from planner.clinical.answers import Irritability
from planner.clinical.findings import Weight
from planner.clinical.limits import AssemblyLimits
from planner.clinical.outcomes import OutcomeMeasure, Recovery, RecoveryModifier
from planner.clinical.pack import PresentationEntry
from planner.clinical.stages import FoundingConflict, TreatmentPicture
from planner.clinical.weighing import Constant, Weighing
from planner.knowledge.binding import bind
from planner.knowledge.reading import read

PROTOCOLS = Path(__file__).parents[2] / "protocols"
LIBRARY = PROTOCOLS / "library"
BUTTOCK_PAIN = PROTOCOLS / "buttock-pain"

T = TypeVar("T")

LIMITS = {
    "home_exercises": 4,
    "home_self_care": 3,
    "home_minutes": 20,
    "visit_minutes": 45,
    "electro_per_visit": 1,
    "lumbar_per_visit": 1,
    "pain_limit": 3,
    "pain_limit_highest": 5,
    "next_morning_rise": 2,
    "speed_gap_hours": 48,
    "single_run_cap": 1.1,
    "single_run_cap_moderate": 1.05,
    "early_run_share": 0.5,
    "runs_per_week": 3,
    "run_gap_days": 2,
}

WALK_RUN = [(1, 2, 8), (2, 2, 7), (3, 1, 7), (5, 1, 5), (8, 1, 3), (20, 0, 1)]

MCIDS = {
    "nprs": 2,
    "nprs-now": None,
    "nprs-next-morning": None,
    "psfs": 1.3,
    "visa-h": None,
    "lefs": 9,
    "groc": 3,
    "slhb": None,
    "hhd-lsi": None,
    "sit-time": None,
    "run-distance": None,
    "longest-run-30-days": None,
    "pain24": 2,
    "apprehension": None,
}

RECOVERY_WEEKS = {
    "acute-reactive": (4, 12),
    "typical": (12, 26),
    "chronic": (26, 52),
    "shockwave-added": (12, 12),
    "return-running": (4, 4),
    "steroid": None,
    "deep-gluteal": (6, 16),
    "adolescent-avulsion": (12, 24),
    "complete-rupture": None,
    "ischial-bursitis": (4, 12),
    "partial-tear": (12, 26),
    "lumbar-referred": (4, 12),
    "ischiofemoral": (12, 26),
    "sij": (6, 12),
}

DOSSIER_SCREEN = {
    "saddle-sensory-change",
    "bladder-change",
    "bowel-or-sexual-change",
    "bilateral-leg-symptoms",
    "progressive-leg-weakness",
    "past-cancer",
    "unexplained-weight-loss",
    "fever-unwell",
    "immunosuppression",
    "osteoporosis-risk",
    "trauma-on-buttock",
    "pop-felt",
    "swollen-leg-risk",
    "night-pain",
}


def whole(kind: type[T], path: Path) -> T:
    return bind(kind, read(path), path)


def listed(kind: type[T], path: Path, key: str) -> list[T]:
    return [bind(kind, raw, path, (key, place)) for place, raw in enumerate(read(path)[key])]


@cache
def weighing() -> Weighing:
    return whole(Weighing, LIBRARY / "weighing.yaml")


@cache
def limits() -> AssemblyLimits:
    return whole(AssemblyLimits, BUTTOCK_PAIN / "assembly.yaml")


@cache
def head() -> PresentationEntry:
    return whole(PresentationEntry, BUTTOCK_PAIN / "presentation.yaml")


@cache
def scores() -> dict[str, OutcomeMeasure]:
    path = LIBRARY / "outcome-measures.yaml"
    return {entry.id: entry for entry in listed(OutcomeMeasure, path, "outcome_measures")}


@cache
def recoveries() -> dict[str, Recovery]:
    path = BUTTOCK_PAIN / "recovery.yaml"
    return {entry.id: entry for entry in listed(Recovery, path, "recoveries")}


@cache
def modifiers() -> list[RecoveryModifier]:
    return listed(RecoveryModifier, BUTTOCK_PAIN / "recovery.yaml", "modifiers")


@cache
def conflicts() -> dict[str, FoundingConflict]:
    path = BUTTOCK_PAIN / "conflicts.yaml"
    return {entry.id: entry for entry in listed(FoundingConflict, path, "conflicts")}


@cache
def pictures() -> list[TreatmentPicture]:
    return [whole(TreatmentPicture, path) for path in sorted(BUTTOCK_PAIN.glob("stages/*.yaml"))]


def constants_in(value: Any) -> list[Constant]:
    named = (getattr(value, name) for name in type(value).__dataclass_fields__)
    return [constant for constant in named if isinstance(constant, Constant)]


def test_opinion_in_words_has_the_log_odds_of_the_dossier():
    assert weighing().expert_log_odds == {
        Weight.STRONGLY_FOR: 1.1,
        Weight.FOR: 0.69,
        Weight.WEAKLY_FOR: 0.34,
        Weight.NEUTRAL: 0,
        Weight.WEAKLY_AGAINST: -0.34,
        Weight.AGAINST: -0.69,
        Weight.STRONGLY_AGAINST: -1.1,
    }


def test_the_weighing_shrinks_falls_and_caps_as_the_dossier_says():
    assert weighing().tau.value == 1
    assert weighing().default_standard_error.value == 0.5
    assert weighing().falling_weights == (1, 0.7, 0.5, 0.35)
    assert weighing().further_factor.value == 0.7
    assert weighing().cap.value == 10
    assert weighing().band_z.value == 1.96


def test_every_constant_gives_its_reason_its_kind_and_a_source():
    for constant in [*constants_in(weighing()), *constants_in(limits())]:
        assert len(constant.because) > 40, constant
        assert constant.kind, constant
        assert constant.sources, constant


def test_no_constant_claims_to_be_verified():
    assert not any(c.verified for c in [*constants_in(weighing()), *constants_in(limits())])


@pytest.mark.parametrize(("name", "value"), LIMITS.items())
def test_the_limits_of_a_plan_are_those_the_review_keeps(name, value):
    assert getattr(limits(), name).value == value


def test_hands_on_work_takes_fifteen_of_forty_five_minutes_and_no_sixteenth():
    room = limits().visit_minutes.value * limits().hands_on_share.value

    assert 15 <= room < 16


def test_the_share_of_the_early_run_is_marked_for_a_clinician_to_decide():
    assert limits().early_run_share.kind == "for a clinician to decide"


def test_the_single_run_cap_says_that_it_comes_from_uninjured_runners():
    assert "not injured" in limits().single_run_cap.because
    assert limits().single_run_cap.sources == ("frandsen2025",)


def test_the_easy_pace_turns_twelve_kilometres_into_about_seventy_minutes():
    assert 12 * limits().easy_pace_minutes_per_km.value == pytest.approx(70, abs=0.5)
    assert limits().easy_pace_minutes_per_km.kind == "assumption"


def test_the_walk_run_table_has_the_six_levels_of_the_dossier():
    levels = limits().run_levels

    assert [level.level for level in levels] == [1, 2, 3, 4, 5, 6]
    assert [(x.run_minutes, x.walk_minutes, x.repeats) for x in levels] == WALK_RUN


def test_each_level_of_walk_run_says_in_words_what_its_numbers_say():
    for level in limits().run_levels:
        numbers = [int(number) for number in re.findall(r"\d+", level.text)]
        assert numbers[0] == level.run_minutes
        if level.walk_minutes:
            assert numbers[1:] == [level.walk_minutes, level.repeats]


def test_the_screen_asks_the_dossiers_fourteen_and_what_the_corrected_rules_need():
    screen = head().always_screen

    assert set(screen) >= DOSSIER_SCREEN
    assert {"chest-pain-or-breathlessness", "cannot-bear-weight", "impact-pain"} <= set(screen)
    assert len(screen) == len(set(screen)) == 26


def test_the_core_takes_twelve_minutes_and_asks_nothing_twice():
    assert head().core_minutes == 12
    assert len(head().core) == len(set(head().core)) == 16
    assert not set(head().core) & set(head().always_screen)


def test_tendinopathy_tendinosis_and_bursitis_share_one_node():
    (node,) = head().nodes

    assert node.id == "hamstring-origin-tendinopathy"
    assert node.members == (
        "proximal-hamstring-tendinopathy",
        "proximal-hamstring-tendinosis",
        "ischial-bursitis",
    )
    assert node.evidence_from == "proximal-hamstring-tendinopathy"
    assert "0.20" in (node.note or "")


def test_non_specific_pain_can_never_be_ruled_out():
    assert head().never_ruled_out == ("non-specific-gluteal-pain",)


def test_running_and_no_sport_are_among_the_sports():
    assert {"running", "none"} <= set(head().sports)
    assert len(head().sports) >= 12


def test_irritability_is_told_apart_by_a_written_rule_that_nobody_has_checked_yet():
    rule = head().irritability

    assert len({rule.words(rating) for rating in Irritability}) == 3
    assert "higher" in rule.between
    assert not rule.verified
    assert "expert judgement" in (rule.reason or "")


def test_thirteen_scores_stand_with_the_differences_that_a_source_gives():
    assert {name: score.mcid_value for name, score in scores().items()} == MCIDS


def test_only_three_scores_have_a_difference_that_was_seen():
    assert {name for name, score in scores().items() if score.verified} == {"nprs", "psfs", "lefs"}


def test_the_copyrighted_score_keeps_totals_only_and_is_a_trend():
    visa = scores()["visa-h"]

    assert (visa.lowest, visa.highest, visa.weeks) == (0, 100, (0, 12, 26, 52))
    assert "total" in visa.licence
    assert "trend" in (visa.note or "")


def test_every_score_a_picture_names_exists():
    for picture in pictures():
        assert picture.outcome_measures, picture.id
        assert set(picture.outcome_measures) <= set(scores()), picture.id


def test_fourteen_groups_have_the_weeks_of_the_dossier():
    weeks = {
        name: (entry.weeks.amount, entry.weeks.high) if entry.weeks else None
        for name, entry in recoveries().items()
    }

    assert weeks == RECOVERY_WEEKS


def test_only_the_chronic_group_is_open_ended():
    assert [name for name, entry in recoveries().items() if entry.open_ended] == ["chronic"]


def test_the_avulsion_says_that_the_bone_may_not_unite():
    avulsion = recoveries()["adolescent-avulsion"]

    assert "10 of 18" in avulsion.basis
    assert "mitchell2021" in avulsion.sources
    assert "does not knit" in avulsion.patient


def test_a_week_is_told_as_the_moment_to_ring_and_never_as_a_forecast():
    for name, entry in recoveries().items():
        if "week" in entry.patient and name != "return-running":
            assert "Ring us if it is no better in a week" in entry.patient, name


def test_every_recovery_a_picture_names_exists():
    named = {picture.prognosis for picture in pictures() if picture.prognosis}

    assert named <= set(recoveries())
    assert len(named) == 8


def test_what_slows_recovery_is_told_by_direction_and_adds_no_weeks():
    assert len(modifiers()) == 5
    for modifier in modifiers():
        assert not re.search(r"\d", modifier.direction), modifier.factor
        assert not modifier.verified


def test_the_dossiers_added_weeks_are_kept_to_be_read_only():
    assert [modifier.dossier_effect for modifier in modifiers()][:3] == [
        "+4-8 weeks",
        "+8-16 weeks",
        "+25-50 %",
    ]


def test_twenty_conflicts_with_the_founding_page_each_say_one_sentence():
    assert list(conflicts()) == [f"c{number:02d}" for number in range(1, 21)]
    for entry in conflicts().values():
        assert entry.says.endswith("."), entry.id
        assert entry.says.count(". ") == 0, entry.id
        assert entry.sources, entry.id


def test_the_severity_of_the_conflicts_is_the_dossiers():
    severity = [entry.severity for entry in conflicts().values()]

    assert {name: severity.count(name) for name in set(severity)} == {
        "high": 8,
        "medium": 8,
        "low": 4,
    }
