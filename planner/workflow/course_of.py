"""The course of care of an episode so far, as the gate and the charts are handed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.assembly.surgeons_limits import still_limited
from planner.clinical.answers import Presence
from planner.clinical.case import NOT_SURE_YET
from planner.clinical.pack import Pack
from planner.clinical.stages import TreatmentPicture
from planner.progression.course import Course, Recorded
from planner.progression.diary import DiaryDay, DiaryRow
from planner.progression.outcomes import Retested, Score
from planner.records.course import DiaryMark, Retest, RunningAnalysis, StageDecision
from planner.records.decisions import DiagnosisChoice
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Complaint, Measurement
from planner.records.plans import IssuedPlan
from planner.ruleout.assess import Assessment

FIRST_WEEKS = 1
"""Weeks of diary before a visit that has no earlier one."""
BETTER = "better"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInForce:
    """The plan the person came with: issued at an earlier visit of the episode, the newest."""

    id: str
    number: int
    picture: str
    stage: int
    encounter_id: str
    on: date


def plan_in_force(db: Session, so_far: EpisodeSoFar) -> PlanInForce | None:
    """The newest plan of an earlier visit; none where none had stages."""
    found = plans_before(db, so_far)
    return found[0] if found else None


def plans_before(db: Session, so_far: EpisodeSoFar) -> tuple[PlanInForce, ...]:
    """Every plan with stages that was issued at an earlier visit of the episode, newest first."""
    return so_far.once("plans before", lambda: _plans_before(db, so_far))


def visits_in_stage(db: Session, so_far: EpisodeSoFar, picture: str, stage: int) -> frozenset[str]:
    """The visits since the plan came into this stage: their plans all stand in it."""
    found = takewhile(
        lambda plan: (plan.picture, plan.stage) == (picture, stage), plans_before(db, so_far)
    )
    return frozenset(plan.encounter_id for plan in found)


def _plans_before(db: Session, so_far: EpisodeSoFar) -> tuple[PlanInForce, ...]:
    earlier = {v.id: v.visit_date for v in so_far.encounters if v.id != so_far.encounter.id}
    if not earlier:
        return ()
    said = IssuedPlan.snapshot["plan"]
    wanted = (
        select(
            IssuedPlan.id,
            IssuedPlan.number,
            IssuedPlan.encounter_id,
            said["picture"].as_string(),
            said["stage"].as_integer(),
        )
        .where(IssuedPlan.episode_id == so_far.episode.id)
        .where(IssuedPlan.encounter_id.in_(list(earlier)))
        .order_by(IssuedPlan.number.desc())
    )
    if so_far.until is not None:
        wanted = wanted.where(IssuedPlan.issued_at <= so_far.until)
    return tuple(
        PlanInForce(
            id=plan_id,
            number=number,
            picture=picture,
            stage=stage,
            encounter_id=encounter_id,
            on=earlier[encounter_id],
        )
        for plan_id, number, encounter_id, picture, stage in db.execute(wanted)
        if picture is not None and stage is not None
    )


def treatment_of(pack: Pack, diagnosis: str | None) -> TreatmentPicture | None:
    """The treatment picture of a working diagnosis, or none."""
    if diagnosis is None:
        return None
    if diagnosis == NOT_SURE_YET:
        return pack.presentation.pictures[NOT_SURE_YET]
    return pack.picture_for(diagnosis)


def stage_of(db: Session, so_far: EpisodeSoFar, picture: TreatmentPicture | None) -> int | None:
    """The stage this visit stands in, where one was decided: at the gate, or by the last plan.

    A plan never moves on by itself (HZ-043): without a decision the stage of the plan in force
    stays, whatever was measured and however long ago it was.
    """
    if picture is None:
        return None
    known = {stage.id for stage in picture.stages}
    decision, plan = so_far.latest_here(StageDecision), plan_in_force(db, so_far)
    if decision is not None and decision.picture == picture.id and decision.to_stage in known:
        return decision.to_stage
    if plan is not None and plan.picture == picture.id and plan.stage in known:
        return plan.stage
    return None


def course_of(
    so_far: EpisodeSoFar, assessment: Assessment, pack: Pack, plan: PlanInForce
) -> Course:
    """What the gate of the plan in force is held against at this visit."""
    complaint = so_far.latest(Complaint)
    stages = {stage.id: stage for stage in pack.presentation.pictures[plan.picture].stages}
    screened = not assessment.screen_gaps or assessment.case.screen_override is not None
    return Course(
        on=so_far.encounter.visit_date,
        pain_limit=stages[plan.stage].pain_limit,
        days=diary_days(so_far),
        today={**_of_the_record(so_far, is_clear=screened), **numbers_here(so_far)},
        earlier=recorded_at_visits(so_far, with_this_one=False),
        measures=pack.library.measures,
        limits=pack.presentation.limits,
        facts=assessment.picture,
        both_sides=complaint is not None and complaint.side == "both",
        is_warned=bool(assessment.emergency or assessment.holding),
        is_screened=screened,
        held_by=still_limited(pack.library, assessment.picture),
    )


def diary_days(so_far: EpisodeSoFar) -> tuple[DiaryDay, ...]:
    """The diary since the visit before, each day up to this visit, oldest first."""
    first, last = diary_span(so_far)
    days: dict[date, dict[DiaryRow, float]] = {}
    for row in so_far.by(DiaryMark, lambda mark: (mark.on, mark.row)).values():
        if row.number is not None and first <= row.on <= last:
            days.setdefault(row.on, {})[DiaryRow(row.row)] = row.number
    return tuple(DiaryDay(on=on, marks=days[on]) for on in sorted(days))


def diary_span(so_far: EpisodeSoFar) -> tuple[date, date]:
    """First and last day of the diary that is read at this visit."""
    last = so_far.encounter.visit_date
    before = [v.visit_date for v in so_far.encounters if v.visit_date < last]
    return (before[-1] + timedelta(days=1) if before else last - timedelta(weeks=FIRST_WEEKS)), last


def numbers_here(so_far: EpisodeSoFar) -> dict[str, float]:
    """The numbers typed at this visit."""
    rows = so_far.by(Measurement, lambda row: row.measure, here=True).values()
    return {row.measure: row.number for row in rows if row.number is not None}


def scores_of(so_far: EpisodeSoFar, pack: Pack) -> tuple[Score, ...]:
    """Every outcome measure that was ever recorded, with its number at each visit."""
    known = pack.library.outcome_measures
    return tuple(
        Score(measure=known[name], points=points)
        for name, points in recorded_at_visits(so_far).items()
        if name in known
    )


def recorded_at_visits(
    so_far: EpisodeSoFar, *, with_this_one: bool = True
) -> Mapping[str, tuple[Recorded, ...]]:
    """Each measure with the number that stands for each visit, oldest first."""
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    latest = so_far.by(Measurement, lambda row: (row.measure, row.encounter_id))
    found: dict[str, list[Recorded]] = {}
    for row in latest.values():
        if row.number is not None and (with_this_one or row.encounter_id != so_far.encounter.id):
            point = Recorded(
                number=row.number, on=days[row.encounter_id], version=row.version or ""
            )
            found.setdefault(row.measure, []).append(point)
    return {
        name: tuple(sorted(points, key=lambda point: point.on)) for name, points in found.items()
    }


def running_seen(so_far: EpisodeSoFar) -> dict[str, Presence]:
    """What the newest analysis of the run showed, by cue."""
    row = so_far.latest(RunningAnalysis)
    return {name: Presence(said) for name, said in row.seen.items()} if row else {}


def retests_of(so_far: EpisodeSoFar) -> tuple[Retested, ...]:
    """Every technique that was tested again after it, oldest visit first."""
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    latest = so_far.by(Retest, lambda row: (row.item, row.encounter_id))
    return tuple(
        Retested(item=row.item, on=days[row.encounter_id], is_better=row.result == BETTER)
        for row in latest.values()
        if row.result
    )


def _of_the_record(so_far: EpisodeSoFar, *, is_clear: bool) -> dict[str, float]:
    """Measures that the record itself answers."""
    diagnosis = so_far.latest(DiagnosisChoice)
    is_agreed = diagnosis is not None and diagnosis.condition not in (None, NOT_SURE_YET)
    return {"diagnosis-agreed": float(is_agreed), "screen-clear": float(is_clear)}
