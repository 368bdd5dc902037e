"""What the protocols of a later day make of the plans in use."""

from planner.records.migrations.columns import (
    data,
    guard,
    ident,
    moment,
    points_to,
    table,
    text,
)

revision = "0027"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is compared yet: the next start does it."""
    table(
        "plan_comparison",
        ident(),
        points_to("plan_id", "issued_plan"),
        text("content_hash"),
        data("found"),
        moment("compared_at"),
    )
    guard("plan_comparison")
