"""Why facts that do not fit together are true all the same (HZ-033, HZ-013)."""

from planner.records.migrations.columns import guard, text, visit_fact

revision = "0019"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table whose rows are only ever added."""
    visit_fact("explanation", text("about"), text("reason"))
    guard("explanation")
