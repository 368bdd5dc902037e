"""Who may use the record: accounts, one-time links, server-side sessions, failed sign-ins."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class Account(Base):
    """A clinician. The password is kept as an argon2id hash; nobody is ever deleted.

    ``factor_nonce`` is drawn when a second factor is set up: together with the clinic's secret,
    which is not in this database, it gives the seed of the codes. ``factor_step`` is the last
    half-minute whose code was used. ``profession`` and ``registration`` stand under what they sign,
    as they were typed: "physiotherapist", "HCPC PH000000"; none until somebody says so.
    """

    __tablename__ = "account"

    id: Mapped[str] = id_column()
    sign_in_name: Mapped[str]
    sign_in_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    is_lead: Mapped[bool]
    is_active: Mapped[bool]
    password_hash: Mapped[str]
    created_at: Mapped[datetime]
    factor_nonce: Mapped[str | None]
    factor_step: Mapped[int | None]
    profession: Mapped[str | None]
    registration: Mapped[str | None]


class RecoveryCode(Base):
    """One printed code that stands in for the telephone, once. Only its hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[str] = id_column()
    account_id: Mapped[str] = points_to("account.id")
    code_hash: Mapped[str]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser that signed in to an account before: it never waits for strangers' mistakes."""

    __tablename__ = "known_device"

    id: Mapped[str] = id_column()
    account_id: Mapped[str] = points_to("account.id")
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OneTimeLink(Base):
    """A link that makes one account, or lets one in again, once. Only its token's hash is kept.

    ``account_id`` is the account that chooses a new password with it; none for a new account.
    """

    __tablename__ = "one_time_link"

    id: Mapped[str] = id_column()
    token_hash: Mapped[str] = mapped_column(unique=True)
    makes_lead: Mapped[bool]
    is_first: Mapped[bool]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    account_id: Mapped[str | None] = mapped_column(String(36))
    made_by: Mapped[str | None] = mapped_column(String(36))


class SignInSession(Base):
    """One browser's session; anonymous until somebody signs in. Ended ones never come back.

    ``waits_for`` says which second step is still to come ("code" or "set-up"): until then the
    session opens nothing. ``data`` holds what the pages need between requests (a CSRF secret, a
    message): never a person's id.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[str] = id_column()
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str | None] = points_to("account.id")
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    proved_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    waits_for: Mapped[str | None]
    wrong_codes: Mapped[int | None]


class FailedSignIn(AppendOnly, Base):
    """One failed attempt, by hashes of the name, the address, and the known device if any."""

    __tablename__ = "failed_sign_in"

    id: Mapped[str] = id_column()
    name_hash: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    address_hash: Mapped[str | None]
    device_hash: Mapped[str | None]
