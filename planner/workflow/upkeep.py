"""What keeps the record safe day by day: that it was checked, and that a copy of it was made.

Both leave an entry in the trail, so that every host over one record knows when it was done last,
and the lead is told on the first page what is overdue (HZ-071, HZ-080, HZ-085).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.accounts import Account
from planner.records.audit import AuditEntry
from planner.workflow.actions import transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.trail import TrailReport
from planner.workflow.walking import STOPPED

CHECK, COPY = "check-record", "copy-record"
DONE, NOT_WHOLE, FAILED = "done", "not-whole", "failed"
"""How a check or a copy ended; a copy of a record that is not whole is no good copy."""
ELSEWHERE = "second-place"
"""Said of a copy that lies on another disk than the record, or is carried there."""
EVERY = timedelta(days=1)
LATE_AFTER = EVERY + timedelta(hours=2)
TOLD_FOR = timedelta(days=7)
"""How long the first page names an account that was stopped."""
MOST_PLACES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The latest check or copy: when, how it ended, the places it found."""

    at: datetime
    outcome: str
    said: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether it was done and found nothing."""
        return self.outcome == DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """An account that opened too many records."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What was done for the record. ``good_copy`` is the latest copy that succeeded."""

    now: datetime
    check: Done | None
    copy: Done | None
    good_copy: Done | None
    lies_elsewhere: bool
    stopped: tuple[Stopped, ...]

    @property
    def check_is_late(self) -> bool:
        """Whether nobody looked for more than a day."""
        return self.check is None or self.now - self.check.at > LATE_AFTER

    @property
    def copy_is_late(self) -> bool:
        """Whether the newest good copy is more than a day old, or there is none."""
        return self.good_copy is None or self.now - self.good_copy.at > LATE_AFTER


def note_check(db: Session, report: TrailReport, *, clock: Clock) -> None:
    """Keep that the record was checked, and where it was not as it was written."""
    places = [finding.where.replace(" ", ":") for finding in report.findings[:MOST_PLACES]]
    with transaction(db, CHECK):
        outcome = DONE if report.is_whole else NOT_WHOLE
        audit(db, None, clock, "store", outcome=outcome, subjects=places)


def note_copy(db: Session, outcome: str, *, is_elsewhere: bool, clock: Clock) -> None:
    """Keep that a copy was made, or that it could not be."""
    said = (ELSEWHERE,) if is_elsewhere and outcome == DONE else ()
    with transaction(db, COPY):
        audit(db, None, clock, "store", outcome=outcome, subjects=said)


def is_due(db: Session, deed: str, since: datetime, *, clock: Clock) -> bool:
    """Whether a check or a copy was last done before ``since``, or more than a day ago."""
    last = _latest(db, deed)
    return last is None or last.at < since or clock.now() - last.at >= EVERY


def read_upkeep(db: Session, actor: Actor, *, clock: Clock) -> Upkeep:
    """How the record stands. For the lead alone."""
    actor.must_lead()
    return Upkeep(
        now=clock.now(),
        check=_latest(db, CHECK),
        copy=_latest(db, COPY),
        good_copy=_latest(db, COPY, AuditEntry.outcome == DONE),
        lies_elsewhere=_latest(db, COPY, AuditEntry.subjects == ELSEWHERE) is not None,
        stopped=tuple(_stopped(db, clock.now() - TOLD_FOR)),
    )


def _latest(db: Session, deed: str, *also: object) -> Done | None:
    wanted = (
        select(AuditEntry)
        .where(AuditEntry.action == deed, *also)  # type: ignore[arg-type]  # conditions
        .order_by(AuditEntry.number.desc())
        .limit(1)
    )
    row = db.scalar(wanted)
    if row is None:
        return None
    said = tuple(place.replace(":", " ") for place in row.subjects.split())
    return Done(at=row.at, outcome=row.outcome, said=said)


def _stopped(db: Session, since: datetime) -> Iterable[Stopped]:
    wanted = (
        select(Account.name, AuditEntry.at)
        .join(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.action == STOPPED, AuditEntry.at > since)
        .order_by(AuditEntry.number.desc())
    )
    latest: dict[str, datetime] = {}
    for name, moment in db.execute(wanted):
        latest.setdefault(name, moment)
    return (Stopped(name=name, at=moment) for name, moment in latest.items())
