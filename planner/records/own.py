"""What a clinic keeps of its own to put into plans: templates, and exercises in its own words."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class PlanTemplate(AppendOnly, Base):
    """Items of a plan with nothing of a patient in it: ids, and doses in numbers.

    ``is_clinics`` offers it to everybody; otherwise its maker alone sees it. A dose of one's own
    counts at ``picture``, ``stage`` and ``irritability``, where it was chosen.
    """

    __tablename__ = "plan_template"

    id: Mapped[str] = id_column()
    name: Mapped[str]
    is_clinics: Mapped[bool]
    picture: Mapped[str]
    stage: Mapped[int]
    irritability: Mapped[str]
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id")


class RetiredTemplate(AppendOnly, Base):
    """A template that is not offered any more."""

    __tablename__ = "retired_template"

    id: Mapped[str] = id_column()
    template_id: Mapped[str] = points_to("plan_template.id")
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)


class OwnExercise(AppendOnly, Base):
    """One version of an exercise in the clinic's own words; the highest is offered.

    An issued plan names the version it holds, and that row never changes.
    """

    __tablename__ = "own_exercise"
    __table_args__ = (UniqueConstraint("exercise", "number"),)

    id: Mapped[str] = id_column()
    exercise: Mapped[str]
    number: Mapped[int]
    is_retired: Mapped[bool]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)
