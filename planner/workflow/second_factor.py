"""The second factor: six digits that change every half minute (RFC 6238), and printed codes.

No seed is stored. The record keeps a random number for each account; together with the clinic's
secret, which is not in the record, it gives the seed. Whoever copies the record alone has no codes.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass

import pyotp
from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from planner.records.accounts import Account as AccountRow
from planner.records.accounts import RecoveryCode
from planner.records.engine import secret_of
from planner.workflow.actions import action
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.passwords import fingerprint

STEP = 30
"""Seconds one code stands."""
DRIFT = 1
"""Steps a telephone's clock may be off, each way."""
SEED_BYTES = 20
CODES = 10
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 16
"""Signs of a printed code: 80 random bits."""
ISSUER = "Treatment planner"
WRONG_CODE = "This code is not the one that stands now: wait for the next one and enter it."


@dataclass(frozen=True, slots=True)
class NewFactor:
    """A second factor that is being set up: its key to type, and the address the QR code holds."""

    key: str
    address: str


def new_nonce() -> str:
    """Drawn for each set-up."""
    return secrets.token_hex(16)


def new_factor(db: Session, sign_in_name: str, nonce: str) -> NewFactor:
    """What the telephone is told, once."""
    code = _totp(db, nonce)
    return NewFactor(
        key=" ".join(code.secret[n : n + 4] for n in range(0, len(code.secret), 4)),
        address=code.provisioning_uri(name=sign_in_name, issuer_name=ISSUER),
    )


def uses_code(db: Session, account_id: str, typed: str, *, clock: Clock) -> bool:
    """Use a code of the telephone or a printed one, once; false for a wrong or used one.

    Part of the transaction that signs somebody in: two requests with one code never both pass.
    """
    code = "".join(typed.split()).replace("-", "").upper()
    if len(code) == CODE_LENGTH:
        return _uses_printed(db, account_id, code, clock)
    nonce = db.scalar(select(AccountRow.factor_nonce).where(AccountRow.id == account_id))
    step = _step_of(db, nonce, code, clock) if nonce else None
    if step is None:
        return False
    moved = db.execute(
        update(AccountRow)
        .where(AccountRow.id == account_id)
        .where(or_(AccountRow.factor_step.is_(None), AccountRow.factor_step < step))
        .values(factor_step=step)
        .execution_options(synchronize_session=False)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]  # an UPDATE counts its rows


def begins_with(db: Session, account_id: str, nonce: str, typed: str, *, clock: Clock) -> None:
    """Make the set-up the account's factor once a code shows that it works.

    Raises RefusedError. Printed codes of an earlier set-up are void.
    """
    step = _step_of(db, nonce, "".join(typed.split()), clock)
    if step is None:
        raise RefusedError(WRONG_CODE, "code")
    db.execute(
        update(AccountRow)
        .where(AccountRow.id == account_id)
        .values(factor_nonce=nonce, factor_step=step)
        .execution_options(synchronize_session=False)
    )


def print_codes(db: Session, account_id: str, *, clock: Clock) -> tuple[str, ...]:
    """Ten new printed codes, shown this once; earlier ones are void."""
    void_codes(db, account_id, clock=clock)
    codes = tuple(
        "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)
    )
    db.add_all(
        RecoveryCode(account_id=account_id, code_hash=fingerprint(code), made_at=clock.now())
        for code in codes
    )
    return tuple("-".join(code[n : n + 4] for n in range(0, CODE_LENGTH, 4)) for code in codes)


def void_codes(db: Session, account_id: str, *, clock: Clock) -> None:
    """No printed code of this account works any more."""
    db.execute(
        update(RecoveryCode)
        .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def codes_left(db: Session, account_id: str) -> int:
    """Printed codes that still work."""
    counted = select(func.count()).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return db.scalar(counted) or 0


@action("new-recovery-codes")
def renew_codes(db: Session, actor: Actor, *, clock: Clock) -> tuple[str, ...]:
    """Ten new printed codes for oneself."""
    if db.get(AccountRow, actor.account_id) is None:
        raise NotFoundError(actor.account_id)
    codes = print_codes(db, actor.account_id, clock=clock)
    audit(db, actor, clock, "account", actor.account_id)
    return codes


def _uses_printed(db: Session, account_id: str, code: str, clock: Clock) -> bool:
    used = db.execute(
        update(RecoveryCode)
        .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
        .where(RecoveryCode.code_hash == fingerprint(code))
        .values(used_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]  # an UPDATE counts its rows


def _step_of(db: Session, nonce: str, code: str, clock: Clock) -> int | None:
    """The half minute whose code this is, at most one away from now."""
    now = int(clock.now().timestamp()) // STEP
    totp = _totp(db, nonce)
    found = [
        step
        for step in range(now - DRIFT, now + DRIFT + 1)
        if hmac.compare_digest(totp.generate_otp(step), code.encode("ascii", "replace").decode())
    ]
    return found[0] if found else None


def _totp(db: Session, nonce: str) -> pyotp.TOTP:
    seed = secret_of(db).key_for(f"second factor {nonce}")[:SEED_BYTES]
    return pyotp.TOTP(base64.b32encode(seed).decode(), interval=STEP)
