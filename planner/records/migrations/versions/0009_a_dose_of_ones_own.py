"""The dose a clinician usually gives: for an item at a stage and irritability."""

from planner.records.migrations.columns import (
    data,
    guard,
    ident,
    moment,
    points_to,
    table,
    text,
    whole,
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The newest row of an account counts; an empty dose takes it back."""
    table(
        "usual_dose",
        ident(),
        text("item", index=True),
        text("picture"),
        whole("stage"),
        text("irritability"),
        data("dose", nullable=True),
        moment("recorded_at"),
        points_to("recorded_by", "account"),
    )
    guard("usual_dose")
