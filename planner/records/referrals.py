"""Referrals and their loop: telephoned, accepted, sent, acknowledged, result, closed."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class Referral(Base):
    """One letter to somebody else. ``version`` grows with every step of the loop."""

    __tablename__ = "referral"

    id: Mapped[str] = id_column()
    person_id: Mapped[str] = points_to("person.id")
    encounter_id: Mapped[str] = points_to("encounter.id")
    rule: Mapped[str | None]
    condition: Mapped[str | None]
    addressed_to: Mapped[str]
    urgency: Mapped[str]
    document_id: Mapped[str] = points_to("stored_document.id", index=False)
    version: Mapped[int]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    written_at: Mapped[datetime]
    written_by: Mapped[str] = points_to("account.id", index=False)


class ReferralStep(AppendOnly, Base):
    """One step of the loop: what, with whom, on which day."""

    __tablename__ = "referral_step"
    __table_args__ = (UniqueConstraint("referral_id", "at_version"),)

    id: Mapped[str] = id_column()
    referral_id: Mapped[str] = points_to("referral.id")
    at_version: Mapped[int]
    kind: Mapped[str]
    whom: Mapped[str]
    note: Mapped[str]
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)
