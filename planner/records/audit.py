"""Who did what, when, to which object. Never a word about or from a patient."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class AuditEntry(AppendOnly, Base):
    """One entry, written in the transaction of what it tells of.

    ``outcome`` is done, unchanged, refused, stale or not-found. ``subjects`` are ids of the packs
    or names of fields, joined by blanks: never a value. ``came_from`` is the address the request
    came from. ``number`` counts without a gap from 1, ``rows`` are the seals of every row that was
    added or changed with it, and ``digest`` seals all of it together with the entry before.
    Entries written before the trail was sealed have none of the three.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("uq_audit_number", "number", unique=True),
        Index("ix_audit_person_id_number", "person_id", "number"),
        Index("ix_audit_account_id_at", "account_id", "at"),
        Index("ix_audit_action_number", "action", "number"),
    )

    id: Mapped[str] = id_column()
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[str | None] = points_to("account.id", index=False)
    request_id: Mapped[str]
    action: Mapped[str]
    outcome: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    person_id: Mapped[str | None]
    subjects: Mapped[str]
    number: Mapped[int | None]
    came_from: Mapped[str | None]
    rows: Mapped[dict[str, dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    digest: Mapped[str | None]


class ListedPerson(AppendOnly, Base):
    """Somebody who was shown on a list, or beside another person: by the number of the entry."""

    __tablename__ = "audit_listed"
    __table_args__ = (Index("ix_audit_listed_person_id_number", "person_id", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[str] = mapped_column(String(36), primary_key=True)
