"""How often an item of a plan is due, and what kind of work it is: daily, loaded, heavy, hard."""

import math
from dataclasses import dataclass

from planner.assembly.home_load import ADVICE, minutes_under_load, times_a_day
from planner.assembly.plan import PlanItem
from planner.clinical.interventions import Intervention, Strand, Where, Who
from planner.clinical.limits import AssemblyLimits
from planner.clinical.quantities import DoseRow, Frequency, Per
from planner.clinical.stages import Running

DAYS = 7
HOURS = 24

SPACED = 3
"""Sessions a week up to which a day lies between them; more than that follow each other."""

FAST_WEEKS = frozenset({Running.STEADY.value, Running.SPEED.value})
"""An item of these weeks alone, with its own number of sessions, is a hard session of running."""

LOADED = frozenset({Strand.STRENGTHENING, Strand.ENERGY_STORAGE})


def is_own_work(item: PlanItem) -> bool:
    """Whether the person does it by themselves, with a rhythm of its own."""
    thing = item.intervention
    is_theirs = thing.who is not Who.CLINICIAN and thing.where is not Where.CLINIC
    no_work = thing.strand in ADVICE or thing.strand is Strand.ELECTROTHERAPY
    return is_theirs and not no_work and rhythm_of(item.dose.frequency) is not None


def is_daily(item: PlanItem) -> bool:
    """Whether it is done every day, rest days too."""
    rhythm = rhythm_of(item.dose.frequency)
    return rhythm is not None and rhythm.sessions >= DAYS


def is_hard(item: PlanItem) -> bool:
    """Whether it is a hard session."""
    return is_hard_work(item.intervention)


def is_hard_work(thing: Intervention) -> bool:
    """A session of springing, or of fast or uphill running with a number of its own."""
    if thing.strand is Strand.ENERGY_STORAGE:
        return True
    belongs = set(thing.goes_with_running)
    return thing.where is Where.RUN and bool(belongs) and belongs <= FAST_WEEKS


def is_loaded(item: PlanItem) -> bool:
    """Strength work or springing."""
    return item.intervention.strand in LOADED


def is_heavy(item: PlanItem) -> bool:
    """Whether the dose is set by a repetition maximum."""
    return is_heavy_dose(item.dose)


def is_heavy_dose(dose: DoseRow) -> bool:
    """Whether it is set by a repetition maximum."""
    return dose.load is not None and dose.load.repetition_maximum is not None


def sets_of(item: PlanItem) -> float:
    """Sets of loaded work on a day it is due, at the low end; nothing for other work."""
    return _sets(item.dose) if is_loaded(item) else 0


def heavy_sets_a_week(thing: Intervention, dose: DoseRow) -> float:
    """Sets at a repetition maximum in a week, at the low end; nothing for other work."""
    rhythm = rhythm_of(dose.frequency)
    if rhythm is None or thing.strand not in LOADED or not is_heavy_dose(dose):
        return 0
    return _sets(dose) * rhythm.sessions


def loaded_minutes_a_week(thing: Intervention, dose: DoseRow, limits: AssemblyLimits) -> float:
    """Minutes under load in a week, at the low end; nothing for work that does not load."""
    rhythm = rhythm_of(dose.frequency)
    if rhythm is None or thing.strand not in LOADED:
        return 0
    return minutes_under_load(dose, limits) * times_a_day(dose) * rhythm.sessions


def _sets(dose: DoseRow) -> float:
    return (dose.sets.amount if dose.sets else 1) * times_a_day(dose)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Sessions a week at the low end, and the days from one to the next."""

    sessions: int
    gap: int


def rhythm_of(frequency: Frequency | None) -> Rhythm | None:
    """How often in a week; none for work that goes with an occasion (a run, a visit)."""
    if frequency is None or frequency.occasion is not None:
        return None
    if frequency.every_days is not None:
        return Rhythm(sessions=DAYS // frequency.every_days, gap=frequency.every_days)
    if frequency.per is Per.DAY:
        return Rhythm(sessions=DAYS // frequency.period, gap=frequency.period)
    if frequency.per is not Per.WEEK or frequency.times is None:
        return None
    sessions = min(DAYS, max(1, int(frequency.times.amount // frequency.period)))
    gap = 2 if sessions <= SPACED else 1
    if frequency.gap_hours is not None:
        gap = max(gap, math.ceil(frequency.gap_hours.amount / HOURS))
    return Rhythm(sessions=sessions, gap=gap)
