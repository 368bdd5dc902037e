"""Two records that are of one person, or are known not to be: a link, and nothing is moved."""

from planner.records.migrations.columns import (
    data,
    guard,
    ident,
    moment,
    points_to,
    table,
    text,
    whole,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each decision is a row that is only added to; the latest one of a pair counts."""
    table(
        "record_link",
        ident(),
        whole("number", unique=True),
        text("kind"),
        points_to("leading_id", "person"),
        points_to("other_id", "person"),
        text("reason"),
        data("settled"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
    )
    guard("record_link")
