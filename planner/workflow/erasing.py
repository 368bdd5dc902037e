"""Erasing somebody by law, at the command line alone; the trail keeps that it was done.

What stays: the entries of the trail, which hold ids and no word of the person's, and the list of
erasures. Care that still hangs on the record is never cut off: an open emergency or a referral
without its answer is closed first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.belonging import PERSON
from planner.records.engine import erasures_of
from planner.records.erasing import erase_rows, still_there
from planner.records.erasures import ErasureListError
from planner.records.links import records_of
from planner.records.people import Person
from planner.records.referrals import Referral
from planner.workflow.actions import transaction
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.open_emergencies import open_emergencies_of

ERASE = "erase-person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doomed:
    """Whose record would go: every record that is linked to this one goes with it."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def read_doomed(db: Session, record_number: int) -> Doomed:
    """Who stands under a number. Raises RefusedError where nobody does, or care is still open."""
    person = db.scalar(select(Person).where(Person.record_number == record_number))
    if person is None:
        raise RefusedError(f"There is no record {record_number}.")
    if open_emergencies_of(db, person.id):
        raise RefusedError("An emergency of this person waits for its outcome: record it first.")
    ids = records_of(db, person.id)
    is_open = select(Referral.id).where(Referral.person_id.in_(ids), Referral.closed_at.is_(None))
    if db.scalar(is_open.limit(1)):
        raise RefusedError("A referral of this person has no answer yet: close it first.")
    rows = db.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.record_number))
    return Doomed(
        ids=ids,
        names=tuple(
            f"{row.given_name} {row.family_name}, born {row.born}, record {row.record_number}"
            for row in rows
        ),
    )


def erase_person(db: Session, record_number: int, *, clock: Clock) -> int:
    """Erase a record and all that is linked to it; how many rows went. Raises RefusedError.

    It stands on the list before the first row goes: what is erased never comes back unseen.
    """
    doomed = read_doomed(db, record_number)
    try:
        erasures_of(db).add(doomed.ids, clock.now())
    except ErasureListError as error:
        raise RefusedError(str(error)) from error
    return _erase(db, doomed.ids, clock)


def erase_again(db: Session, *, clock: Clock) -> int:
    """Erase whoever is on the list and stands in the record, as after a copy was put back.

    How many people that were. Raises RefusedError for a list that cannot be read.
    """
    try:
        listed = erasures_of(db).read()
    except ErasureListError as error:
        raise RefusedError(str(error)) from error
    back = still_there(db, listed)
    if back:
        _erase(db, back, clock)
    return len(back)


def _erase(db: Session, people: Iterable[str], clock: Clock) -> int:
    with transaction(db, ERASE):
        gone = erase_rows(db, people)
        for one in people:
            audit(db, None, clock, PERSON, one, person_id=one)
    return gone
