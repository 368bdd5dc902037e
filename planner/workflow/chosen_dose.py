"""A dose that a clinician chose: numbers in their ranges, turned into a row like the pack's."""

from dataclasses import dataclass
from math import isfinite

from planner.clinical.answers import Irritability
from planner.clinical.citations import EvidenceGrade
from planner.clinical.quantities import (
    Amount,
    DoseEvidence,
    DoseFor,
    DoseRow,
    Frequency,
    Load,
    Per,
)
from planner.workflow.errors import RefusedError
from planner.workflow.texts import checked_line

RANGES: dict[str, tuple[float, float]] = {
    "sets": (1, 10),
    "reps": (1, 100),
    "hold_seconds": (1, 600),
    "rest_seconds": (0, 600),
    "minutes": (1, 120),
    "times_per_day": (1, 10),
    "times_per_week": (1, 14),
    "every_days": (1, 14),
}
"""What is taken for a slip of the fingers outside; not clinical limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDose:
    """Sets, repetitions a set, seconds held and rested, minutes of a bout, and how often.

    One of ``times_per_day``, ``times_per_week`` and ``every_days`` (2: every second day) says
    how often.
    """

    sets: float | None = None
    reps: float | None = None
    hold_seconds: float | None = None
    rest_seconds: float | None = None
    minutes: float | None = None
    load: str = ""
    times_per_day: int | None = None
    times_per_week: int | None = None
    every_days: int | None = None
    note: str = ""


def checked_dose(dose: ChosenDose) -> ChosenDose:
    """The dose itself. Raises RefusedError for a number out of its range or no frequency."""
    for name, (lowest, highest) in RANGES.items():
        number = getattr(dose, name)
        if number is not None and not (isfinite(number) and lowest <= number <= highest):
            raise RefusedError(f"Enter a number from {lowest:g} to {highest:g}.", name)
    often = [n for n in (dose.times_per_day, dose.times_per_week, dose.every_days) if n]
    if len(often) != 1:
        raise RefusedError("Say how often: a day, a week, or every so many days.", "times_per_week")
    if not (dose.sets or dose.reps or dose.hold_seconds or dose.minutes):
        raise RefusedError("Say how much: sets, repetitions, seconds or minutes.", "sets")
    checked_line(dose.load, "load")
    checked_line(dose.note, "note")
    return dose


def as_row(
    dose: ChosenDose, picture: str, stage: int, irritability: Irritability, reason: str
) -> DoseRow:
    """The row that stands in the plan: graded as expert, never verified, with its reason."""
    return DoseRow(
        irritability=irritability,
        applies=(DoseFor(picture=picture, stages=(stage,)),),
        use=True,
        sets=_amount(dose.sets),
        reps=_amount(dose.reps, "rep"),
        hold=_amount(dose.hold_seconds, "s"),
        duration=_amount(dose.minutes, "min"),
        load=Load(text=dose.load) if dose.load else None,
        rest=_amount(dose.rest_seconds, "s"),
        frequency=_frequency(dose),
        note=dose.note or None,
        evidence=DoseEvidence(grade=EvidenceGrade.EXPERT, verified=False, reason=reason),
    )


def _amount(number: float | None, unit: str | None = None) -> Amount | None:
    return Amount(amount=number, unit=unit) if number is not None else None


def _frequency(dose: ChosenDose) -> Frequency:
    if dose.every_days:
        text = {1: "daily", 2: "every second day"}.get(
            dose.every_days, f"every {dose.every_days} days"
        )
        return Frequency(text=text, every_days=dose.every_days)
    if dose.times_per_day:
        return _counted(dose.times_per_day, Per.DAY)
    return _counted(dose.times_per_week or 1, Per.WEEK)


def _counted(times: int, per: Per) -> Frequency:
    text = {1: "once", 2: "twice"}.get(times, f"{times} times")
    return Frequency(text=f"{text} a {per.value}", times=Amount(amount=times), per=per)
