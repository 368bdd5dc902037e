"""One-time links: the only way an account is made, and the way back in. No default password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from planner.records.accounts import Account as AccountRow
from planner.records.accounts import OneTimeLink
from planner.workflow.accounts import (
    LONGEST_NAME,
    LONGEST_SIGN_IN,
    Account,
    account_of,
    account_row,
    end_devices,
    end_links,
    end_sessions,
    names_of,
    sign_in_key,
)
from planner.workflow.actions import action, refusals_kept, transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.passwords import fingerprint, hashed, new_token
from planner.workflow.second_factor import void_codes
from planner.workflow.texts import checked_line

LINK_LASTS = timedelta(hours=48)
WAY_BACK_LASTS = timedelta(hours=1)
LINK_IS_DEAD = "This link has been used or is too old: ask for a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLink:
    """A link nobody has used yet. ``for_whom`` is the account it lets in again, if it is one."""

    id: str
    makes_lead: bool
    for_whom: str
    made_by: str
    expires_at: datetime


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
    token = _new_link(db, clock, makes_lead=is_lead, is_first=False, made_by=actor.account_id)
    audit(db, actor, clock, "one-time-link")
    return token


@action("let-in-again")
def let_in_again(db: Session, actor: Actor, account_id: str, *, clock: Clock) -> str:
    """A one-time token with which somebody chooses a new password and second factor.

    Nothing changes until it is used. It lasts an hour; an earlier one is dead. For the lead alone.
    """
    actor.must_lead()
    row = account_row(db, account_id)
    end_links(db, clock, OneTimeLink.account_id == account_id)
    token = _new_link(
        db, clock, makes_lead=False, is_first=False, account_id=row.id, made_by=actor.account_id
    )
    audit(db, actor, clock, "account", row.id)
    return token


def release_link(db: Session, sign_in_name: str, *, clock: Clock) -> str:
    """The same for whoever runs the program on this computer. Raises RefusedError."""
    with transaction(db, "let-in-again"):
        row = db.scalar(
            select(AccountRow).where(AccountRow.sign_in_key == sign_in_key(sign_in_name))
        )
        if row is None:
            raise RefusedError(f"There is no account with the sign-in name {sign_in_name!r}.")
        end_links(db, clock, OneTimeLink.account_id == row.id)
        token = _new_link(db, clock, makes_lead=False, is_first=False, account_id=row.id)
        audit(db, None, clock, "account", row.id)
    return token


@action("withdraw-link")
def withdraw_link(db: Session, actor: Actor, link_id: str, *, clock: Clock) -> None:
    """Kill a link that was not used. For the lead alone."""
    actor.must_lead()
    if not end_links(db, clock, OneTimeLink.id == link_id):
        raise NotFoundError(link_id)
    audit(db, actor, clock, "one-time-link", link_id)


def open_links(db: Session, actor: Actor, *, clock: Clock) -> tuple[OpenLink, ...]:
    """Links that still work, the newest first. For the lead alone."""
    actor.must_lead()
    names = {row.id: row.name for row in db.scalars(select(AccountRow))}
    rows = db.scalars(
        select(OneTimeLink)
        .where(OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > clock.now())
        .order_by(OneTimeLink.created_at.desc())
    )
    return tuple(
        OpenLink(
            id=row.id,
            makes_lead=row.makes_lead,
            for_whom=names.get(row.account_id or "", ""),
            made_by=names.get(row.made_by or "", ""),
            expires_at=row.expires_at,
        )
        for row in rows
        if not row.is_first
    )


def link_is_open(db: Session, token: str, *, clock: Clock) -> bool:
    """Whether this token still makes an account."""
    link = _open_link(db, token, clock)
    return link is not None and link.account_id is None


def link_is_first(db: Session, token: str, *, clock: Clock) -> bool:
    """Whether the account of this link will be the first, which leads the clinic."""
    link = _open_link(db, token, clock)
    return link is not None and link.is_first


def account_let_in(db: Session, token: str, *, clock: Clock) -> Account | None:
    """The account that this token lets in again, if it is such a one."""
    link = _open_link(db, token, clock)
    row = db.get(AccountRow, link.account_id) if link and link.account_id else None
    return account_of(row) if row else None


def come_back(
    db: Session, token: str, *, password: str, clock: Clock, request_id: str = ""
) -> Account:
    """Use a link that lets somebody in again: a new password; sessions, factor and devices end.

    Raises RefusedError for a dead link or a weak password.
    """
    with refusals_kept(db, None, "come-back", (), clock), transaction(db, "come-back"):
        link = _open_link(db, token, clock)
        if link is None or link.account_id is None:
            raise RefusedError(LINK_IS_DEAD)
        row = account_row(db, link.account_id)
        row.password_hash = hashed(password, *names_of(db, row.sign_in_name, row.name))
        row.factor_nonce = row.factor_step = None
        _use(db, link, clock)
        void_codes(db, row.id, clock=clock)
        end_sessions(db, row.id, clock)
        end_devices(db, row.id, clock)
        audit(db, None, clock, "account", row.id, request_id=request_id)
        return account_of(row)


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
        if link is None or link.account_id is not None:
            raise RefusedError(LINK_IS_DEAD)
        sign_in_name = checked_line(
            sign_in_name, "sign_in_name", "a name to sign in with", limit=LONGEST_SIGN_IN
        )
        key = sign_in_name.casefold()
        if db.scalar(select(AccountRow.id).where(AccountRow.sign_in_key == key)):
            raise RefusedError("This name is taken.", "sign_in_name")
        name = checked_line(name, "name", "your name as it is printed on plans", limit=LONGEST_NAME)
        row = AccountRow(
            sign_in_name=sign_in_name,
            sign_in_key=key,
            name=name,
            is_lead=link.makes_lead,
            is_active=True,
            password_hash=hashed(password, *names_of(db, sign_in_name, name)),
            created_at=clock.now(),
        )
        _use(db, link, clock)
        db.add(row)
        db.flush()
        audit(db, None, clock, "account", row.id, request_id=request_id)
        return account_of(row)


def _new_link(
    db: Session,
    clock: Clock,
    *,
    makes_lead: bool,
    is_first: bool,
    account_id: str | None = None,
    made_by: str | None = None,
) -> str:
    token = new_token()
    db.add(
        OneTimeLink(
            token_hash=fingerprint(token),
            makes_lead=makes_lead,
            is_first=is_first,
            created_at=clock.now(),
            expires_at=clock.now() + (WAY_BACK_LASTS if account_id else LINK_LASTS),
            account_id=account_id,
            made_by=made_by,
        )
    )
    return token


def _use(db: Session, link: OneTimeLink, clock: Clock) -> None:
    """Raises RefusedError when somebody else was quicker."""
    used = db.execute(
        update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=clock.now())
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE counts its rows
        raise RefusedError(LINK_IS_DEAD)


def _open_link(db: Session, token: str, clock: Clock) -> OneTimeLink | None:
    link = db.scalar(select(OneTimeLink).where(OneTimeLink.token_hash == fingerprint(token)))
    if link is None or link.used_at is not None or link.expires_at <= clock.now():
        return None
    if link.is_first and db.scalar(select(func.count()).select_from(AccountRow)):
        return None
    return link
