"""Papers of several people that wait to be printed."""

import sqlalchemy as sa

from planner.records.migrations.columns import (
    column,
    data,
    ident,
    moment,
    points_to,
    table,
    text,
    whole,
)

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A queue: its rows change as the papers are made, so nothing guards them."""
    table(
        "print_job",
        ident(),
        column("batch_id", sa.String(36), index=True),
        whole("place"),
        points_to("person_id", "person"),
        points_to("plan_id", "issued_plan"),
        text("kind"),
        text("edition"),
        moment("asked_at"),
        points_to("asked_by", "account", index=False),
        text("state", index=True),
        whole("tries"),
        text("claim"),
        moment("claimed_until", nullable=True),
        text("said"),
        data("warnings"),
        points_to("document_id", "stored_document", nullable=True, index=False),
    )
