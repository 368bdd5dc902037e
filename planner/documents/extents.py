"""How much of one plan is printed: the whole course, this stage alone, or the week on one page.

All three are cut from one value, so none can say what another does not.
"""

from dataclasses import replace
from enum import Enum

from planner.documents.values import (
    ExerciseCard,
    PatientPlan,
    StepState,
    WeekRow,
    WeekSheet,
)


class Extent(Enum):
    """How much of the plan. The person's recorded need chooses."""

    COURSE = "course"
    """Everything, with the stages to come and what keeps it away."""
    STAGE = "stage"
    """What is to be done now, and what must be true to move up; nothing of later stages."""
    WEEK = "week"
    """The week on one page, to tick."""


def cut(plan: PatientPlan, extent: Extent) -> PatientPlan | WeekSheet:
    """The plan at one extent. Raises ValueError with one sentence where it has no week to tick."""
    if extent is Extent.WEEK:
        return week_sheet(plan)
    return plan if extent is Extent.COURSE else this_stage(plan)


def this_stage(plan: PatientPlan) -> PatientPlan:
    """The same plan without later stages and without what is for later."""
    ladder = plan.ladder
    if ladder is not None:
        now = tuple(step for step in ladder.steps if step.state is StepState.NOW)
        ladder = replace(ladder, steps=now) if now else None
    return replace(plan, ladder=ladder, prevention=())


def week_sheet(plan: PatientPlan) -> WeekSheet:
    """The week of a plan. Raises ValueError where the plan has no week to write in."""
    if plan.diary is None:
        raise ValueError("This plan has no week to tick: it gives safe advice alone")
    cards = plan.exercises.cards if plan.exercises else ()
    cues = plan.running.cards if plan.running else ()
    return WeekSheet(
        identity=plan.identity,
        title=plan.diary.title,
        diary=plan.diary,
        rows=tuple(_row(card) for card in (*cards, *cues)),
        help=plan.help,
        draft=plan.draft,
        heading=plan.week.heading if plan.week else "",
        take_care=plan.week.take_care if plan.week else "",
        pain=plan.pain,
        next_visit=plan.next_visit,
    )


def _row(card: ExerciseCard) -> WeekRow:
    dose = tuple(f"{cell.amount} {cell.word}" for cell in card.dose)
    return WeekRow(number=card.number, name=card.name, dose=dose)
