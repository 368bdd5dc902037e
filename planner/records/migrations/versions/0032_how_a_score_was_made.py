"""The unit of a number, and of a score the edition and the answers it was added up from."""

from planner.records.migrations.columns import add_to, data, text

revision = "0032"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty for what stood there before: nobody knows it any more."""
    add_to("measurement", text("unit", nullable=True))
    add_to("measurement", text("version", nullable=True))
    add_to("measurement", data("answers", nullable=True))
