"""The findings a cause was signed on, as the one who signed saw them."""

from planner.records.migrations.columns import add_to, data

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty for what was signed before: working it out now would use later protocols."""
    add_to("ruling", data("signed_on", nullable=True))
