"""Failed sign-ins are counted, and the next attempt waits longer each time; nobody is locked out.

Within an hour that leaves about a dozen attempts on one account. A browser that has signed in to
the account before is counted apart: whoever fails on purpose from elsewhere cannot keep its owner
out.
"""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.records.accounts import FailedSignIn, KnownDevice
from planner.records.engine import begin_writing
from planner.workflow.clock import Clock
from planner.workflow.passwords import fingerprint

FREE = 5
"""Mistakes that cost nothing."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
COUNTED_FOR = timedelta(hours=1)
FREE_BY_ADDRESS = 20
FREE_IN_ALL = 100
"""Mistakes from unknown browsers within ``COUNTED_FOR``: from here on each waits for the last."""
BETWEEN = timedelta(seconds=5)
ALERT_AT = 20


class Attempt:
    """One attempt to sign in: the name that was typed, from where, on a known device or not."""

    def __init__(self, key: str, address: str = "", device: str | None = None) -> None:
        self.name_hash = fingerprint(key)
        self.address_hash = fingerprint(address) if address else None
        self.device = device
        self.device_hash: str | None = None


def waiting_time(db: Session, attempt: Attempt, account_id: str | None, *, clock: Clock) -> int:
    """Seconds this attempt has to wait; 0 where it may go on. The name may be nobody's."""
    attempt.device_hash = _known(db, attempt.device, account_id)
    now = clock.now()
    since = now - COUNTED_FOR
    of_name = FailedSignIn.name_hash == attempt.name_hash
    if attempt.device_hash is not None:
        return _wait(db, now, since, of_name, FailedSignIn.device_hash == attempt.device_hash)
    unknown = FailedSignIn.device_hash.is_(None)
    waits = [_wait(db, now, since, of_name, unknown)]
    if attempt.address_hash is not None:
        from_here = FailedSignIn.address_hash == attempt.address_hash
        waits.append(_wait(db, now, since, from_here, unknown, free=FREE_BY_ADDRESS))
    count, last = _counted(db, since, unknown)
    if count >= FREE_IN_ALL and last is not None:
        waits.append(_seconds(last + BETWEEN - now))
    return max(waits)


def note_failed(db: Session, attempt: Attempt, *, clock: Clock) -> int:
    """Count a mistake; gives the number by this name in the last hour."""
    begin_writing(db)
    db.add(
        FailedSignIn(
            name_hash=attempt.name_hash,
            at=clock.now(),
            address_hash=attempt.address_hash,
            device_hash=attempt.device_hash,
        )
    )
    db.commit()
    return failed_lately(db, attempt.name_hash, clock=clock)


def failed_lately(db: Session, name_hash: str, *, clock: Clock) -> int:
    """Mistakes by one name in the last hour."""
    since = clock.now() - COUNTED_FOR
    return _counted(db, since, FailedSignIn.name_hash == name_hash)[0]


def _wait(db: Session, now: datetime, since: datetime, *of: object, free: int = FREE) -> int:
    count, last = _counted(db, since, *of)
    if count < free or last is None:
        return 0
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(count - free, 10))
    return _seconds(last + wait - now)


def _counted(db: Session, since: datetime, *of: object) -> tuple[int, datetime | None]:
    wanted = select(func.count(), func.max(FailedSignIn.at)).where(FailedSignIn.at > since, *of)  # type: ignore[arg-type]  # conditions
    count, last = db.execute(wanted).one()
    return int(count), last


def _seconds(time: timedelta) -> int:
    return max(0, -int(-time.total_seconds() // 1))


def _known(db: Session, device: str | None, account_id: str | None) -> str | None:
    if not device or account_id is None:
        return None
    wanted = select(KnownDevice.token_hash).where(
        KnownDevice.token_hash == fingerprint(device),
        KnownDevice.account_id == account_id,
        KnownDevice.ended_at.is_(None),
    )
    return db.scalar(wanted)
