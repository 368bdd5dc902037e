"""What the protocols of a later day make of a plan in use, kept so that no page works it out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to


class PlanComparison(AppendOnly, Base):
    """One plan held against one state of the protocols, named by ``content_hash``.

    The same plan and the same protocols always give the same: two hosts that start at once may
    write it twice.
    """

    __tablename__ = "plan_comparison"

    id: Mapped[str] = id_column()
    plan_id: Mapped[str] = points_to("issued_plan.id")
    content_hash: Mapped[str]
    found: Mapped[dict[str, Any]] = mapped_column(JSON)
    compared_at: Mapped[datetime]


class KeptPlan(AppendOnly, Base):
    """A clinician looked at what these protocols make otherwise, and lets the plan stand."""

    __tablename__ = "kept_plan"

    id: Mapped[str] = id_column()
    plan_id: Mapped[str] = points_to("issued_plan.id")
    content_hash: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)
