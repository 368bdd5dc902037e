"""Who may use the record: accounts, one-time links, server-side sessions, failed sign-ins."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class Account(Base):
    """A clinician. The password is kept as an argon2id hash; nobody is ever deleted."""

    __tablename__ = "account"

    id: Mapped[str] = id_column()
    sign_in_name: Mapped[str]
    sign_in_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    is_lead: Mapped[bool]
    is_active: Mapped[bool]
    password_hash: Mapped[str]
    created_at: Mapped[datetime]


class OneTimeLink(Base):
    """A link that makes one account, once. Only the hash of its token is kept."""

    __tablename__ = "one_time_link"

    id: Mapped[str] = id_column()
    token_hash: Mapped[str] = mapped_column(unique=True)
    makes_lead: Mapped[bool]
    is_first: Mapped[bool]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInSession(Base):
    """One browser's session; anonymous until somebody signs in. Ended ones never come back.

    ``data`` holds what the pages need between requests (a CSRF secret, a message): never a
    person's id.
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


class FailedSignIn(AppendOnly, Base):
    """One failed attempt, by a hash of the name that was typed."""

    __tablename__ = "failed_sign_in"

    id: Mapped[str] = id_column()
    name_hash: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
