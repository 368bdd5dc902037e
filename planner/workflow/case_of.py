"""From the record of a visit to the case the core reasons about: the same code as for a file."""

from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

from planner.clinical.answers import Irritability, Presence, Side
from planner.clinical.case import (
    WEEKDAYS,
    Case,
    InvestigationOutcome,
    Person,
    SignedReason,
    SportLoad,
)
from planner.clinical.stages import TreatmentPicture
from planner.progression.outcomes import dropped
from planner.records.course import StageDecision
from planner.records.decisions import (
    DiagnosisChoice,
    Explanation,
    InvestigationResult,
    ScreenOverride,
)
from planner.records.episode import EpisodeSoFar, episode_so_far
from planner.records.findings import Complaint, Measurement, Words
from planner.records.situation import (
    EquipmentRecord,
    GoalRecord,
    IrritabilityRating,
    SportRecord,
    StageChoice,
)
from planner.ruleout.assess import Assessment
from planner.workflow.actor import VisitRef
from planner.workflow.clinic import devices_of
from planner.workflow.course_of import retests_of, running_seen, stage_of, treatment_of
from planner.workflow.errors import NotFoundError
from planner.workflow.identity import identity_of
from planner.workflow.knowledge import Knowledge
from planner.workflow.names import age_on
from planner.workflow.people import full_name
from planner.workflow.rest_days import REST_DAYS, rest_days_of
from planner.workflow.rested import is_rested
from planner.workflow.saving import name_of
from planner.workflow.standing import (
    Who,
    side_answers,
    standing_answers,
    standing_factors,
)
from planner.workflow.surgery import surgery_of


def case_of(db: Session, visit: VisitRef, *, knowledge: Knowledge) -> Case:
    """Everything the visit knows, as one case. Raises NotFoundError."""
    return case_from(db, so_far_of(db, visit), knowledge)


def assess(db: Session, visit: VisitRef, *, knowledge: Knowledge) -> Assessment:
    """What the core says of the visit as it stands."""
    return assessment_from(db, so_far_of(db, visit), knowledge)


def so_far_of(db: Session, visit: VisitRef, until: datetime | None = None) -> EpisodeSoFar:
    """The episode up to this visit, found through its person. Raises NotFoundError.

    With ``until`` as it was then; a visit that had not been opened is not found.
    """
    found = episode_so_far(db, visit.person_id, visit.encounter_id, until)
    if found is None:
        raise NotFoundError(visit.encounter_id)
    return found


def names_in(db: Session) -> Who:
    """From account ids to names, each looked up once."""

    @cache
    def who(account_id: str) -> str:
        return name_of(db, account_id)

    return who


def assessment_from(db: Session, so_far: EpisodeSoFar, knowledge: Knowledge) -> Assessment:
    """What the core says of an episode so far, worked out once for all that ask."""
    return so_far.once(
        ("assessment", id(knowledge)),
        lambda: knowledge.reasoner.assess(case_from(db, so_far, knowledge)),
    )


def case_from(db: Session, so_far: EpisodeSoFar, knowledge: Knowledge) -> Case:
    """The case of an episode so far.

    Irritability, scores and the reason for an open screen belong to this visit alone; everything
    else of the episode carries on until it is changed. The stage carries on from the plan in force.
    """
    return so_far.once(("case", id(knowledge)), lambda: _case(db, so_far, knowledge))


def _case(db: Session, so_far: EpisodeSoFar, knowledge: Knowledge) -> Case:
    who, pack = names_in(db), knowledge.pack
    is_who = identity_of(db, so_far.person, so_far.until)
    complaint = so_far.latest(Complaint)
    side = Side(complaint.side) if complaint and complaint.side else None
    answers, left, right, could_not = side_answers(
        standing_answers(so_far, knowledge, who), side, knowledge.warnings
    )
    factors = {
        name: Presence(entry.presence)
        for name, entry in standing_factors(so_far, who).items()
        if entry.is_known
    }
    diagnosis = so_far.latest(DiagnosisChoice)
    rating = so_far.latest_here(IrritabilityRating)
    picture = treatment_of(pack, diagnosis.condition if diagnosis else None)
    equipment, goals = so_far.latest(EquipmentRecord), so_far.latest(GoalRecord)
    return Case(
        presentation=so_far.episode.presentation,
        on=so_far.encounter.visit_date,
        person=Person(name=full_name(so_far.person), born=is_who.born),
        age=float(age_on(is_who.born, so_far.encounter.visit_date)),
        sex=is_who.sex,
        side=side,
        answers=answers,
        answers_left=left,
        answers_right=right,
        could_not_assess=could_not,
        working_diagnosis=diagnosis.condition if diagnosis else None,
        contributors=tuple(diagnosis.contributors) if diagnosis else (),
        irritability=Irritability(rating.irritability) if rating else None,
        duration_weeks=weeks_since_onset(complaint, so_far),
        stage=_stage(db, so_far, picture),
        factors=factors,
        equipment=tuple(equipment.things) if equipment else (),
        clinic_equipment=devices_of(db, so_far.until),
        sport=sport_of(so_far.latest(SportRecord)),
        is_rested_from_running=is_rested(db, so_far, so_far.latest(SportRecord)),
        goals=tuple(goals.goals) if goals else (),
        investigations=_investigations(so_far, who),
        measures=_measures(so_far, knowledge),
        running_seen=running_seen(so_far),
        rest_days=_rest_days(so_far),
        after_surgery=surgery_of(so_far),
        dropped=dropped(retests_of(so_far), pack.presentation.limits),
        screen_override=_override(so_far, who),
        explained=_explained(so_far, who),
    )


def _stage(db: Session, so_far: EpisodeSoFar, picture: TreatmentPicture | None) -> int | None:
    """What was decided last at this visit, at the gate or by hand; else the plan in force."""
    decided = stage_of(db, so_far, picture)
    chosen, decision = so_far.latest_here(StageChoice), so_far.latest_here(StageDecision)
    if chosen is None or (decision is not None and decision.at_version > chosen.at_version):
        return decided
    known = {stage.id for stage in picture.stages} if picture else set()
    return chosen.stage if chosen.stage in known else decided


def weeks_since_onset(complaint: Complaint | None, so_far: EpisodeSoFar) -> float | None:
    """Weeks from onset to this visit: from the day, or from a number told at an earlier visit."""
    if complaint is None:
        return None
    if complaint.onset_on is not None:
        return max(0, (so_far.encounter.visit_date - complaint.onset_on).days) / 7
    if complaint.duration_weeks is None:
        return None
    told_on = next(v.visit_date for v in so_far.encounters if v.id == complaint.encounter_id)
    return complaint.duration_weeks + (so_far.encounter.visit_date - told_on).days / 7


def sport_of(row: SportRecord | None) -> SportLoad:
    """The sport of a row; nothing known without one."""
    if row is None:
        return SportLoad()
    return SportLoad(
        name=row.name,
        weekly_km=row.weekly_km,
        longest_run_km=row.longest_run_km,
        longest_tolerated_km=row.longest_tolerated_km,
        longest_tolerated_minutes=row.longest_tolerated_minutes,
        easy_pace_minutes_per_km=row.easy_pace_minutes_per_km,
        goal=row.goal,
    )


def _rest_days(so_far: EpisodeSoFar) -> tuple[int, ...]:
    told = so_far.by(Words, lambda row: row.field).get(REST_DAYS)
    return tuple(sorted(WEEKDAYS.index(name) for name in rest_days_of(told.text))) if told else ()


def _investigations(so_far: EpisodeSoFar, who: Who) -> tuple[InvestigationOutcome, ...]:
    latest = so_far.by(InvestigationResult, lambda row: row.investigation)
    return tuple(
        InvestigationOutcome(
            investigation=row.investigation,
            result=row.result,
            on=row.result_on,
            signed_by=who(row.recorded_by),
        )
        for row in latest.values()
        if not row.is_withdrawn
    )


def _measures(so_far: EpisodeSoFar, knowledge: Knowledge) -> dict[str, float]:
    known = knowledge.pack.library.measures
    latest = so_far.by(Measurement, lambda row: row.measure, here=True)
    return {
        row.measure: row.number
        for row in latest.values()
        if row.number is not None and row.measure in known
    }


def _override(so_far: EpisodeSoFar, who: Who) -> SignedReason | None:
    row = so_far.latest_here(ScreenOverride)
    if row is None or not row.reason:
        return None
    return SignedReason(reason=row.reason, signed_by=who(row.recorded_by))


def _explained(so_far: EpisodeSoFar, who: Who) -> dict[str, SignedReason]:
    """The reasons of the episode, by what each is about."""
    latest = so_far.by(Explanation, lambda row: row.about)
    return {
        row.about: SignedReason(reason=row.reason, signed_by=who(row.recorded_by))
        for row in latest.values()
    }
