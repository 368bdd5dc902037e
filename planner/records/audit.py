"""Who did what, when, to which object. Never a word about or from a patient."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class AuditEntry(AppendOnly, Base):
    """One entry, written in the transaction of what it tells of.

    ``outcome`` is done, refused, stale or not-found. ``subjects`` are ids of the packs or names
    of fields, joined by blanks: never a value.
    """

    __tablename__ = "audit"

    id: Mapped[str] = id_column()
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[str | None] = points_to("account.id")
    request_id: Mapped[str]
    action: Mapped[str]
    outcome: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(index=True)
    subjects: Mapped[str]
