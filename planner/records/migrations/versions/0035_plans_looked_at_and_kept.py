"""A plan that later protocols would make otherwise, looked at by a clinician and kept."""

from planner.records.migrations.columns import guard, ident, moment, points_to, table, text

revision = "0035"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has kept one yet."""
    table(
        "kept_plan",
        ident(),
        points_to("plan_id", "issued_plan"),
        text("content_hash"),
        text("reason"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
    )
    guard("kept_plan")
