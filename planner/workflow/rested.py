"""Whether weeks without running lie between what was told of running and this visit."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.episode import EpisodeSoFar
from planner.records.plans import IssuedPlan
from planner.records.situation import SportRecord


def is_rested(db: Session, so_far: EpisodeSoFar, told: SportRecord | None) -> bool:
    """Whether a plan that allowed no running, a holding plan too, came after they were told.

    They say nothing then of what is tolerated now. Told or confirmed at this visit, they count.
    """
    visits = [visit.id for visit in so_far.encounters]
    if told is None or told.encounter_id == so_far.encounter.id:
        return False
    between = visits[visits.index(told.encounter_id) : visits.index(so_far.encounter.id)]
    wanted = select(IssuedPlan.snapshot).where(
        IssuedPlan.episode_id == so_far.episode.id, IssuedPlan.encounter_id.in_(between)
    )
    plans = (snapshot["plan"] for snapshot in db.scalars(wanted))
    return any(plan["holding"] or plan["run_minutes"] == 0 for plan in plans)
