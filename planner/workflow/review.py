"""A review as it stands: gate, diary, scores, re-tests, goals, unwanted effects, stages so far."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.interventions import Intervention
from planner.progression.course import Course
from planner.progression.diary import DiaryDay
from planner.progression.gate import Gate, Move
from planner.progression.outcomes import Score, TimeAsks, dropped, time_asks
from planner.records.course import AdverseEvent, GoalRating, Retest, StageDecision
from planner.records.episode import EpisodeSoFar
from planner.records.plans import IssuedPlan
from planner.records.situation import GoalRecord
from planner.workflow.actor import VisitRef
from planner.workflow.case_of import assessment_from, names_in, so_far_of
from planner.workflow.clock import Clock
from planner.workflow.course_of import (
    PlanInForce,
    course_of,
    diary_span,
    plan_in_force,
    retests_of,
    scores_of,
)
from planner.workflow.knowledge import Knowledge
from planner.workflow.protocol import ProtocolBoard, board_of
from planner.workflow.reviewing import gate_of, is_given
from planner.workflow.standing import Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision at a gate, with what was suggested and each criterion as it stood then."""

    move: Move
    suggestion: Move
    from_stage: int
    to_stage: int | None
    reason: str
    criteria: tuple[dict[str, str], ...]
    on: date
    at: datetime
    by: str
    is_today: bool

    @property
    def goes_against(self) -> bool:
        """Whether it is not what was suggested."""
        return self.move is not self.suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Technique:
    """One technique given in the clinic: what the sign said today, and at earlier visits."""

    thing: Intervention
    today: str
    earlier: tuple[tuple[date, str], ...]
    dropped_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One goal in the person's words, rated 0 to 10 today and at first."""

    words: str
    today: float | None
    first: tuple[date, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something unwanted, and what was done about it."""

    what: str
    item: str | None
    severity: str
    action: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything the pages of a review show. ``gate`` is none before the first plan is in force."""

    plan: PlanInForce | None
    gate: Gate | None
    course: Course | None
    first_day: date
    last_day: date
    days: tuple[DiaryDay, ...]
    visits: tuple[date, ...]
    scores: tuple[Score, ...]
    asks: TimeAsks | None
    decisions: tuple[Decision, ...]
    techniques: tuple[Technique, ...]
    goals: tuple[Goal, ...]
    events: tuple[Event, ...]
    started: date | None

    @property
    def decided(self) -> Decision | None:
        """What was decided at this visit, last."""
        here = [decision for decision in self.decisions if decision.is_today]
        return here[-1] if here else None


def read_review(db: Session, visit: VisitRef, *, knowledge: Knowledge, clock: Clock) -> Review:
    """The review of one visit. Raises NotFoundError."""
    return review_of(db, so_far_of(db, visit), knowledge)


def review_of(db: Session, so_far: EpisodeSoFar, knowledge: Knowledge) -> Review:
    """The review of an episode so far."""
    who, pack = names_in(db), knowledge.pack
    assessment = assessment_from(db, so_far, knowledge)
    plan = plan_in_force(db, so_far)
    gate = gate_of(db, so_far, assessment, pack)
    course = course_of(so_far, assessment, pack, plan) if plan is not None and gate else None
    scores = scores_of(so_far, pack)
    started = _started(db, so_far)
    first, last = diary_span(so_far)
    return Review(
        plan=plan,
        gate=gate,
        course=course,
        first_day=first,
        last_day=last,
        days=course.days if course else (),
        visits=tuple(visit.visit_date for visit in so_far.encounters),
        scores=scores,
        asks=time_asks(scores, started, so_far.encounter.visit_date, pack.presentation.limits),
        decisions=decisions_of(so_far, who),
        techniques=_techniques(db, so_far, knowledge, plan),
        goals=_goals(so_far),
        events=_events(so_far, who),
        started=started,
    )


def decisions_of(so_far: EpisodeSoFar, who: Who) -> tuple[Decision, ...]:
    """Every decision at a gate of this episode, oldest first: the history of its stages."""
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    return tuple(
        Decision(
            move=Move(row.move),
            suggestion=Move(row.suggestion),
            from_stage=row.from_stage,
            to_stage=row.to_stage,
            reason=row.reason,
            criteria=tuple(dict(each) for each in row.criteria),
            on=days[row.encounter_id],
            at=row.recorded_at,
            by=who(row.recorded_by),
            is_today=row.encounter_id == so_far.encounter.id,
        )
        for row in so_far.rows(StageDecision)
    )


def _started(db: Session, so_far: EpisodeSoFar) -> date | None:
    """The day of the visit whose plan was the first: weeks of treatment count from it."""
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    issued = select(IssuedPlan.encounter_id).where(IssuedPlan.episode_id == so_far.episode.id)
    return min((days[name] for name in db.scalars(issued) if name in days), default=None)


def _techniques(
    db: Session, so_far: EpisodeSoFar, knowledge: Knowledge, plan: PlanInForce | None
) -> tuple[Technique, ...]:
    """What the plan in force or today's draft gives in the clinic, and what was re-tested."""
    library = knowledge.pack.library.interventions
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    latest = so_far.by(Retest, lambda row: (row.item, row.encounter_id)).values()
    names = [*_given_by(db, plan), *_given_in(board_of(db, so_far, knowledge))]
    names += [row.item for row in latest]
    gone = dropped(retests_of(so_far), knowledge.pack.presentation.limits)
    return tuple(
        Technique(
            thing=library[name],
            today=next(
                (
                    row.result
                    for row in latest
                    if row.item == name and row.encounter_id == so_far.encounter.id
                ),
                "",
            ),
            earlier=tuple(
                (days[row.encounter_id], row.result)
                for row in latest
                if row.item == name and row.result and row.encounter_id != so_far.encounter.id
            ),
            dropped_because=gone.get(name, ""),
        )
        for name in dict.fromkeys(names)
        if name in library and is_given(library[name])
    )


def _given_by(db: Session, plan: PlanInForce | None) -> list[str]:
    if plan is None:
        return []
    snapshot = db.scalar(select(IssuedPlan.snapshot).where(IssuedPlan.id == plan.id))
    return [item["id"] for item in snapshot["plan"]["items"]] if snapshot else []


def _given_in(board: ProtocolBoard) -> list[str]:
    stage = board.plan.current if board.plan else None
    return [item.intervention.id for item in stage.items] if stage else []


def _goals(so_far: EpisodeSoFar) -> tuple[Goal, ...]:
    record = so_far.latest(GoalRecord)
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    rated = so_far.by(GoalRating, lambda row: (row.goal, row.encounter_id)).values()
    goals = []
    for words in record.goals if record else ():
        mine = [row for row in rated if row.goal == words and row.rating is not None]
        here = [row.rating for row in mine if row.encounter_id == so_far.encounter.id]
        before = [
            (days[row.encounter_id], row.rating)
            for row in mine
            if row.rating is not None and row.encounter_id != so_far.encounter.id
        ]
        goals.append(
            Goal(words=words, today=here[-1] if here else None, first=before[0] if before else None)
        )
    return tuple(goals)


def _events(so_far: EpisodeSoFar, who: Who) -> tuple[Event, ...]:
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    return tuple(
        Event(
            what=row.what,
            item=row.item,
            severity=row.severity,
            action=row.action,
            on=days[row.encounter_id],
            by=who(row.recorded_by),
        )
        for row in so_far.rows(AdverseEvent)
    )
