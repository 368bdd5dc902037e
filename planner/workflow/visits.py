"""Episodes and visits: open, set back to another day, finish, open again, close."""

from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from planner.clinical.redflags import Urgency
from planner.records.care import Encounter, Episode, VisitChange
from planner.records.people import Person
from planner.records.referrals import Referral, ReferralStep
from planner.workflow.actions import action
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.alerts import keep_alerts
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.open_emergencies import open_emergencies_of
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked_day, checked_reason


@action("open-episode")
def open_episode(
    db: Session,
    actor: Actor,
    person_id: str,
    *,
    presentation: str,
    visit_date: date,
    knowledge: Knowledge,
    clock: Clock,
) -> VisitRef:
    """A new episode with its first visit; its safety screen is empty."""
    person = _person(db, person_id)
    if presentation != knowledge.pack.presentation.head.id:
        raise RefusedError("This presentation is not known here.", "presentation")
    episode = Episode(
        person_id=person.id,
        presentation=presentation,
        opened_at=clock.now(),
        opened_by=actor.account_id,
    )
    db.add(episode)
    db.flush()
    return _open(db, actor, person, episode, visit_date, clock)


@action("open-encounter")
def open_encounter(
    db: Session,
    actor: Actor,
    person_id: str,
    episode_id: str,
    *,
    visit_date: date,
    clock: Clock,
) -> VisitRef:
    """The next visit of an episode, or one that is entered late."""
    person = _person(db, person_id)
    episode = db.scalar(
        select(Episode).where(Episode.id == episode_id, Episode.person_id == person_id)
    )
    if episode is None:
        raise NotFoundError(episode_id)
    if episode.closed_at is not None:
        raise RefusedError("This episode is closed: begin a new one.")
    return _open(db, actor, person, episode, visit_date, clock)


@saves("change-visit-date", then=keep_alerts)
def change_visit_date(
    save: Saving, visit_date: date, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Set a visit to the day it took place. Answers keep the day they were given for.

    Ages and weeks follow the day, so rules and plans in use are looked at again.
    """
    day = checked_day(visit_date, clock.today(), "visit_date", earliest=save.person.born)
    before = save.encounter.visit_date
    row = VisitChange(kind="date", before=before.isoformat(), after=day.isoformat(), reason="")
    stored = [row for row in save.so_far.here(VisitChange) if row.kind == "date"]
    if day == before:
        return
    save.put(
        row,
        "visit_date",
        day.isoformat(),
        stored[-1] if stored else None,
        before.isoformat(),
    )
    if not save.is_stale:
        save.encounter.visit_date = day


@saves("finish-visit")
def finish_visit(save: Saving, *, clock: Clock) -> None:
    """The visit is done: it leaves the list of open ones, and only opening it again changes it.

    Raises RefusedError while an urgent letter of it went to nobody (HZ-074).
    """
    save.refuse_stale()
    _refuse_unsent(save, Referral.encounter_id == save.encounter.id)
    save.add(VisitChange(kind="finished", before="open", after="finished", reason=""), "finished")
    save.encounter.finished_at = clock.now()


@saves("reopen-visit", when_finished=True)
def reopen_visit(save: Saving, reason: str, *, clock: Clock) -> None:
    """Open a finished visit to add to it."""
    save.refuse_stale()
    if save.encounter.finished_at is None:
        return
    why = checked_reason(reason)
    save.add(VisitChange(kind="reopened", before="finished", after="open", reason=why), "reopened")
    save.encounter.finished_at = None
    save.so_far.episode.closed_at = None


@saves("close-episode", when_finished=True)
def close_episode(save: Saving, reason: str, *, clock: Clock) -> None:
    """The course of care is over. Raises RefusedError while an urgent letter went to nobody."""
    save.refuse_stale()
    if save.so_far.episode.closed_at is not None:
        return
    if open_emergencies_of(save.db, save.person.id):
        raise RefusedError(
            "An emergency waits for its outcome: record it before the course of care is closed."
        )
    _refuse_unsent(save, Encounter.episode_id == save.so_far.episode.id)
    why = checked_reason(reason)
    save.add(VisitChange(kind="closed", before="open", after="closed", reason=why), "closed")
    save.so_far.episode.closed_at = clock.now()


def _refuse_unsent(save: Saving, which: ColumnElement[bool]) -> None:
    """Nothing is over while an urgent letter waits in a drawer: not telephoned, not sent."""
    unsent = save.db.scalar(
        select(Referral.addressed_to)
        .join(Encounter, Encounter.id == Referral.encounter_id)
        .where(which, Referral.closed_at.is_(None))
        .where(Referral.urgency.in_((Urgency.EMERGENCY.value, Urgency.URGENT.value)))
        .where(~exists().where(ReferralStep.referral_id == Referral.id))
        .order_by(Referral.written_at)
        .limit(1)
    )
    if unsent is not None:
        raise RefusedError(
            f"The urgent letter to {unsent or 'nobody named yet'} was written, and nothing more: "
            "record the call or the sending first."
        )


def _person(db: Session, person_id: str) -> Person:
    person = db.get(Person, person_id)
    if person is None:
        raise NotFoundError(person_id)
    return person


def _open(
    db: Session, actor: Actor, person: Person, episode: Episode, visit_date: date, clock: Clock
) -> VisitRef:
    encounter = Encounter(
        episode_id=episode.id,
        person_id=person.id,
        visit_date=checked_day(visit_date, clock.today(), "visit_date", earliest=person.born),
        version=1,
        opened_at=clock.now(),
        opened_by=actor.account_id,
        saved_at=clock.now(),
    )
    db.add(encounter)
    db.flush()
    audit(db, actor, clock, "encounter", encounter.id, person_id=person.id)
    return VisitRef(person.id, encounter.id)
