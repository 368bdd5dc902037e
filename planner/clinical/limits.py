"""Limits of a plan and constants of the run table; each with its reason in the pack."""

from dataclasses import dataclass

from planner.clinical.quantities import Amount
from planner.clinical.value import Value
from planner.clinical.weighing import Constant


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLevel(Value):
    """One level of walk-run: minutes of running and walking, repeated."""

    level: int
    run_minutes: float
    walk_minutes: float
    repeats: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedLevel(Value):
    """One step of the way back to speed, easiest first: ``effort`` in per cent of full speed.

    ``patient`` says the same in plain words. Starts from standing are the last of them.
    """

    level: int
    effort: Amount | None
    text: str
    patient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyLimits(Value):
    """How much one person can be asked to do, and how running grows.

    A session takes what its dose counts, ``set_up_minutes`` for each exercise, and
    ``repetition_seconds`` where a dose names no tempo. ``irritable_home_minutes`` binds a day of
    highly irritable pain, which is never longer than the day of calmer pain either.
    ``single_run_cap`` multiplies the longest tolerated run (1.1: at most 10 % more), from
    uninjured runners; ``single_run_cap_moderate`` the same while irritability is not low.
    ``early_run_share`` is the part of the longest run allowed while the tendon settles.
    ``run_gap_days`` is from one run to the next: 2 leaves a day without a run between.
    ``running_modality`` is the row of the matrix that running itself falls under: what bars it
    bars the run table too; ``walking_modality`` the row of walking.
    ``easy_pace_minutes_per_km`` turns kilometres into minutes where only a distance is known.
    ``quiet_morning_rise`` is how many points above the usual a morning test still counts as quiet.
    An agent is dropped after ``retest_visits`` visits in a row without change; without any change
    that matters the causes are gone through again after ``rethink_weeks`` and imaging or a sports
    physician is due after ``image_weeks``.
    """

    home_exercises: Constant
    home_self_care: Constant
    home_minutes: Constant
    set_up_minutes: Constant
    repetition_seconds: Constant
    irritable_home_minutes: Constant
    visit_minutes: Constant
    hands_on_share: Constant
    electro_per_visit: Constant
    lumbar_per_visit: Constant
    pain_limit: Constant
    pain_limit_highest: Constant
    next_morning_rise: Constant
    quiet_morning_rise: Constant
    retest_visits: Constant
    rethink_weeks: Constant
    image_weeks: Constant
    speed_gap_hours: Constant
    single_run_cap: Constant
    single_run_cap_moderate: Constant
    early_run_share: Constant
    runs_per_week: Constant
    run_gap_days: Constant
    running_modality: str
    walking_modality: str
    easy_pace_minutes_per_km: Constant
    run_levels: tuple[RunLevel, ...]
    run_levels_because: str
    speed_levels: tuple[SpeedLevel, ...]
    speed_levels_because: str
