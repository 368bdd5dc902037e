"""The protocol board: the plan with its edits, and everything its issue still waits for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from planner.assembly.plan import Plan, Refusal
from planner.clinical.pack import Pack
from planner.progression.differences import Difference, Kind, PlanThen, differences
from planner.records.episode import EpisodeSoFar
from planner.ruleout.assess import Assessment
from planner.workflow.actor import VisitRef
from planner.workflow.case_of import assessment_from, names_in, so_far_of
from planner.workflow.clock import Clock
from planner.workflow.course_of import visits_in_stage
from planner.workflow.draft import EditEntry, edits_of
from planner.workflow.edited_plan import edited
from planner.workflow.knowledge import Knowledge
from planner.workflow.planning import MISSING, plan_from
from planner.workflow.standing import Who
from planner.workflow.starting import is_demonstration
from planner.workflow.versions import asks_of, plan_before
from planner.workflow.waiting import (
    Waiting,
    idle_edits,
    late_reviews,
    restored_record,
    waits_of_the_plan,
    waits_of_the_visit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolBoard:
    """The draft as it stands. ``missing`` is what must be recorded before there is a plan.

    ``changes`` are the differences from the plan issued last in the episode.
    """

    assessment: Assessment
    plan: Plan | None
    refusal: Refusal | None
    missing: str | None
    missing_says: str
    edits: tuple[EditEntry, ...]
    notes: tuple[str, ...]
    waiting: tuple[Waiting, ...]
    before: PlanThen | None = None
    changes: tuple[Difference, ...] = ()

    @property
    def can_issue(self) -> bool:
        """Whether nothing waits."""
        return self.plan is not None and not self.waiting


def protocol(db: Session, visit: VisitRef, *, knowledge: Knowledge, clock: Clock) -> ProtocolBoard:
    """The board of one visit. Raises NotFoundError."""
    return board_today(db, so_far_of(db, visit), knowledge, clock)


def board_today(
    db: Session, so_far: EpisodeSoFar, knowledge: Knowledge, clock: Clock
) -> ProtocolBoard:
    """The board, and what of the content is too old for a new plan by today (HZ-063).

    A demonstration goes on then: nobody is treated by it. A record that was put back from a copy
    waits for the lead (HZ-079).
    """
    board = board_of(db, so_far, knowledge)
    also = (*restored_record(db),)
    if not is_demonstration(db):
        also = (*also, *late_reviews(knowledge.pack, clock.today()))
    return replace(board, waiting=(*board.waiting, *also))


def board_of(db: Session, so_far: EpisodeSoFar, knowledge: Knowledge) -> ProtocolBoard:
    """The board of an episode so far; every check runs again on the edited plan."""
    planned = plan_from(knowledge, assessment_from(db, so_far, knowledge))
    edits = standing_edits(db, so_far, planned.plan, names_in(db))
    plan, notes, idle = planned.plan, tuple[str, ...](), tuple[str, ...]()
    if plan is not None:
        result = edited(plan, edits, knowledge.pack)
        plan, notes, idle = result.plan, result.notes, result.idle
    before = plan_before(db, so_far)
    changes = tuple(_changes(before, plan, knowledge.pack)) if before and plan else ()
    return ProtocolBoard(
        before=before,
        changes=changes,
        assessment=planned.assessment,
        plan=plan,
        refusal=planned.refusal,
        missing=planned.missing,
        missing_says=MISSING.get(planned.missing or "", ""),
        edits=edits,
        notes=notes,
        waiting=(
            *waits_of_the_visit(db, so_far, planned.assessment, knowledge),
            *(waits_of_the_plan(db, so_far, plan, changes, edits, knowledge) if plan else ()),
            *idle_edits(edits, idle),
        ),
    )


def standing_edits(
    db: Session, so_far: EpisodeSoFar, plan: Plan | None, who: Who
) -> tuple[EditEntry, ...]:
    """The edits laid over ``plan``: this visit's, and those carried while it stays in its stage."""
    same: frozenset[str] = frozenset()
    if plan is not None and plan.picture is not None and plan.current is not None:
        same = visits_in_stage(db, so_far, plan.picture.id, plan.current.stage.id)
    return edits_of(so_far, who, same)


def _changes(before: PlanThen, plan: Plan, pack: Pack) -> Iterable[Difference]:
    """What is new; an item that only waits for an answer is not gone."""
    waiting = {item for question in plan.questions for item in question.waiting}
    for change in differences(before, asks_of(plan, pack)):
        if change.kind is not Kind.REMOVED or change.item not in waiting:
            yield change
