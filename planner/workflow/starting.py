"""What is checked and marked when the program starts."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.records.audit import AuditEntry
from planner.records.clinic import Demonstration
from planner.records.people import Person
from planner.workflow.actions import refusals_kept, transaction
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError

SLACK = timedelta(minutes=2)
"""How far two clocks of one clinic may differ."""


def check_clock(db: Session, clock: Clock) -> None:
    """Refuse to start with a clock that stands before the newest entry (HZ-020)."""
    newest = db.scalar(select(func.max(AuditEntry.at)))
    if newest is not None and clock.now() < newest - SLACK:
        raise RefusedError(
            f"This computer's clock says {clock.now():%-d %B %Y, %H:%M} UTC, but the record was "
            f"last used on {newest:%-d %B %Y, %H:%M} UTC: set the clock, then start again."
        )


def make_demonstration(db: Session, *, clock: Clock) -> None:
    """Mark an empty store as a demonstration for ever: everybody in it is made up (HZ-006).

    Raises RefusedError where anybody is in the record already.
    """
    with (
        refusals_kept(db, None, "make-demonstration", (), clock),
        transaction(db, "make-demonstration"),
    ):
        if is_demonstration(db):
            audit(db, None, clock, "store", outcome="unchanged")
            return
        if db.scalar(select(func.count()).select_from(Person)):
            raise RefusedError("There are real people in this record: no sample joins them.")
        db.add(Demonstration(since=clock.now()))
        audit(db, None, clock, "store")


def is_demonstration(db: Session) -> bool:
    """Whether everybody in this store is made up."""
    return db.scalar(select(Demonstration.id).limit(1)) is not None
