"""Edits of the draft, and issued plans frozen with the bytes that were printed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, VisitFact, id_column, points_to


class PlanEdit(VisitFact, Base):
    """One edit of the draft as data. ``undoes`` names the edit that this one takes back.

    ``kept_for`` are the factors that a contraindicated item was added in spite of.
    """

    __tablename__ = "plan_edit"

    kind: Mapped[str]
    item: Mapped[str | None]
    text: Mapped[str]
    reason: Mapped[str]
    dose: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    undoes: Mapped[str | None] = points_to("plan_edit.id", index=False)
    kept_for: Mapped[list[str] | None] = mapped_column(JSON)


class DoseConfirmation(AppendOnly, Base):
    """A clinician confirmed a dose row that has no source: once per clinic and row version."""

    __tablename__ = "dose_confirmation"

    id: Mapped[str] = id_column()
    item: Mapped[str]
    row_hash: Mapped[str] = mapped_column(index=True)
    encounter_id: Mapped[str] = points_to("encounter.id", index=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)


class UsualDose(AppendOnly, Base):
    """The dose one clinician keeps for an item at a stage and irritability; the newest counts."""

    __tablename__ = "usual_dose"

    id: Mapped[str] = id_column()
    item: Mapped[str] = mapped_column(index=True)
    picture: Mapped[str]
    stage: Mapped[int]
    irritability: Mapped[str]
    dose: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id")


class IssuedPlan(AppendOnly, Base):
    """A plan as it was issued. It never changes; a later one of the episode supersedes it.

    ``snapshot`` is large and read only by whoever asks for it.
    """

    __tablename__ = "issued_plan"
    __table_args__ = (UniqueConstraint("episode_id", "number"),)

    id: Mapped[str] = id_column()
    person_id: Mapped[str] = points_to("person.id")
    episode_id: Mapped[str] = points_to("episode.id", index=False)
    encounter_id: Mapped[str] = points_to("encounter.id")
    code: Mapped[str]
    number: Mapped[int]
    supersedes: Mapped[str | None] = points_to("issued_plan.id")
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    content_hash: Mapped[str]
    program_version: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = points_to("account.id", index=False)


class PlanFlag(VisitFact, Base):
    """An answer of this visit stops an item of a plan in use, or does so no more (HZ-019)."""

    __tablename__ = "plan_flag"

    plan_id: Mapped[str] = points_to("issued_plan.id")
    item: Mapped[str]
    factor: Mapped[str]
    is_raised: Mapped[bool]


class StoredDocument(AppendOnly, Base):
    """A finished PDF: of a plan in one edition, or of a referral."""

    __tablename__ = "stored_document"

    id: Mapped[str] = id_column()
    person_id: Mapped[str] = points_to("person.id")
    plan_id: Mapped[str | None] = points_to("issued_plan.id")
    kind: Mapped[str]
    edition: Mapped[str]
    pages: Mapped[int]
    sha256: Mapped[str]
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    stored_at: Mapped[datetime]


class TeachingTick(AppendOnly, Base):
    """Which of shown, done correctly, taught back was ticked for one item; the latest counts."""

    __tablename__ = "teaching_tick"
    __table_args__ = (UniqueConstraint("plan_id", "line"),)

    id: Mapped[str] = id_column()
    plan_id: Mapped[str] = points_to("issued_plan.id")
    line: Mapped[int]
    item: Mapped[str]
    ticks: Mapped[list[str]] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)
