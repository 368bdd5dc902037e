"""Server-side sessions: a new token at sign-in, gone at sign-out, idle and absolute limits.

The browser holds a random token, the store its fingerprint. A session is anonymous until somebody
signs in; it never holds a person's id (HZ-002).
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from planner.records.accounts import Account as AccountRow
from planner.records.accounts import KnownDevice, SignInSession
from planner.records.engine import begin_writing
from planner.workflow.accounts import Account, account_of
from planner.workflow.actions import refusals_kept, transaction
from planner.workflow.actor import Actor
from planner.workflow.attempts import Attempt, note_failed, waiting_time
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.passwords import fingerprint, fits, hashed_again, is_weaker_hash, new_token
from planner.workflow.second_factor import WRONG_CODE, begins_with, print_codes, uses_code

IDLE = timedelta(minutes=15)
AT_MOST = timedelta(hours=12)
TOUCHED_EVERY = timedelta(seconds=60)
PROOF_LASTS = timedelta(minutes=5)
KEPT = timedelta(days=1)
"""How long an ended session stays before it is swept away."""

CODE, SET_UP = "code", "set-up"
"""The second step a session waits for: a code, or a first second factor."""
WRONG_CODES = 5
"""Wrong codes after which the password is asked again."""
SECOND_STEP_WITHIN = timedelta(minutes=10)
WRONG = "This name and password do not fit together, or the account is shut."


class SignInRefusedError(RefusedError):
    """The same sentence for an unknown name, a wrong password and a shut account."""

    def __init__(self, sentence: str = WRONG, wait_seconds: int = 0) -> None:
        super().__init__(sentence)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """A session that lives. ``account`` is empty before sign-in, and until its second step.

    ``waits_for`` names that step, ``waiting`` whoever has to take it.
    """

    id: str
    account: Account | None
    proved_recently: bool
    waits_for: str | None = None
    waiting: Account | None = None
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
            signs_as=self.account.signs_as,
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
    found = account_of(account) if account else None
    state = SessionState(
        id=row.id,
        account=None if row.waits_for else found,
        waits_for=row.waits_for,
        waiting=found if row.waits_for else None,
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
    second_step: bool = True,
    address: str = "",
    device: str | None = None,
) -> str:
    """The token of a new session; the old one is dead. Raises SignInRefusedError.

    With ``second_step`` the session opens nothing yet: it waits for a code, or for a second factor
    to be set up. ``device`` is the token of a browser that was here before.
    """
    key = sign_in_name.strip().casefold()
    attempt = Attempt(key, address, device)
    with refusals_kept(db, None, "sign-in", (), clock):
        row = db.scalar(select(AccountRow).where(AccountRow.sign_in_key == key))
        _refuse_too_many(db, attempt, row.id if row else None, clock)
        is_right = fits(password, row.password_hash if row else None)
        if row is None or not is_right or not row.is_active:
            note_failed(db, attempt, clock=clock)
            raise SignInRefusedError
        account_id, stored = row.id, row.password_hash
        waits_for = (CODE if row.factor_nonce else SET_UP) if second_step else None
        with transaction(db, "sign-in"):
            if is_weaker_hash(stored):
                strengthened = {"password_hash": hashed_again(password)}
                db.execute(
                    update(AccountRow).where(AccountRow.id == account_id).values(strengthened)
                )
            _end(db, old_token, clock)
            token = _open(db, clock, account_id, waits_for)
            audit(db, _nameless(account_id, request_id), clock, "account", account_id)
    return token


def take_second_step(
    db: Session, token: str, code: str, *, clock: Clock, request_id: str = "", address: str = ""
) -> str:
    """The token of the session that the right code opens. Raises SignInRefusedError.

    After five wrong codes the password is asked again.
    """
    row, account = _halfway(db, token, CODE, clock)
    attempt = Attempt(account.sign_in_key, address)
    session_id, account_id = row.id, account.id
    with refusals_kept(db, None, "second-step", (), clock):
        _refuse_too_many(db, attempt, None, clock)
        with transaction(db, "second-step"):
            is_right = uses_code(db, account_id, code, clock=clock)
            if is_right:
                _end(db, token, clock)
                opened = _open(db, clock, account_id)
            audit(
                db,
                _nameless(account_id, request_id),
                clock,
                "account",
                account_id,
                outcome="done" if is_right else "refused",
            )
    if is_right:
        return opened
    _count_wrong_code(db, session_id, clock)
    note_failed(db, attempt, clock=clock)
    raise SignInRefusedError(WRONG_CODE)


def set_up_factor(
    db: Session, token: str, nonce: str, code: str, *, clock: Clock, request_id: str = ""
) -> tuple[str, tuple[str, ...]]:
    """Make a second factor the account's, by the first code it shows.

    Gives the token of the session it opens, and the printed codes. Every other session of the
    account ends. Raises RefusedError for a wrong code.
    """
    row = _living(db, token, clock)
    if row is None or row.account_id is None or row.waits_for == CODE:
        raise SignInRefusedError
    account_id = row.account_id
    who = _nameless(account_id, request_id)
    with refusals_kept(db, who, "set-up-factor", (), clock), transaction(db, "set-up-factor"):
        begins_with(db, account_id, nonce, code, clock=clock)
        codes = print_codes(db, account_id, clock=clock)
        db.execute(
            update(SignInSession)
            .where(SignInSession.account_id == account_id, SignInSession.ended_at.is_(None))
            .values(ended_at=clock.now())
        )
        opened = _open(db, clock, account_id)
        audit(db, who, clock, "account", account_id)
    return opened, codes


def know_device(db: Session, account_id: str, device: str | None, *, clock: Clock) -> str | None:
    """The token by which this browser is known from now on; none where it is known already."""
    if device:
        stands = select(KnownDevice.id).where(
            KnownDevice.token_hash == fingerprint(device),
            KnownDevice.account_id == account_id,
            KnownDevice.ended_at.is_(None),
        )
        if db.scalar(stands):
            return None
    token = new_token()
    begin_writing(db)
    db.add(KnownDevice(account_id=account_id, token_hash=fingerprint(token), made_at=clock.now()))
    db.commit()
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


def prove(db: Session, actor: Actor, token: str, password: str, *, clock: Clock) -> None:
    """A fresh proof of who it is, before what a stolen session must not do.

    Mistakes count like those of a sign-in. Raises SignInRefusedError.
    """
    with refusals_kept(db, actor, "prove", (), clock):
        row = db.get(AccountRow, actor.account_id)
        attempt = Attempt(row.sign_in_key if row else "")
        _refuse_too_many(db, attempt, None, clock)
        if row is None or not fits(password, row.password_hash):
            note_failed(db, attempt, clock=clock)
            raise SignInRefusedError("This is not your password.")
        with transaction(db, "prove"):
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
    longest = SECOND_STEP_WITHIN if row.waits_for else AT_MOST
    if now - row.seen_at > IDLE or now - row.started_at > longest:
        return None
    return row


def _open(db: Session, clock: Clock, account_id: str | None, waits_for: str | None = None) -> str:
    token, now = new_token(), clock.now()
    db.add(
        SignInSession(
            token_hash=fingerprint(token),
            account_id=account_id,
            started_at=now,
            seen_at=now,
            proved_at=now if account_id and not waits_for else None,
            data={},
            waits_for=waits_for,
        )
    )
    return token


def _halfway(db: Session, token: str, step: str, clock: Clock) -> tuple[SignInSession, AccountRow]:
    row = _living(db, token, clock)
    account = db.get(AccountRow, row.account_id) if row is not None and row.account_id else None
    if row is None or account is None or not account.is_active or row.waits_for != step:
        raise SignInRefusedError
    return row, account


def _count_wrong_code(db: Session, session_id: str, clock: Clock) -> None:
    row = db.get(SignInSession, session_id)
    count = (row.wrong_codes or 0) + 1 if row else WRONG_CODES
    ended = clock.now() if count >= WRONG_CODES else None
    _change(db, session_id, wrong_codes=count, ended_at=ended)


def _nameless(account_id: str, request_id: str) -> Actor:
    """Who it is about, before anybody acts."""
    return Actor(account_id=account_id, name="", is_lead=False, request_id=request_id)


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


def _refuse_too_many(db: Session, attempt: Attempt, account_id: str | None, clock: Clock) -> None:
    wait = waiting_time(db, attempt, account_id, clock=clock)
    if wait:
        said = f"{wait} seconds" if wait < 90 else f"{round(wait / 60)} minutes"
        raise SignInRefusedError(f"Too many attempts: wait {said}, then try again.", wait)
