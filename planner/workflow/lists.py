"""What waits today: visits, open ones, rulings nobody signed, referrals, emergencies.

Every list is whole: none is cut at a number, and none depends on whose account is open
(HZ-074, HZ-084).
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Exists, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from planner.records.care import Encounter, Episode
from planner.records.decisions import DiagnosisChoice, EmergencyAlert, EmergencyOutcome, Ruling
from planner.records.findings import Answer
from planner.records.links import records_of
from planner.records.people import Person
from planner.records.plans import IssuedPlan
from planner.records.referrals import Referral, ReferralStep
from planner.workflow.actor import VisitRef
from planner.workflow.case_of import names_in
from planner.workflow.clock import Clock
from planner.workflow.paper_trail import last_steps
from planner.workflow.people import PersonLine, line_of

TAKEN_OVER = ("acknowledged", "result")
"""Steps after which a referral is in somebody else's hands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """Something that waits: whose, at which visit, what, since when. ``object_id``: of what.

    ``by`` is who began it. A referral has its ``urgency``, to whom it went (``what``) and the last
    ``step`` of its loop; ``is_taken_over`` once somebody there said that they have it. A visit has
    the ``version`` it was read at.
    """

    person: PersonLine
    visit: VisitRef
    what: str
    since: date | datetime
    object_id: str = ""
    urgency: str = ""
    step: str = ""
    by: str = ""
    is_taken_over: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit of a person."""

    visit: VisitRef
    episode_id: str
    presentation: str
    date: date
    is_open: bool
    is_episode_open: bool
    plan_version: int | None
    record_number: int


def todays_visits(db: Session, *, clock: Clock) -> tuple[WorkLine, ...]:
    """Visits dated today."""
    wanted = (
        select(Encounter, Person)
        .join(Person, Person.id == Encounter.person_id)
        .where(Encounter.visit_date == clock.today())
        .order_by(Encounter.opened_at)
    )
    return _lines(db, wanted, clock, "visit today")


def open_visits(db: Session, *, clock: Clock) -> tuple[WorkLine, ...]:
    """Visits that were begun and came to no end, the oldest first.

    An end is a plan, the visit finished by hand, or the course of care finished.
    """
    has_plan = exists().where(IssuedPlan.encounter_id == Encounter.id)
    wanted = (
        select(Encounter, Person)
        .join(Person, Person.id == Encounter.person_id)
        .join(Episode, Episode.id == Encounter.episode_id)
        .where(Encounter.finished_at.is_(None), Episode.closed_at.is_(None), ~has_plan)
        .order_by(Encounter.visit_date, Encounter.opened_at)
    )
    return _lines(db, wanted, clock, "visit not finished")


def unsigned_rulings(db: Session, *, clock: Clock) -> tuple[WorkLine, ...]:
    """Visits with answers, where nobody has signed what they mean.

    An emergency that was seen to ends the rule-out of its visit, unless answers followed it.
    """

    def has(table: type[Answer | Ruling | DiagnosisChoice]) -> Exists:
        return exists().where(table.encounter_id == Encounter.id)

    later = aliased(Answer)
    was_emergency = (
        exists()
        .where(EmergencyOutcome.encounter_id == Encounter.id)
        .where(
            ~exists().where(
                later.encounter_id == Encounter.id,
                later.recorded_at > EmergencyOutcome.recorded_at,
            )
        )
    )

    wanted = (
        select(Encounter, Person)
        .join(Person, Person.id == Encounter.person_id)
        .where(has(Answer), ~has(Ruling), ~has(DiagnosisChoice), ~was_emergency)
        .order_by(Encounter.visit_date, Encounter.opened_at)
    )
    return _lines(db, wanted, clock, "rule-out not signed")


def open_referrals(db: Session, *, clock: Clock) -> tuple[WorkLine, ...]:
    """Referrals whose loop is not closed, the oldest first: everybody's, whoever wrote them."""
    wanted = (
        select(Referral, Person)
        .join(Person, Person.id == Referral.person_id)
        .where(Referral.closed_at.is_(None))
        .order_by(Referral.written_at)
    )
    steps, who = last_steps(db), names_in(db)
    taken_over = set(
        db.scalars(select(ReferralStep.referral_id).where(ReferralStep.kind.in_(TAKEN_OVER)))
    )
    return tuple(
        WorkLine(
            person=line_of(person, clock.today()),
            visit=VisitRef(person.id, referral.encounter_id),
            what=referral.addressed_to,
            since=referral.written_at,
            object_id=referral.id,
            urgency=referral.urgency,
            step=steps.get(referral.id, ""),
            by=who(referral.written_by),
            is_taken_over=referral.id in taken_over,
        )
        for referral, person in db.execute(wanted)
    )


def open_emergencies(db: Session, *, clock: Clock) -> tuple[WorkLine, ...]:
    """Emergencies without an outcome, the oldest first. ``object_id`` is the rule."""
    later = aliased(Encounter)
    settled = (
        exists()
        .where(EmergencyOutcome.encounter_id == later.id, later.episode_id == Encounter.episode_id)
        .where(EmergencyOutcome.rule == EmergencyAlert.rule)
        .where(
            or_(
                and_(
                    EmergencyOutcome.encounter_id == EmergencyAlert.encounter_id,
                    EmergencyOutcome.at_version > EmergencyAlert.at_version,
                ),
                and_(
                    EmergencyOutcome.encounter_id != EmergencyAlert.encounter_id,
                    EmergencyOutcome.recorded_at >= EmergencyAlert.recorded_at,
                ),
            )
        )
    )
    wanted = (
        select(EmergencyAlert, Encounter, Person)
        .join(Encounter, Encounter.id == EmergencyAlert.encounter_id)
        .join(Person, Person.id == Encounter.person_id)
        .where(~settled)
        .order_by(EmergencyAlert.recorded_at)
    )
    return tuple(
        WorkLine(
            person=line_of(person, clock.today()),
            visit=VisitRef(person.id, encounter.id),
            what=alert.rule,
            since=alert.recorded_at,
            object_id=alert.rule,
        )
        for alert, encounter, person in db.execute(wanted)
    )


def past_visits(db: Session, person_id: str) -> tuple[VisitLine, ...]:
    """Every visit of one person, the newest first, with the plan issued at it.

    Visits of another record of theirs are among them, each under the record it was made in.
    """
    plans = (
        select(IssuedPlan.encounter_id, func.max(IssuedPlan.number).label("number"))
        .group_by(IssuedPlan.encounter_id)
        .subquery()
    )
    wanted = (
        select(Encounter, Episode, plans.c.number, Person.record_number)
        .join(Episode, Episode.id == Encounter.episode_id)
        .join(Person, Person.id == Encounter.person_id)
        .outerjoin(plans, plans.c.encounter_id == Encounter.id)
        .where(Encounter.person_id.in_(records_of(db, person_id)))
        .order_by(Encounter.visit_date.desc(), Encounter.opened_at.desc())
    )
    return tuple(
        VisitLine(
            visit=VisitRef(encounter.person_id, encounter.id),
            episode_id=episode.id,
            presentation=episode.presentation,
            date=encounter.visit_date,
            is_open=encounter.finished_at is None,
            is_episode_open=episode.closed_at is None,
            plan_version=number,
            record_number=record,
        )
        for encounter, episode, number, record in db.execute(wanted)
    )


def _lines(
    db: Session, wanted: Select[Encounter, Person], clock: Clock, what: str
) -> tuple[WorkLine, ...]:
    who = names_in(db)
    return tuple(
        WorkLine(
            person=line_of(person, clock.today()),
            visit=VisitRef(person.id, encounter.id),
            what=what,
            since=encounter.visit_date,
            by=who(encounter.opened_by),
            version=encounter.version,
        )
        for encounter, person in db.execute(wanted)
    )
