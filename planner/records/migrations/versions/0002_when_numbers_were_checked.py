"""The day on which somebody rang each of the clinic's three telephone numbers."""

from planner.records.migrations.columns import add_to, day

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One day for each number; unknown for settings that were saved before."""
    for name in ("clinic_checked_on", "urgent_checked_on", "emergency_checked_on"):
        add_to("clinic_settings", day(name, nullable=True))
