"""An operation or fracture, and the limits a surgeon set after it (HZ-042)."""

from planner.records.migrations.columns import data, day, guard, text, visit_fact

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table whose rows are only ever added; an empty ``what`` takes the one before back."""
    visit_fact(
        "surgery_record",
        text("what"),
        day("happened_on", nullable=True),
        text("side", nullable=True),
        text("set_by"),
        day("set_on", nullable=True),
        data("limits"),
    )
    guard("surgery_record")
