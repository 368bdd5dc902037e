"""How long the work at home takes, told from its dose: a session, and all sessions of a day.

Everything is counted at the low end of a range, as it is printed.
"""

import math
from collections.abc import Iterable

from planner.clinical.interventions import Intervention, Strand, Where, Who
from planner.clinical.limits import AssemblyLimits
from planner.clinical.quantities import Amount, DoseRow, Per

ADVICE = frozenset({Strand.EDUCATION, Strand.LOAD_MANAGEMENT, Strand.PREVENTION})
"""Words, not work: they take no place in the home limit."""

MINUTE = 60
"""Seconds."""

MINUTES = frozenset({"min", "minute", "minutes"})
MINUTES_STEP = 5
SECONDS = frozenset({"s"})
REPETITIONS = frozenset({None, "rep"})


def is_home_work(thing: Intervention) -> bool:
    """Whether the person does it by themselves outside a run, as the home meter counts it."""
    return (
        thing.where in (Where.HOME, Where.GYM, Where.FIELD)
        and thing.who is not Who.CLINICIAN
        and thing.strand not in (*ADVICE, Strand.ELECTROTHERAPY, Strand.SELF_CARE)
    )


def rounded_up(minutes: float) -> float:
    """To whole steps of five minutes, as the page of the person tells them."""
    return math.ceil(minutes / MINUTES_STEP) * MINUTES_STEP


def times_a_day(dose: DoseRow) -> float:
    """Sessions on a day it is due."""
    frequency = dose.frequency
    if frequency is None or frequency.per is not Per.DAY or frequency.times is None:
        return 1
    return max(1, frequency.times.amount / frequency.period)


def session_minutes(thing: Intervention, dose: DoseRow, limits: AssemblyLimits) -> float:
    """Minutes of one session: sets of repetitions or holds, the rests between, setting up.

    A dose that counts none of it takes the minutes of the item.
    """
    each = _seconds_of_a_set(dose, limits)
    if each is None:
        return thing.minutes
    sets = dose.sets.amount if dose.sets else 1
    rests = _seconds(dose.rest) * (sets - 1) if dose.rest else 0
    return limits.set_up_minutes.value + (sets * each + rests) / MINUTE


def minutes_under_load(dose: DoseRow, limits: AssemblyLimits) -> float:
    """Minutes of holding or moving in one session, without rests; 0 for a dose that counts neither.

    Springing is counted in contacts and so takes none.
    """
    sets = dose.sets.amount if dose.sets else 1
    return sets * (_seconds_of_a_set(dose, limits) or 0) / MINUTE


def day_minutes(thing: Intervention, dose: DoseRow, limits: AssemblyLimits) -> float:
    """Minutes on a day the item is due, every session counted."""
    return session_minutes(thing, dose, limits) * times_a_day(dose)


def whole_minutes(work: Iterable[tuple[Intervention, DoseRow]], limits: AssemblyLimits) -> int:
    """Whole minutes of the home work among these on a day all of it is due."""
    return math.ceil(
        sum(day_minutes(thing, dose, limits) for thing, dose in work if is_home_work(thing))
    )


def _seconds_of_a_set(dose: DoseRow, limits: AssemblyLimits) -> float | None:
    if dose.hold is not None:
        return _seconds(dose.hold) * (dose.reps.amount if dose.reps else 1)
    if dose.reps is not None:
        if dose.reps.unit in SECONDS | MINUTES:
            return _seconds(dose.reps)
        if dose.reps.unit not in REPETITIONS:
            return None
        counted = _seconds_of_a_tempo(dose.tempo) or limits.repetition_seconds.value
        return counted * dose.reps.amount
    return _seconds(dose.duration) if dose.duration is not None else None


def _seconds_of_a_tempo(tempo: str | None) -> float:
    """Seconds of one repetition at a tempo like 3-0-3; nothing for one told in words."""
    parts = [part.strip() for part in (tempo or "").split("-")]
    return sum(map(int, parts)) if len(parts) == 3 and all(map(str.isdigit, parts)) else 0


def _seconds(amount: Amount) -> float:
    return amount.amount * (MINUTE if amount.unit in MINUTES else 1)
