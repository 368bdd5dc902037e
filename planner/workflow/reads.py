"""Reads in the audit trail: whose data was shown, on which page, to whom (HZ-080, HZ-077-C3)."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from planner.workflow.actions import transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock

READ = "read"


def note_read(
    db: Session,
    actor: Actor,
    page: str,
    object_id: str = "",
    *,
    person_id: str | None = None,
    listed: Iterable[str] = (),
    outcome: str = "done",
    clock: Clock,
) -> None:
    """One entry for one page: of a person, of a list of people, or one that was refused.

    ``page`` names the page, ``object_id`` the visit, plan or document it was about. ``outcome`` is
    done, refused or not-found.
    """
    with transaction(db, READ):
        audit(
            db,
            actor,
            clock,
            page,
            object_id,
            person_id=person_id,
            listed=listed,
            outcome=outcome,
        )
