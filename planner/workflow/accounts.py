"""Clinicians' accounts: who they are, what they may change, how one is shut."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from planner.records.accounts import Account as AccountRow
from planner.records.accounts import KnownDevice, OneTimeLink, SignInSession
from planner.records.clinic import ClinicSettings
from planner.workflow.actions import action
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.passwords import fits, hashed
from planner.workflow.texts import checked_line

LONGEST_NAME, LONGEST_SIGN_IN = 120, 80
"""Characters; what the pages allow and what the record takes are the same."""


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


def can_sign_in(db: Session, sign_in_name: str, password: str) -> bool:
    """Whether an account is open and this is its password; nothing is counted or kept."""
    row = db.scalar(select(AccountRow).where(AccountRow.sign_in_key == sign_in_name.casefold()))
    return row is not None and row.is_active and fits(password, row.password_hash)


@action("change-password")
def change_password(db: Session, actor: Actor, *, old: str, new: str, clock: Clock) -> None:
    """A new password; every other session of the account ends."""
    row = account_row(db, actor.account_id)
    if not fits(old, row.password_hash):
        raise RefusedError("This is not your present password.", "old")
    row.password_hash = hashed(new, *names_of(db, row.sign_in_name, row.name))
    end_sessions(db, row.id, clock, but=actor.session_id)
    end_devices(db, row.id, clock)
    audit(db, actor, clock, "account", row.id)


@action("change-signature")
def change_signature(
    db: Session, actor: Actor, *, profession: str, registration: str, clock: Clock
) -> None:
    """What stands under one's name on papers from now on; both may be left empty.

    Papers that were made before keep what they say (HZ-076).
    """
    row = account_row(db, actor.account_id)
    row.profession = checked_line(profession, "profession", limit=LONGEST_NAME) or None
    row.registration = checked_line(registration, "registration", limit=LONGEST_NAME) or None
    audit(db, actor, clock, "account", row.id)


@action("end-other-sessions")
def end_other_sessions(db: Session, actor: Actor, *, clock: Clock) -> None:
    """Sign oneself out everywhere else; other browsers are strangers again."""
    end_sessions(db, actor.account_id, clock, but=actor.session_id)
    end_devices(db, actor.account_id, clock)
    audit(db, actor, clock, "account", actor.account_id)


@action("disable-account")
def disable_account(db: Session, actor: Actor, account_id: str, *, clock: Clock) -> None:
    """Shut an account and end its sessions. The last lead cannot be shut out."""
    actor.must_lead()
    row = account_row(db, account_id)
    others = select(func.count()).where(
        AccountRow.is_lead, AccountRow.is_active, AccountRow.id != account_id
    )
    if row.is_lead and not db.scalar(others):
        raise RefusedError("This is the only lead: make another account a lead first.")
    row.is_active = False
    end_sessions(db, row.id, clock)
    end_devices(db, row.id, clock)
    end_links(db, clock, OneTimeLink.account_id == row.id)
    audit(db, actor, clock, "account", row.id)


@action("enable-account")
def enable_account(db: Session, actor: Actor, account_id: str, *, clock: Clock) -> None:
    """Open a shut account again."""
    actor.must_lead()
    row = account_row(db, account_id)
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


def sign_in_key(sign_in_name: str) -> str:
    """A sign-in name as accounts are found by it."""
    return sign_in_name.strip().casefold()


def names_of(db: Session, sign_in_name: str, name: str) -> tuple[str, ...]:
    """Names everybody knows: no password may be little more than these."""
    clinic = db.scalar(select(ClinicSettings.name).order_by(ClinicSettings.version.desc()).limit(1))
    return (sign_in_name, name, clinic or "")


def account_row(db: Session, account_id: str) -> AccountRow:
    """The row of an account, held until the transaction ends. Raises NotFoundError."""
    row = db.get(AccountRow, account_id, with_for_update={"key_share": True})
    if row is None:
        raise NotFoundError(account_id)
    return row


def end_links(db: Session, clock: Clock, which: ColumnElement[bool]) -> int:
    """Kill links nobody has used; how many."""
    ended = db.execute(
        update(OneTimeLink)
        .where(which, OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > clock.now())
        .values(expires_at=clock.now())
    )
    return int(ended.rowcount)  # type: ignore[attr-defined]  # an UPDATE counts its rows


def end_sessions(db: Session, account_id: str, clock: Clock, but: str = "") -> None:
    """Sign an account out everywhere, or everywhere but in one session."""
    db.execute(
        update(SignInSession)
        .where(SignInSession.account_id == account_id, SignInSession.id != but)
        .where(SignInSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def end_devices(db: Session, account_id: str, clock: Clock) -> None:
    """No browser is known to this account any more."""
    db.execute(
        update(KnownDevice)
        .where(KnownDevice.account_id == account_id, KnownDevice.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
