"""Plans in use that an answer given since would stop, until that is settled."""

from planner.records.migrations.columns import guard, points_to, text, visit_fact, yes_no

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row for each change of a flag; the newest one counts."""
    visit_fact(
        "plan_flag",
        points_to("plan_id", "issued_plan"),
        text("item"),
        text("factor"),
        yes_no("is_raised"),
    )
    guard("plan_flag")
