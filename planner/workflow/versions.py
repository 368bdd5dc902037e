"""One version of a plan and the next: what each asks of the person."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.assembly.moves import RUN, net_moves
from planner.assembly.plan import Plan
from planner.assembly.week import planned_week
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.progression.differences import PlanThen
from planner.records.episode import EpisodeSoFar
from planner.records.plans import IssuedPlan

_DOSES = TypeAdapter(dict[str, DoseRow])


def asks_of(plan: Plan, pack: Pack) -> PlanThen:
    """What a plan asks, from the plan itself."""
    stage, week = plan.current, planned_week(plan, pack)
    items = [item.intervention.id for item in stage.items] if stage else []
    days = {name: week.days_of(name) for name in (RUN, *items)} if week else {}
    return PlanThen(
        stage=stage.stage.id if stage else None,
        doses={item.intervention.id: item.dose for item in stage.items} if stage else {},
        minutes=plan.running.minutes if plan.running else None,
        runs=plan.running.runs_per_week if plan.running else None,
        days={name: weekdays for name, weekdays in days.items() if weekdays},
        moved=tuple(dict.fromkeys(move.item for move in net_moves(plan.moves))),
    )


def asked_by(snapshot: Mapping[str, Any]) -> PlanThen:
    """What an issued plan asked, as it was frozen."""
    plan = snapshot["plan"]
    return PlanThen(
        stage=plan["stage"],
        doses=_DOSES.validate_python({item["id"]: item["dose"] for item in plan["items"]}),
        minutes=plan["run_minutes"],
        runs=plan["runs_per_week"],
        days={name: tuple(days) for name, days in plan.get("days", {}).items()},
        moved=tuple(plan.get("moved", ())),
    )


def plan_before(db: Session, so_far: EpisodeSoFar) -> PlanThen | None:
    """What the newest issued plan of the episode asked; none before the first."""
    return so_far.once("plan before", lambda: _before(db, so_far))


def _before(db: Session, so_far: EpisodeSoFar) -> PlanThen | None:
    wanted = (
        select(IssuedPlan.snapshot)
        .where(IssuedPlan.episode_id == so_far.episode.id)
        .order_by(IssuedPlan.number.desc())
        .limit(1)
    )
    snapshot = db.scalar(wanted)
    return asked_by(snapshot) if snapshot is not None else None
