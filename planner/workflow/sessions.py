"""Server-side sessions: a new token at sign-in, gone at sign-out, idle and absolute limits.

The browser holds a random token, the store its fingerprint. A session is anonymous until somebody
signs in; it never holds a person's id (HZ-002).
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from planner.records.accounts import Account as AccountRow
from planner.records.accounts import FailedSignIn, SignInSession
from planner.records.engine import begin_writing
from planner.workflow.accounts import Account, account_of
from planner.workflow.actions import action, refusals_kept, transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.passwords import fingerprint, fits, new_token

IDLE = timedelta(minutes=15)
AT_MOST = timedelta(hours=12)
TOUCHED_EVERY = timedelta(seconds=60)
PROOF_LASTS = timedelta(minutes=5)
KEPT = timedelta(days=1)
"""How long an ended session stays before it is swept away."""

TRIES = 8
"""Failed attempts by one name within ``TRY_AGAIN_AFTER``."""
TRY_AGAIN_AFTER = timedelta(minutes=15)
WRONG = "This name and password do not fit together, or the account is shut."


class SignInRefusedError(RefusedError):
    """The same sentence for an unknown name, a wrong password and a shut account."""

    def __init__(self, sentence: str = WRONG, wait_seconds: int = 0) -> None:
        super().__init__(sentence)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """A session that lives. ``account`` is empty before sign-in."""

    id: str
    account: Account | None
    proved_recently: bool
    data: dict[str, Any] = field(default_factory=dict)

    def actor(self, request_id: str = "") -> Actor | None:
        """Who acts in this request; nobody before sign-in."""
        if self.account is None:
            return None
        return Actor(
            account_id=self.account.id,
            name=self.account.name,
            is_lead=self.account.is_lead,
            session_id=self.id,
            request_id=request_id,
        )


def start_session(db: Session, *, clock: Clock) -> str:
    """The token of a new anonymous session. Sessions long ended are swept away."""
    begin_writing(db)
    old = clock.now() - AT_MOST - KEPT
    db.execute(delete(SignInSession).where(SignInSession.started_at < old))
    token = _open(db, clock, None)
    db.commit()
    return token


def read_session(db: Session, token: str, *, clock: Clock) -> SessionState | None:
    """The session of a token, or none when it has ended, idled out or lasted too long."""
    row = _living(db, token, clock)
    if row is None:
        return None
    account = db.get(AccountRow, row.account_id) if row.account_id else None
    if account is not None and not account.is_active:
        return None
    state = SessionState(
        id=row.id,
        account=account_of(account) if account else None,
        proved_recently=row.proved_at is not None and clock.now() - row.proved_at < PROOF_LASTS,
        data=dict(row.data),
    )
    if clock.now() - row.seen_at >= TOUCHED_EVERY:
        _change(db, state.id, seen_at=clock.now())
    return state


def keep_session_data(db: Session, token: str, data: dict[str, Any], *, clock: Clock) -> None:
    """Keep what the pages need between requests; does nothing for a session that has ended."""
    row = _living(db, token, clock)
    if row is not None and row.data != data:
        _change(db, row.id, data=data)


def sign_in(
    db: Session,
    old_token: str | None,
    *,
    sign_in_name: str,
    password: str,
    clock: Clock,
    request_id: str = "",
) -> str:
    """The token of a new session; the old one is dead. Raises SignInRefusedError."""
    key = sign_in_name.strip().casefold()
    with refusals_kept(db, None, "sign-in", (), clock):
        _refuse_too_many(db, key, clock)
        row = db.scalar(select(AccountRow).where(AccountRow.sign_in_key == key))
        is_right = fits(password, row.password_hash if row else None)
        if row is None or not is_right or not row.is_active:
            begin_writing(db)
            db.add(FailedSignIn(name_hash=fingerprint(key), at=clock.now()))
            db.commit()
            raise SignInRefusedError
        account_id = row.id
        with transaction(db, "sign-in"):
            _end(db, old_token, clock)
            token = _open(db, clock, account_id)
            who = Actor(account_id=account_id, name="", is_lead=False, request_id=request_id)
            audit(db, who, clock, "account", account_id)
    return token


def sign_out(db: Session, token: str, *, clock: Clock, request_id: str = "") -> None:
    """End the session for good."""
    row = _living(db, token, clock)
    who = None
    if row is not None and row.account_id is not None:
        who = Actor(account_id=row.account_id, name="", is_lead=False, request_id=request_id)
    with transaction(db, "sign-out"):
        _end(db, token, clock)
        audit(db, who, clock, "session", request_id=request_id)


@action("prove")
def prove(db: Session, actor: Actor, token: str, password: str, *, clock: Clock) -> None:
    """A fresh proof of who it is, before what a stolen session must not do."""
    row = db.get(AccountRow, actor.account_id)
    if row is None or not fits(password, row.password_hash):
        raise SignInRefusedError("This is not your password.")
    db.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == fingerprint(token))
        .where(SignInSession.account_id == actor.account_id)
        .values(proved_at=clock.now())
    )
    audit(db, actor, clock, "account", actor.account_id)


def _living(db: Session, token: str, clock: Clock) -> SignInSession | None:
    row = db.scalar(select(SignInSession).where(SignInSession.token_hash == fingerprint(token)))
    if row is None or row.ended_at is not None:
        return None
    now = clock.now()
    if now - row.seen_at > IDLE or now - row.started_at > AT_MOST:
        return None
    return row


def _open(db: Session, clock: Clock, account_id: str | None) -> str:
    token, now = new_token(), clock.now()
    db.add(
        SignInSession(
            token_hash=fingerprint(token),
            account_id=account_id,
            started_at=now,
            seen_at=now,
            proved_at=now if account_id else None,
            data={},
        )
    )
    return token


def _end(db: Session, token: str | None, clock: Clock) -> None:
    if token:
        db.execute(
            update(SignInSession)
            .where(SignInSession.token_hash == fingerprint(token))
            .where(SignInSession.ended_at.is_(None))
            .values(ended_at=clock.now())
        )


def _change(db: Session, session_id: str, **values: Any) -> None:
    """Nothing clinical and nothing of a person: outside the audit trail."""
    begin_writing(db)
    db.execute(update(SignInSession).where(SignInSession.id == session_id).values(**values))
    db.commit()


def _refuse_too_many(db: Session, key: str, clock: Clock) -> None:
    since = clock.now() - TRY_AGAIN_AFTER
    failed = select(func.count(), func.min(FailedSignIn.at)).where(
        FailedSignIn.name_hash == fingerprint(key), FailedSignIn.at > since
    )
    count, first = db.execute(failed).one()
    if count >= TRIES:
        wait = int((first + TRY_AGAIN_AFTER - clock.now()).total_seconds()) + 1
        raise SignInRefusedError(
            f"Too many attempts: wait {max(1, round(wait / 60))} minutes, then try again.", wait
        )
