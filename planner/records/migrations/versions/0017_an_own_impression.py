"""The clinician's own impression, recorded before the ranked list opens (HZ-031)."""

from planner.records.migrations.columns import guard, text, visit_fact

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table whose rows are only ever added; no condition means it was skipped."""
    visit_fact("own_impression", text("condition", nullable=True), text("note"))
    guard("own_impression")
