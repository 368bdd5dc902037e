"""A record that was put back from a copy: what it lacks, until the lead has confirmed it.

What was saved after the copy was made is gone: an emergency of that time, or a newer plan, may be
unknown here. So no plan is issued or handed out before the lead has seen from when the record is
(HZ-079). Letters, records and blank sheets go on.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.audit import AuditEntry
from planner.workflow.actions import action, transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError

RESTORE, CONFIRM = "restore-record", "confirm-restored"
LACKS = "missing:"
"""Said of a restore: how many entries of the trail the anchor knew and the copy does not hold."""
WAITS = (
    "This record was put back from a copy. No plan is issued or printed until the clinic’s lead "
    "has confirmed it under Settings, The record itself."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """When a copy was put back, and the moment of the last thing it holds.

    ``missing`` counts the entries of the trail that are known to be lost; ``None``: nobody knows.
    """

    at: datetime
    ends_at: datetime | None
    missing: int | None


def note_restored(db: Session, missing: int | None, *, clock: Clock) -> None:
    """Keep that a copy was put back: it waits for the lead from now on."""
    with transaction(db, RESTORE):
        said = () if missing is None else (f"{LACKS}{missing}",)
        audit(db, None, clock, "store", subjects=said)


def restored(db: Session) -> Restored | None:
    """The copy that was put back and that no lead has confirmed yet."""
    put_back = _newest(db, AuditEntry.action == RESTORE)
    if put_back is None or _is_confirmed(db, put_back):
        return None
    last = _newest(db, AuditEntry.number < put_back.number, AuditEntry.action != RESTORE)
    told = put_back.subjects.removeprefix(LACKS)
    return Restored(
        at=put_back.at,
        ends_at=last.at if last is not None else None,
        missing=int(told) if told else None,
    )


def refuse_restored(db: Session) -> None:
    """Raise RefusedError while a copy that was put back waits for the lead."""
    if restored(db) is not None:
        raise RefusedError(WAITS)


@action(CONFIRM)
def confirm_restored(db: Session, actor: Actor, *, clock: Clock) -> None:
    """The lead has seen from when the record is and what it lacks: plans are printed again.

    Raises NotAllowedError for anybody but the lead.
    """
    actor.must_lead()
    waits = restored(db) is not None
    audit(db, actor, clock, "store", outcome="done" if waits else "unchanged")


def _is_confirmed(db: Session, put_back: AuditEntry) -> bool:
    later = AuditEntry.number > put_back.number
    return (
        _newest(db, AuditEntry.action == CONFIRM, AuditEntry.outcome == "done", later) is not None
    )


def _newest(db: Session, *which: object) -> AuditEntry | None:
    wanted = select(AuditEntry).where(*which)  # type: ignore[arg-type]  # conditions
    return db.scalar(wanted.order_by(AuditEntry.number.desc()).limit(1))
