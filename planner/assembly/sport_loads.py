"""The way back to another sport than running: which steps this stage opens, and from when.

A step opens by the stage, never by time alone: the stage before it is left at its gate.
"""

from dataclasses import dataclass

from planner.clinical.answers import Irritability
from planner.clinical.sports import SportLoads, SportStep, SportTable
from planner.clinical.stages import Running, Stage, TreatmentPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class SportRow:
    """One step. Open: not before ``week`` of this plan, from 1. Else ``stage`` opens it, if any."""

    step: SportStep
    week: int | None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SportPlan:
    """The table of this person's sport. ``sessions`` of a step are quiet before the next."""

    table: SportTable
    rows: tuple[SportRow, ...]
    sessions: int


def sport_plan(
    loads: SportLoads,
    sport: str | None,
    treatment: TreatmentPicture,
    stage: Stage,
    running: Running,
    irritability: Irritability,
) -> SportPlan | None:
    """The general load table of a sport in one stage; none for an interim plan.

    ``running`` is what the stage allows this person today. The last stage opens every step, one
    at a time, as the decision to return to sport is taken there; not while irritability is high
    or running is barred.
    """
    table = loads.table_of(sport)
    if table is None or treatment.interim_weeks is not None:
        return None
    is_free = running is not Running.NONE and irritability is not Irritability.HIGH
    is_last = stage.id == treatment.stages[-1].id and is_free
    rows, open_steps = [], 0
    for step in table.steps:
        if is_last or _allows(running, step):
            week = 1 + round(open_steps * loads.weeks_a_step.value)
            rows.append(SportRow(step=step, week=week))
            open_steps += 1
        else:
            rows.append(SportRow(step=step, week=None, stage=_opening(step, treatment, stage)))
    return SportPlan(table=table, rows=tuple(rows), sessions=round(loads.sessions_a_step.value))


def _allows(running: Running, step: SportStep) -> bool:
    order = list(Running)
    return order.index(running) >= order.index(step.opens_with)


def _opening(step: SportStep, treatment: TreatmentPicture, stage: Stage) -> Stage | None:
    """The first later stage that opens a step; this one again once irritability is lower."""
    later = [each for each in treatment.stages if each.id >= stage.id]
    return next(
        (each for each in later if _allows(each.running, step)), later[-1] if later else None
    )
