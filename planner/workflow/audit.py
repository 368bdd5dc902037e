"""The audit trail: each entry is written and sealed in the transaction of the deed it tells of.

Entries are numbered without a gap. The digest of an entry is keyed with the clinic's secret and
covers the entry, the digest before it, who was listed in it, and the seals of all rows that were
written with it. The last digest is kept outside the store as well (HZ-080).
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from planner.records.anchor import AnchorError, Seal
from planner.records.audit import AuditEntry, ListedPerson
from planner.records.base import new_id
from planner.records.engine import anchor_of, secret_of
from planner.records.sealing import Seals, seal_everything, take_touched
from planner.workflow.actor import Actor
from planner.workflow.clock import Clock

ACTION = "planner_action"
PENDING = "planner_pending_entries"
TOLD = "planner_people_told"
WRITTEN = "planner_entries_written"
CAME_FROM = "planner_came_from"
PURPOSE = "audit trail"
FIRST_DIGEST = "0" * 64
BEFORE = "entries before"
"""Where the first sealed entry says how many unsealed ones there were."""
LOCK = 7_303_015
"""Any number of our own: hosts over one PostgreSQL add to the trail one after the other."""


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
    listed: Iterable[str] = (),
) -> None:
    """Add the entry of the action that runs. ``subjects`` are ids and field names, never values.

    ``listed`` are ids of other people whose data was shown with it. The entry is numbered, sealed
    and written when the transaction ends.
    """
    entry = AuditEntry(
        id=new_id(),
        at=clock.now(),
        account_id=actor.account_id if actor else None,
        request_id=actor.request_id if actor else request_id,
        action=str(db.info.get(ACTION, "")),
        outcome=outcome,
        object_kind=kind,
        object_id=object_id,
        person_id=person_id,
        subjects=" ".join(subjects),
        came_from=str(db.info.get(CAME_FROM, "")),
    )
    db.info.setdefault(PENDING, []).append((entry, tuple(sorted(set(listed)))))


def seal_entries(db: Session) -> Seal | None:
    """Number, seal and write the entries of this transaction, as the last thing before its commit.

    The very first one seals everything that stood in the store before there was a sealed trail.
    """
    entries: list[tuple[AuditEntry, tuple[str, ...]]] = db.info.pop(PENDING, [])
    if not entries:
        return None
    key = secret_of(db).key_for(PURPOSE)
    rows = take_touched(db, key)
    last = last_seal(db.connection(), lock=True)
    if last is None:
        last, rows = Seal(0, FIRST_DIGEST), seal_everything(db, key)
        rows[BEFORE] = {"count": str(count_unsealed(db))}
    for entry, listed in entries:
        entry.number, entry.rows = last.number + 1, rows or None
        entry.digest = digest_of(entry, listed, last.digest, key)
        last, rows = Seal(entry.number, entry.digest), {}
        db.add(entry)
        db.add_all(ListedPerson(number=entry.number, person_id=one) for one in listed)
        db.info[WRITTEN] = entries_written(db) + 1
        told = (entry.person_id, *listed)
        people_told(db).update(one for one in told if one)
    return last


def keep_anchor(db: Session, seal: Seal | None) -> None:
    """Keep the last seal outside the store, once its entry is committed.

    An anchor that cannot be written does not undo what was done: ``python -m planner audit`` says
    how many entries came after it.
    """
    if seal is None:
        return
    try:
        anchor_of(db).keep(seal)
    except AnchorError:
        return


def last_seal(connection: Connection, *, lock: bool = False) -> Seal | None:
    """The seal of the newest entry; with ``lock`` nobody else adds one before the commit."""
    if lock and connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    wanted = (
        select(AuditEntry.number, AuditEntry.digest)
        .where(AuditEntry.number.is_not(None))
        .order_by(AuditEntry.number.desc())
        .limit(1)
    )
    found = connection.execute(wanted).first()
    return Seal(int(found.number), str(found.digest)) if found else None


def count_unsealed(db: Session) -> int:
    """Entries written before the trail was sealed."""
    table = AuditEntry.__table__
    counted = select(func.count()).select_from(table).where(table.c.number.is_(None))
    return int(db.connection().execute(counted).scalar_one())


def digest_of(entry: Any, listed: Iterable[str], before: str, key: bytes) -> str:
    """The digest of one entry after the one before it; ``entry`` may be a row or a model."""
    rows: Seals = entry.rows or {}
    said = [
        before,
        entry.number,
        entry.id,
        entry.at.astimezone(UTC).isoformat(),
        entry.account_id,
        entry.request_id,
        entry.action,
        entry.outcome,
        entry.object_kind,
        entry.object_id,
        entry.person_id,
        entry.subjects,
        entry.came_from,
        rows,
        sorted(listed),
    ]
    content = json.dumps(said, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()


def people_told(db: Session) -> set[str]:
    """Everybody an entry of this session is about."""
    told: set[str] = db.info.setdefault(TOLD, set())
    return told


def entries_written(db: Session) -> int:
    """How many entries this session has written."""
    return int(db.info.get(WRITTEN, 0))
