"""Clinicians' accounts: made by a one-time link, never with a default password."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from planner.records.accounts import Account as AccountRow
from planner.records.accounts import OneTimeLink, SignInSession
from planner.workflow.actions import action, refusals_kept, transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.passwords import fingerprint, fits, hashed, new_token
from planner.workflow.texts import checked_line

LINK_LASTS = timedelta(hours=48)
LINK_IS_DEAD = "This link has been used or is too old: ask for a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A clinician as the pages know one."""

    id: str
    sign_in_name: str
    name: str
    is_lead: bool
    is_active: bool


def first_link(db: Session, *, clock: Clock) -> str | None:
    """A one-time token for the first account; none where an account exists. Older ones die."""
    with transaction(db, "first-link"):
        if db.scalar(select(func.count()).select_from(AccountRow)):
            audit(db, None, clock, "one-time-link", outcome="unchanged")
            return None
        db.execute(update(OneTimeLink).values(expires_at=clock.now()))
        token = _new_link(db, clock, makes_lead=True, is_first=True)
        audit(db, None, clock, "one-time-link")
    return token


@action("invite")
def invite(db: Session, actor: Actor, *, is_lead: bool, clock: Clock) -> str:
    """A one-time token for another account. For the lead alone."""
    actor.must_lead()
    token = _new_link(db, clock, makes_lead=is_lead, is_first=False)
    audit(db, actor, clock, "one-time-link")
    return token


def link_is_open(db: Session, token: str, *, clock: Clock) -> bool:
    """Whether this token still makes an account."""
    return _open_link(db, token, clock) is not None


def create_account(
    db: Session,
    token: str,
    *,
    sign_in_name: str,
    name: str,
    password: str,
    clock: Clock,
    request_id: str = "",
) -> Account:
    """Use a one-time link. Raises RefusedError for a dead link, a taken name, a weak password."""
    with (
        refusals_kept(db, None, "create-account", (), clock),
        transaction(db, "create-account"),
    ):
        link = _open_link(db, token, clock)
        if link is None:
            raise RefusedError(LINK_IS_DEAD)
        sign_in_name = checked_line(sign_in_name, "sign_in_name", "a name to sign in with")
        key = sign_in_name.casefold()
        if db.scalar(select(AccountRow.id).where(AccountRow.sign_in_key == key)):
            raise RefusedError("This name is taken.", "sign_in_name")
        row = AccountRow(
            sign_in_name=sign_in_name,
            sign_in_key=key,
            name=checked_line(name, "name", "your name as it is printed on plans"),
            is_lead=link.makes_lead,
            is_active=True,
            password_hash=hashed(password, sign_in_name),
            created_at=clock.now(),
        )
        used = db.execute(
            update(OneTimeLink)
            .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
            .values(used_at=clock.now())
        )
        if used.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE counts its rows
            raise RefusedError(LINK_IS_DEAD)
        db.add(row)
        db.flush()
        audit(db, None, clock, "account", row.id, request_id=request_id)
        return account_of(row)


def can_sign_in(db: Session, sign_in_name: str, password: str) -> bool:
    """Whether an account is open and this is its password; nothing is counted or kept."""
    row = db.scalar(select(AccountRow).where(AccountRow.sign_in_key == sign_in_name.casefold()))
    return row is not None and row.is_active and fits(password, row.password_hash)


@action("change-password")
def change_password(db: Session, actor: Actor, *, old: str, new: str, clock: Clock) -> None:
    """A new password; every other session of the account ends."""
    row = _account(db, actor.account_id)
    if not fits(old, row.password_hash):
        raise RefusedError("This is not your present password.", "old")
    row.password_hash = hashed(new, row.sign_in_name)
    _end_sessions(db, row.id, clock, but=actor.session_id)
    audit(db, actor, clock, "account", row.id)


@action("disable-account")
def disable_account(db: Session, actor: Actor, account_id: str, *, clock: Clock) -> None:
    """Shut an account and end its sessions. The last lead cannot be shut out."""
    actor.must_lead()
    row = _account(db, account_id)
    others = select(func.count()).where(
        AccountRow.is_lead, AccountRow.is_active, AccountRow.id != account_id
    )
    if row.is_lead and not db.scalar(others):
        raise RefusedError("This is the only lead: make another account a lead first.")
    row.is_active = False
    _end_sessions(db, row.id, clock)
    audit(db, actor, clock, "account", row.id)


@action("enable-account")
def enable_account(db: Session, actor: Actor, account_id: str, *, clock: Clock) -> None:
    """Open a shut account again."""
    actor.must_lead()
    row = _account(db, account_id)
    row.is_active = True
    audit(db, actor, clock, "account", row.id)


def list_accounts(db: Session, actor: Actor) -> tuple[Account, ...]:
    """All accounts by name. For the lead alone."""
    actor.must_lead()
    return tuple(
        account_of(row) for row in db.scalars(select(AccountRow).order_by(AccountRow.name))
    )


def account_of(row: AccountRow) -> Account:
    """The value of a row; the hash stays behind."""
    return Account(
        id=row.id,
        sign_in_name=row.sign_in_name,
        name=row.name,
        is_lead=row.is_lead,
        is_active=row.is_active,
    )


def _account(db: Session, account_id: str) -> AccountRow:
    row = db.get(AccountRow, account_id, with_for_update=True)
    if row is None:
        raise NotFoundError(account_id)
    return row


def _new_link(db: Session, clock: Clock, *, makes_lead: bool, is_first: bool) -> str:
    token = new_token()
    db.add(
        OneTimeLink(
            token_hash=fingerprint(token),
            makes_lead=makes_lead,
            is_first=is_first,
            created_at=clock.now(),
            expires_at=clock.now() + LINK_LASTS,
        )
    )
    return token


def _open_link(db: Session, token: str, clock: Clock) -> OneTimeLink | None:
    link = db.scalar(select(OneTimeLink).where(OneTimeLink.token_hash == fingerprint(token)))
    if link is None or link.used_at is not None or link.expires_at <= clock.now():
        return None
    if link.is_first and db.scalar(select(func.count()).select_from(AccountRow)):
        return None
    return link


def _end_sessions(db: Session, account_id: str, clock: Clock, but: str = "") -> None:
    db.execute(
        update(SignInSession)
        .where(SignInSession.account_id == account_id, SignInSession.id != but)
        .where(SignInSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
