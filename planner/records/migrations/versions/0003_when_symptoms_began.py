"""When a symptom of an emergency began and whether it gets worse, as the letter states it."""

import sqlalchemy as sa

from planner.records.migrations.columns import day, guard, text, visit_fact

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PRESENCES = "('present', 'absent', 'not-assessed', 'could-not-assess')"


def upgrade() -> None:
    """One table whose rows are only ever added."""
    visit_fact(
        "symptom_onset",
        text("finding", index=True),
        text("began"),
        day("began_on", nullable=True),
        text("worse"),
        sa.CheckConstraint(f"worse IN {PRESENCES}", name="worse_is_known"),
    )
    guard("symptom_onset")
