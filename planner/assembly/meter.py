"""The home meter: exercises, self-care and minutes of the fullest day, as assembled or edited."""

from planner.assembly.home_load import is_home_work
from planner.assembly.plan import HomeMeter, Plan
from planner.assembly.week import planned_week
from planner.clinical.interventions import Strand, Where, Who
from planner.clinical.pack import Pack


def home_meter(plan: Plan, pack: Pack) -> HomeMeter:
    """What a plan asks of one person at home; nothing where no stage is dosed."""
    week, limits = planned_week(plan, pack), pack.presentation.limits
    things = [item.intervention for item in plan.current.items] if plan.current else []
    care = [
        thing
        for thing in things
        if thing.strand is Strand.SELF_CARE
        and thing.where in (Where.HOME, Where.GYM)
        and thing.who is not Who.CLINICIAN
    ]
    return HomeMeter(
        exercises=sum(map(is_home_work, things)),
        self_care=len(care),
        minutes=week.fullest.minutes if week else 0,
        exercise_limit=int(limits.home_exercises.value),
        self_care_limit=int(limits.home_self_care.value),
        minutes_limit=limits.home_minutes.value,
    )
