"""Plans in use that no save of a visit flagged, and that what is known today stops all the same.

A merge of two records, its undoing, and a corrected birth date or sex change what is known of a
person and are no visit: nothing is written into one. The list of what waits looks anew (HZ-019).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CompoundSelect, Select, or_, select, union
from sqlalchemy.orm import Session

from planner.records.links import RecordLink, records_of
from planner.records.people import Person, PersonDetails
from planner.records.plans import IssuedPlan
from planner.workflow.flags import is_flagged, stops_today
from planner.workflow.in_use import in_use
from planner.workflow.knowledge import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietlyStopped:
    """One plan in use, and since when the record says something else of the person."""

    person: Person
    plan_id: str
    version: int
    since: datetime


def quietly_stopped(db: Session, knowledge: Knowledge) -> tuple[QuietlyStopped, ...]:
    """Every such plan of everybody, the oldest plan first."""
    return tuple(_stopped(db, knowledge, in_use().where(IssuedPlan.person_id.in_(_changed()))))


def quietly_stopped_of(
    db: Session, person_id: str, knowledge: Knowledge
) -> tuple[QuietlyStopped, ...]:
    """Those of one person, in every record of theirs."""
    wanted = in_use().where(IssuedPlan.person_id.in_(records_of(db, person_id)))
    return tuple(_stopped(db, knowledge, wanted))


def _stopped(
    db: Session, knowledge: Knowledge, wanted: Select[IssuedPlan]
) -> Iterator[QuietlyStopped]:
    for plan in db.scalars(wanted).all():
        since = _since(db, plan)
        if since is None or is_flagged(db, plan.id) or not stops_today(db, plan, knowledge):
            continue
        yield QuietlyStopped(
            person=db.get_one(Person, plan.person_id),
            plan_id=plan.id,
            version=plan.number,
            since=since,
        )


def _changed() -> CompoundSelect[str]:
    """Everybody whose details were saved again, or whose record was ever linked to another."""
    return union(
        select(PersonDetails.person_id).where(PersonDetails.version > 1),
        select(RecordLink.leading_id),
        select(RecordLink.other_id),
    )


def _since(db: Session, plan: IssuedPlan) -> datetime | None:
    """When the record changed outside a visit after the plan was issued; none where it did not."""
    person = plan.person_id
    linked = select(RecordLink.recorded_at).where(
        or_(RecordLink.leading_id == person, RecordLink.other_id == person),
        RecordLink.recorded_at >= plan.issued_at,
    )
    detailed = select(PersonDetails.recorded_at).where(
        PersonDetails.person_id == person,
        PersonDetails.version > 1,
        PersonDetails.recorded_at >= plan.issued_at,
    )
    return max((*db.scalars(linked), *db.scalars(detailed)), default=None)
