"""Amounts with units, and doses made of them."""

from dataclasses import dataclass
from enum import StrEnum

from planner.clinical.answers import Irritability
from planner.clinical.citations import EvidenceGrade
from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Value):
    """One number or a range with its unit; ``amount`` is the low end, ``to`` the high one."""

    amount: float
    to: float | None = None
    unit: str | None = None

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError(f"an amount cannot be negative: {self.amount}")
        if self.to is not None and self.to < self.amount:
            raise ValueError(f"a range runs upwards: {self.amount} to {self.to}")

    @property
    def high(self) -> float:
        """The high end, which is the amount itself when there is no range."""
        return self.amount if self.to is None else self.to


class Per(StrEnum):
    """What a frequency counts by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    VISIT = "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency(Value):
    """How often: times per period, days or hours between, an upper number, or an occasion.

    ``every_days: 2`` is every second day. ``gap_hours`` is the least time between two sessions,
    ``at_most`` the number of sessions in a course. ``occasion`` names a moment instead of a
    rhythm ("before a run", "visit 1"). ``text`` is the one clinician spelling of all of it.
    """

    text: str
    times: Amount | None = None
    per: Per | None = None
    period: int = 1
    every_days: int | None = None
    gap_hours: Amount | None = None
    at_most: Amount | None = None
    occasion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load(Value):
    """How hard: clinician wording, the patient's words for it, and what can be computed with.

    ``repetition_maximum`` in RM, ``effort`` in per cent of the most one can, ``pain_limit`` in
    points of 0 to 10 during the work.
    """

    text: str
    patient: str | None = None
    repetition_maximum: Amount | None = None
    effort: Amount | None = None
    pain_limit: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseFor(Value):
    """The treatment picture and its stages a dose row is written for."""

    picture: str
    stages: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.stages:
            raise ValueError("a dose row names at least one stage of its picture")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseEvidence(Value):
    """Where the numbers of one dose row come from."""

    grade: EvidenceGrade
    sources: tuple[str, ...] = ()
    verified: bool
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.verified and not self.sources:
            raise ValueError("a verified dose names the source that gives it")
        if not self.verified and not self.reason:
            raise ValueError("a dose that is not verified gives its reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseRow(Value):
    """One dose at one irritability. ``use: false`` says no on purpose, with its reason.

    ``sets`` counts sets, ``reps`` repetitions a set (``unit`` rep, contact, minute, point ...),
    ``hold`` and ``rest`` are in seconds, ``duration`` is one whole bout (s or min), ``tempo`` is
    down-pause-up in seconds or a rate.
    """

    irritability: Irritability
    applies: tuple[DoseFor, ...]
    use: bool
    because: str | None = None
    sets: Amount | None = None
    reps: Amount | None = None
    hold: Amount | None = None
    duration: Amount | None = None
    load: Load | None = None
    tempo: str | None = None
    rest: Amount | None = None
    frequency: Frequency | None = None
    note: str | None = None
    evidence: DoseEvidence

    def __post_init__(self) -> None:
        if not self.use and not self.because:
            raise ValueError("a row that says no says why (because)")
        if self.use and self.frequency is None:
            raise ValueError("a dose that is used says how often (frequency)")

    def matches(self, picture: str, stage: int, irritability: Irritability) -> bool:
        """Whether this row was written for that picture, stage and irritability."""
        return self.irritability is irritability and any(
            entry.picture == picture and stage in entry.stages for entry in self.applies
        )
