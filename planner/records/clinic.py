"""The clinic's own settings, what kind of store this is, and its counters."""

from datetime import date, datetime

from sqlalchemy import JSON, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class ClinicSettings(AppendOnly, Base):
    """The settings as they were saved at one version; the highest counts.

    ``devices`` null means every device of the pack is there. Each number has the day on which
    somebody last rang it.
    """

    __tablename__ = "clinic_settings"

    id: Mapped[str] = id_column()
    version: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    address: Mapped[str]
    clinic_telephone: Mapped[str]
    urgent_telephone: Mapped[str]
    emergency_telephone: Mapped[str]
    clinic_checked_on: Mapped[date | None]
    urgent_checked_on: Mapped[date | None]
    emergency_checked_on: Mapped[date | None]
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_type: Mapped[str]
    devices: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)


class Demonstration(AppendOnly, Base):
    """One row here makes the whole store a demonstration; a live store has none (HZ-006)."""

    __tablename__ = "demonstration"

    id: Mapped[str] = id_column()
    since: Mapped[datetime]


class Counter(Base):
    """The last number given, by name."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
