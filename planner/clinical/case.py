"""One patient at one visit, as the core is handed it: what was asked, answered and recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.clinical.surgery import AfterSurgery


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who the papers are for. Optional in a case file; never logged."""

    name: str
    born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SportLoad:
    """Sport and what this person tolerates now.

    Distances in km, times in minutes. ``longest_tolerated_*`` is the longest run since symptoms
    began that was quiet the next morning; ``longest_run_km`` the longest of the last 30 days.
    """

    name: str | None = None
    weekly_km: float | None = None
    longest_run_km: float | None = None
    longest_tolerated_km: float | None = None
    longest_tolerated_minutes: float | None = None
    easy_pace_minutes_per_km: float | None = None
    goal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationOutcome:
    """A result somebody signed. Unsigned results are not results."""

    investigation: str
    result: str
    on: date
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReason:
    """Why a clinician went on although the program said no; printed in the clinician's copy."""

    reason: str
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything one assessment or plan starts from. Unknown stays ``None`` or not assessed.

    ``age`` in years, ``duration_weeks`` since onset. ``stage`` is the clinician's choice; left
    out, the entry stage is worked out. ``measures`` holds recorded numbers by measure id,
    ``dropped`` techniques that changed nothing, each with its reason, ``running_seen`` what an
    analysis of the run showed, by the cue it is for. ``rest_days`` (Monday 0 to Sunday 6) are
    those without a run or a spaced session. ``is_rested_from_running``: a plan without running came
    after the distances of ``sport`` were told. ``explained`` says why facts that seem to contradict
    each other are true all the same, by the contradiction.
    """

    presentation: str
    on: date
    person: Person | None = None
    age: float | None = None
    sex: Sex | None = None
    side: Side | None = None
    answers: Mapping[str, Presence] = field(default_factory=dict)
    answers_left: Mapping[str, Presence] = field(default_factory=dict)
    answers_right: Mapping[str, Presence] = field(default_factory=dict)
    could_not_assess: Mapping[str, str] = field(default_factory=dict)
    working_diagnosis: str | None = None
    contributors: tuple[str, ...] = ()
    irritability: Irritability | None = None
    duration_weeks: float | None = None
    stage: int | None = None
    factors: Mapping[str, Presence] = field(default_factory=dict)
    equipment: tuple[str, ...] = ()
    clinic_equipment: tuple[str, ...] | None = None
    sport: SportLoad = field(default_factory=SportLoad)
    goals: tuple[str, ...] = ()
    investigations: tuple[InvestigationOutcome, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    screen_override: SignedReason | None = None
    explained: Mapping[str, SignedReason] = field(default_factory=dict)
    dropped: Mapping[str, str] = field(default_factory=dict)
    running_seen: Mapping[str, Presence] = field(default_factory=dict)
    rest_days: tuple[int, ...] = ()
    is_rested_from_running: bool = False
    after_surgery: AfterSurgery | None = None


NOT_SURE_YET = "not-sure-yet"
"""The working diagnosis of a clinician who cannot tell yet: an interim plan for two weeks."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Weekdays as a case file and the record name them."""
