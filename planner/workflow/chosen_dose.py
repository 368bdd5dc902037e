"""A dose that a clinician chose: numbers in their ranges, turned into a row like the pack's."""

from dataclasses import dataclass, replace
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
    "minutes": (0.25, 120),
    "times_per_day": (1, 10),
    "times_per_week": (1, 14),
    "every_days": (1, 14),
}
"""What is taken for a slip of the fingers outside; not clinical limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenDose:
    """Sets, repetitions a set, seconds held and rested, minutes of a bout, and how often.

    Each is one number, or with ``..._to`` a range. One of ``times_per_day``, ``times_per_week``
    and ``every_days`` (2: every second day) says how often, or ``frequency_as``: as the standing
    dose has it, in its words. ``reps_unit`` and ``tempo`` are taken over from the standing dose:
    two minutes of running never become two repetitions.
    """

    sets: float | None = None
    sets_to: float | None = None
    reps: float | None = None
    reps_to: float | None = None
    reps_unit: str = "rep"
    hold_seconds: float | None = None
    hold_seconds_to: float | None = None
    rest_seconds: float | None = None
    rest_seconds_to: float | None = None
    minutes: float | None = None
    minutes_to: float | None = None
    load: str = ""
    tempo: str = ""
    frequency_as: str = ""
    times_per_day: int | None = None
    times_per_week: int | None = None
    every_days: int | None = None
    note: str = ""


def checked_dose(dose: ChosenDose) -> ChosenDose:
    """The dose itself. Raises RefusedError for a number out of its range or no frequency."""
    for name, (lowest, highest) in RANGES.items():
        first, last = getattr(dose, name), getattr(dose, f"{name}_to", None)
        for number in (first, last):
            if number is not None and not (isfinite(number) and lowest <= number <= highest):
                raise RefusedError(f"Enter a number from {lowest:g} to {highest:g}.", name)
        if last is not None and (first is None or last < first):
            raise RefusedError("Enter the lower number first, for example 30-45.", name)
    often = [n for n in (dose.times_per_day, dose.times_per_week, dose.every_days) if n]
    if len(often) + bool(dose.frequency_as) != 1:
        raise RefusedError("Say how often: a day, a week, or every so many days.", "times_per_week")
    if not (dose.sets or dose.reps or dose.hold_seconds or dose.minutes):
        raise RefusedError("Say how much: sets, repetitions, seconds or minutes.", "sets")
    checked_line(dose.load, "load")
    checked_line(dose.note, "note")
    return dose


def beside(dose: ChosenDose, standing: DoseRow | None) -> ChosenDose:
    """The dose with what it takes over from the one that stands: unit of a repetition, tempo.

    Raises RefusedError where it says "as now" and nothing stands.
    """
    if standing is None:
        if dose.frequency_as:
            raise RefusedError("There is no dose yet: say how often.", "times_per_week")
        return dose
    unit = standing.reps.unit if standing.reps else None
    return replace(dose, reps_unit=unit or "rep", tempo=standing.tempo or "")


def as_row(
    dose: ChosenDose,
    picture: str,
    stage: int,
    irritability: Irritability,
    reason: str,
    standing: DoseRow | None = None,
) -> DoseRow | None:
    """The row that stands in the plan: graded as expert, never verified, with its reason.

    ``standing`` is the row it replaces; ``None`` comes back where the dose keeps a frequency that
    row does not have any more.
    """
    frequency = _kept(dose, standing) if dose.frequency_as else _frequency(dose)
    if frequency is None:
        return None
    return DoseRow(
        irritability=irritability,
        applies=(DoseFor(picture=picture, stages=(stage,)),),
        use=True,
        sets=_amount(dose.sets, dose.sets_to),
        reps=_amount(dose.reps, dose.reps_to, dose.reps_unit),
        hold=_amount(dose.hold_seconds, dose.hold_seconds_to, "s"),
        duration=_bout(dose),
        load=_load(dose, standing),
        tempo=dose.tempo or None,
        rest=_amount(dose.rest_seconds, dose.rest_seconds_to, "s"),
        frequency=frequency,
        note=dose.note or None,
        evidence=DoseEvidence(grade=EvidenceGrade.EXPERT, verified=False, reason=reason),
    )


def _amount(number: float | None, to: float | None, unit: str | None = None) -> Amount | None:
    if number is None:
        return None
    return Amount(amount=number, to=to if to != number else None, unit=unit)


def _bout(dose: ChosenDose) -> Amount | None:
    """Minutes, or seconds where a part of a minute was meant."""
    numbers = [n for n in (dose.minutes, dose.minutes_to) if n is not None]
    if all(n == int(n) for n in numbers):
        return _amount(dose.minutes, dose.minutes_to, "min")
    first, last = (
        round(n * 60, 2) if n is not None else None for n in (dose.minutes, dose.minutes_to)
    )
    return _amount(first, last, "s")


def _load(dose: ChosenDose, standing: DoseRow | None) -> Load | None:
    """The load as typed; the same words as before keep what the patient reads for them."""
    if standing is not None and standing.load is not None and standing.load.text == dose.load:
        return standing.load
    return Load(text=dose.load) if dose.load else None


def _kept(dose: ChosenDose, standing: DoseRow | None) -> Frequency | None:
    found = standing.frequency if standing else None
    return found if found is not None and found.text == dose.frequency_as else None


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
