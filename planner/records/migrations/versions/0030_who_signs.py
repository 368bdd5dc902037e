"""Profession and registration number of whoever signs a paper (HZ-076)."""

from planner.records.migrations.columns import add_to, text

revision = "0030"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said theirs yet: their papers carry the name alone."""
    add_to("account", text("profession", nullable=True))
    add_to("account", text("registration", nullable=True))
