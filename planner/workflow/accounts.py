"""Clinicians' accounts: made by a one-time link, never with a default password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from planner.records.accounts import Account as AccountRow
from planner.records.accounts import KnownDevice, OneTimeLink, SignInSession
from planner.records.clinic import ClinicSettings
from planner.workflow.actions import action, refusals_kept, transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.passwords import fingerprint, fits, hashed, new_token
from planner.workflow.second_factor import void_codes
from planner.workflow.texts import checked_line

LONGEST_NAME, LONGEST_SIGN_IN = 120, 80
"""Characters; what the pages allow and what the record takes are the same."""
LINK_LASTS = timedelta(hours=48)
WAY_BACK_LASTS = timedelta(hours=1)
LINK_IS_DEAD = "This link has been used or is too old: ask for a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A clinician as the pages know one."""

    id: str
    sign_in_name: str
    name: str
    is_lead: bool
    is_active: bool
    has_factor: bool = False
    profession: str = ""
    registration: str = ""

    @property
    def signs_as(self) -> str:
        """Name, profession and registration number, as far as they are known."""
        return ", ".join(filter(None, (self.name, self.profession, self.registration)))


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
    row = _account(db, account_id)
    _end_links(db, clock, OneTimeLink.account_id == account_id)
    token = _new_link(
        db, clock, makes_lead=False, is_first=False, account_id=row.id, made_by=actor.account_id
    )
    audit(db, actor, clock, "account", row.id)
    return token


def release_link(db: Session, sign_in_name: str, *, clock: Clock) -> str:
    """The same for whoever runs the program on this computer. Raises RefusedError."""
    with transaction(db, "let-in-again"):
        row = db.scalar(select(AccountRow).where(AccountRow.sign_in_key == _key(sign_in_name)))
        if row is None:
            raise RefusedError(f"There is no account with the sign-in name {sign_in_name!r}.")
        _end_links(db, clock, OneTimeLink.account_id == row.id)
        token = _new_link(db, clock, makes_lead=False, is_first=False, account_id=row.id)
        audit(db, None, clock, "account", row.id)
    return token


@action("withdraw-link")
def withdraw_link(db: Session, actor: Actor, link_id: str, *, clock: Clock) -> None:
    """Kill a link that was not used. For the lead alone."""
    actor.must_lead()
    if not _end_links(db, clock, OneTimeLink.id == link_id):
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
        row = _account(db, link.account_id)
        row.password_hash = hashed(password, *_names_of(db, row.sign_in_name, row.name))
        row.factor_nonce = row.factor_step = None
        _use(db, link, clock)
        void_codes(db, row.id, clock=clock)
        _end_sessions(db, row.id, clock)
        _end_devices(db, row.id, clock)
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
            password_hash=hashed(password, *_names_of(db, sign_in_name, name)),
            created_at=clock.now(),
        )
        _use(db, link, clock)
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
    row.password_hash = hashed(new, *_names_of(db, row.sign_in_name, row.name))
    _end_sessions(db, row.id, clock, but=actor.session_id)
    _end_devices(db, row.id, clock)
    audit(db, actor, clock, "account", row.id)


@action("change-signature")
def change_signature(
    db: Session, actor: Actor, *, profession: str, registration: str, clock: Clock
) -> None:
    """What stands under one's name on papers from now on; both may be left empty.

    Papers that were made before keep what they say (HZ-076).
    """
    row = _account(db, actor.account_id)
    row.profession = checked_line(profession, "profession", limit=LONGEST_NAME) or None
    row.registration = checked_line(registration, "registration", limit=LONGEST_NAME) or None
    audit(db, actor, clock, "account", row.id)


@action("end-other-sessions")
def end_other_sessions(db: Session, actor: Actor, *, clock: Clock) -> None:
    """Sign oneself out everywhere else; other browsers are strangers again."""
    _end_sessions(db, actor.account_id, clock, but=actor.session_id)
    _end_devices(db, actor.account_id, clock)
    audit(db, actor, clock, "account", actor.account_id)


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
    _end_devices(db, row.id, clock)
    _end_links(db, clock, OneTimeLink.account_id == row.id)
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
        has_factor=row.factor_nonce is not None,
        profession=row.profession or "",
        registration=row.registration or "",
    )


def _key(sign_in_name: str) -> str:
    return sign_in_name.strip().casefold()


def _names_of(db: Session, sign_in_name: str, name: str) -> tuple[str, ...]:
    """Names everybody knows: no password may be little more than these."""
    clinic = db.scalar(select(ClinicSettings.name).order_by(ClinicSettings.version.desc()).limit(1))
    return (sign_in_name, name, clinic or "")


def _account(db: Session, account_id: str) -> AccountRow:
    row = db.get(AccountRow, account_id, with_for_update={"key_share": True})
    if row is None:
        raise NotFoundError(account_id)
    return row


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


def _end_links(db: Session, clock: Clock, which: ColumnElement[bool]) -> int:
    ended = db.execute(
        update(OneTimeLink)
        .where(which, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > clock.now())
        .values(expires_at=clock.now())
    )
    return int(ended.rowcount)  # type: ignore[attr-defined]  # an UPDATE counts its rows


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


def _end_devices(db: Session, account_id: str, clock: Clock) -> None:
    db.execute(
        update(KnownDevice)
        .where(KnownDevice.account_id == account_id, KnownDevice.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
