"""What the plan must fit: irritability, sport, equipment, goals, stage, next appointment."""

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Base, VisitFact


class IrritabilityRating(VisitFact, Base):
    """How easily the pain is stirred, rated at every visit."""

    __tablename__ = "irritability_rating"

    irritability: Mapped[str]
    reason: Mapped[str]


class SportRecord(VisitFact, Base):
    """Sport and tolerated load. Distances in km, times in minutes; null is unknown."""

    __tablename__ = "sport_record"

    name: Mapped[str | None]
    weekly_km: Mapped[float | None]
    longest_run_km: Mapped[float | None]
    longest_tolerated_km: Mapped[float | None]
    longest_tolerated_minutes: Mapped[float | None]
    easy_pace_minutes_per_km: Mapped[float | None]
    goal: Mapped[str | None]


class EquipmentRecord(VisitFact, Base):
    """What the person has at home, by id."""

    __tablename__ = "equipment_record"

    things: Mapped[list[str]] = mapped_column(JSON)


class GoalRecord(VisitFact, Base):
    """The person's goals in their own words, the first one first."""

    __tablename__ = "goal_record"

    goals: Mapped[list[str]] = mapped_column(JSON)


class StageChoice(VisitFact, Base):
    """The stage a clinician chose; null hands the choice back to the program."""

    __tablename__ = "stage_choice"

    stage: Mapped[int | None]
    reason: Mapped[str]


class NextVisit(VisitFact, Base):
    """The next appointment, in the words printed on the plan."""

    __tablename__ = "next_visit"

    text: Mapped[str]


class SurgeryRecord(VisitFact, Base):
    """An operation or fracture with the limits set after it; an empty ``what`` takes it back.

    ``limits`` holds kind, amount, until (ISO day) and whether it was lifted, by name.
    """

    __tablename__ = "surgery_record"

    what: Mapped[str]
    happened_on: Mapped[date | None]
    side: Mapped[str | None]
    set_by: Mapped[str]
    set_on: Mapped[date | None]
    limits: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
