"""Templates of plans, and exercises in the clinic's own words."""

import sqlalchemy as sa

from planner.records.migrations.columns import (
    data,
    guard,
    ident,
    moment,
    points_to,
    table,
    text,
    whole,
    yes_no,
)

revision = "0015"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rows are only added: a template is retired by a row, an exercise changed by a version."""
    table(
        "plan_template",
        ident(),
        text("name"),
        yes_no("is_clinics"),
        text("picture"),
        whole("stage"),
        text("irritability"),
        data("items"),
        moment("recorded_at"),
        points_to("recorded_by", "account"),
    )
    table(
        "retired_template",
        ident(),
        points_to("template_id", "plan_template"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
    )
    table(
        "own_exercise",
        ident(),
        text("exercise"),
        whole("number"),
        yes_no("is_retired"),
        data("content"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
        sa.UniqueConstraint("exercise", "number"),
    )
    for name in ("plan_template", "retired_template", "own_exercise"):
        guard(name)
