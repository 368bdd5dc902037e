"""The audit trail: written in the transaction of the deed, read by the lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.accounts import Account
from planner.records.audit import AuditEntry
from planner.workflow.actor import Actor
from planner.workflow.clock import Clock

ACTION = "planner_action"
AUDITED = "planner_audited"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry as it is read. No value a patient gave is ever in it."""

    at: datetime
    by: str
    action: str
    outcome: str
    object_kind: str
    object_id: str
    person_id: str | None
    subjects: tuple[str, ...]
    request_id: str


def audit(
    db: Session,
    actor: Actor | None,
    clock: Clock,
    kind: str,
    object_id: str = "",
    *,
    person_id: str | None = None,
    subjects: Iterable[str] = (),
    outcome: str = "done",
    request_id: str = "",
) -> None:
    """Add the entry of the action that runs. ``subjects`` are ids and field names, never values."""
    db.add(
        AuditEntry(
            at=clock.now(),
            account_id=actor.account_id if actor else None,
            request_id=actor.request_id if actor else request_id,
            action=str(db.info.get(ACTION, "")),
            outcome=outcome,
            object_kind=kind,
            object_id=object_id,
            person_id=person_id,
            subjects=" ".join(subjects),
        )
    )
    db.info[AUDITED] = True


def read_audit(
    db: Session,
    actor: Actor,
    *,
    person_id: str | None = None,
    before: datetime | None = None,
    limit: int = 100,
) -> tuple[AuditLine, ...]:
    """The newest entries first, of everybody or of one person. For the lead alone."""
    actor.must_lead()
    wanted = select(AuditEntry, Account.name).outerjoin(
        Account, Account.id == AuditEntry.account_id
    )
    if person_id is not None:
        wanted = wanted.where(AuditEntry.person_id == person_id)
    if before is not None:
        wanted = wanted.where(AuditEntry.at < before)
    rows = db.execute(wanted.order_by(AuditEntry.at.desc(), AuditEntry.id).limit(limit))
    return tuple(
        AuditLine(
            at=entry.at,
            by=name or "",
            action=entry.action,
            outcome=entry.outcome,
            object_kind=entry.object_kind,
            object_id=entry.object_id,
            person_id=entry.person_id,
            subjects=tuple(entry.subjects.split()),
            request_id=entry.request_id,
        )
        for entry, name in rows
    )
