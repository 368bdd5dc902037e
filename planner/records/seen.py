"""Whose data a session of the store has read: the audit of reads is told by this, not by views.

Every row of a person, and every row that names one, is noted when it is loaded. A page added
tomorrow is therefore in the trail without a word of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import QueryContext, Session

from planner.records.care import Encounter, Episode
from planner.records.people import Person, PersonDetails
from planner.records.plans import IssuedPlan, StoredDocument
from planner.records.printing import PrintJob
from planner.records.referrals import Referral

SEEN = "planner_people_seen"
LOOKED_THROUGH = "planner_looking_through"
OF_A_PERSON = (Encounter, Episode, IssuedPlan, PersonDetails, PrintJob, Referral, StoredDocument)


def people_seen(db: Session) -> set[str]:
    """The ids of everybody whose rows this session has loaded."""
    seen: set[str] = db.info.setdefault(SEEN, set())
    return seen


@contextmanager
def looked_through(db: Session) -> Iterator[set[str]]:
    """For a search over everybody that shows a few: add the few to the set that is handed over."""
    shown: set[str] = set()
    db.info[LOOKED_THROUGH] = True
    try:
        yield shown
    finally:
        db.info.pop(LOOKED_THROUGH, None)
        people_seen(db).update(shown)


def _saw_person(row: Person, context: QueryContext) -> None:
    _note(context.session, row.id)


def _saw_of_person(row: Any, context: QueryContext) -> None:
    _note(context.session, row.person_id)


def _note(db: Session, person_id: str) -> None:
    if not db.info.get(LOOKED_THROUGH):
        people_seen(db).add(person_id)


event.listen(Person, "load", _saw_person)
for _table in OF_A_PERSON:
    event.listen(_table, "load", _saw_of_person)
