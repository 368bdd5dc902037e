"""What is checked and marked when the program starts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.records.accounts import Account
from planner.records.audit import AuditEntry
from planner.records.care import Encounter
from planner.records.clinic import Demonstration
from planner.records.people import Person
from planner.records.plans import StoredDocument
from planner.workflow.actions import refusals_kept, transaction
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError

RELEASED = date(2026, 11, 1)
"""A day this program is younger than; moved on with each release."""
SLACK = timedelta(minutes=2)
"""How far two clocks of one clinic may differ."""


def check_clock(db: Session, clock: Clock) -> None:
    """Refuse to start with a clock before this program, or before the newest entry (HZ-020)."""
    if clock.today() < RELEASED:
        raise RefusedError(
            f"This computer's clock says {clock.today():%-d %B %Y}, but this program was made "
            f"after {RELEASED:%-d %B %Y}: set the clock, then start again."
        )
    newest = db.scalar(select(func.max(AuditEntry.at)))
    if newest is not None and clock.now() < newest - SLACK:
        raise RefusedError(
            f"This computer's clock says {clock.now():%-d %B %Y, %H:%M} UTC, but the record was "
            f"last used on {newest:%-d %B %Y, %H:%M} UTC: set the clock, then start again."
        )


def make_demonstration(db: Session, *, clock: Clock) -> None:
    """Mark an empty store as a demonstration for ever: everybody in it is made up (HZ-006).

    Raises RefusedError where somebody works with the record already: one account makes it live.
    """
    with (
        refusals_kept(db, None, "make-demonstration", (), clock),
        transaction(db, "make-demonstration"),
    ):
        if is_demonstration(db):
            audit(db, None, clock, "store", outcome="unchanged")
            return
        if any(db.scalar(select(table.id).limit(1)) for table in (Person, Account)):
            raise RefusedError(
                "This record is in use for real people: no sample data is loaded into it."
            )
        db.add(Demonstration(since=clock.now()))
        audit(db, None, clock, "store")


def is_demonstration(db: Session) -> bool:
    """Whether everybody in this store is made up."""
    return db.scalar(select(Demonstration.id).limit(1)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCount:
    """How much in a store belongs to made-up people."""

    people: int
    visits: int
    documents: int


def count_samples(db: Session) -> SampleCount:
    """Count what belongs to sample people: nothing in a live store."""
    samples = select(Person.id).where(Person.is_sample)

    def count(table: type[Person | Encounter | StoredDocument], person: Any) -> int:
        counted = select(func.count()).select_from(table).where(person.in_(samples))
        return db.scalar(counted) or 0

    return SampleCount(
        people=count(Person, Person.id),
        visits=count(Encounter, Encounter.person_id),
        documents=count(StoredDocument, StoredDocument.person_id),
    )
