"""Somebody opens one record after the other: stopped above a number that no day's work reaches.

Counted from the audit trail, so that it holds over every page, worker and session of an account.
"""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.records.audit import AuditEntry, ListedPerson
from planner.workflow.actions import refusals_kept
from planner.workflow.actor import Actor
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.reads import READ

WITHIN = timedelta(hours=1)
OPENED_AT_MOST = 60
"""Different people whose pages one account opens within an hour: one a minute."""
FOUND_AT_MOST = 400
"""Different people that one account's searches show within an hour: twenty full pages."""
SEARCH = "patients.search"
STOPPED = "too-many-records"
"""The action under which the trail keeps that somebody was stopped."""


class TooManyRecordsError(RefusedError):
    """More different people within an hour than anybody treats; ``wait_seconds`` until it ends."""

    def __init__(self) -> None:
        self.wait_seconds = int(WITHIN.total_seconds()) // 4
        super().__init__(
            "This account has opened more different records within an hour than a day's work asks "
            "for. Wait a quarter of an hour, or ask a colleague. Records you have open already "
            "stay open to you, and the clinic's lead is told."
        )


def refuse_walking(
    db: Session, actor: Actor, person_id: str | None, *, searches: bool, clock: Clock
) -> None:
    """Raises TooManyRecordsError, which the trail keeps, for one person or one search too many."""
    since = clock.now() - WITHIN
    if person_id is not None:
        opened = _opened(db, actor, since)
        is_too_many = person_id not in opened and len(opened) >= OPENED_AT_MOST
    else:
        is_too_many = searches and _found(db, actor, since) >= FOUND_AT_MOST
    if is_too_many:
        with refusals_kept(db, actor, STOPPED, (), clock):
            raise TooManyRecordsError


def _opened(db: Session, actor: Actor, since: object) -> set[str]:
    wanted = (
        select(AuditEntry.person_id)
        .where(AuditEntry.account_id == actor.account_id, AuditEntry.at > since)
        .where(AuditEntry.action == READ, AuditEntry.person_id.is_not(None))
        .distinct()
        .limit(OPENED_AT_MOST)
    )
    return {str(person) for person in db.scalars(wanted)}


def _found(db: Session, actor: Actor, since: object) -> int:
    wanted = (
        select(func.count(ListedPerson.person_id.distinct()))
        .join(AuditEntry, AuditEntry.number == ListedPerson.number)
        .where(AuditEntry.account_id == actor.account_id, AuditEntry.at > since)
        .where(AuditEntry.object_kind == SEARCH)
    )
    return db.scalar(wanted) or 0
