"""Which factors an item was kept in spite of: a reason given for one never covers another."""

from planner.records.migrations.columns import add_to, data

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Earlier reasons name no factor, so that each is asked again."""
    add_to("plan_edit", data("kept_for", nullable=True))
