"""Who looked at the drawing of an exercise beside its words, and at which."""

from planner.records.migrations.columns import guard, ident, moment, points_to, table, text, yes_no

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has looked at any yet."""
    table(
        "picture_look",
        ident(),
        text("item", index=True),
        text("drawing_hash"),
        text("words_hash"),
        yes_no("matches"),
        text("note"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
    )
    guard("picture_look")
