"""What a course of care is steered by: diary, re-tests, gate decisions, goals, adverse events."""

from planner.records.migrations.columns import data, day, guard, number, text, visit_fact, whole

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables whose rows are only ever added."""
    visit_fact("diary_mark", day("on"), text("row"), number("number", nullable=True))
    visit_fact("retest", text("item"), text("result"))
    visit_fact(
        "stage_decision",
        text("picture"),
        whole("from_stage"),
        whole("to_stage", nullable=True),
        text("move"),
        text("suggestion"),
        text("reason"),
        data("criteria"),
    )
    visit_fact("goal_rating", text("goal"), number("rating", nullable=True))
    visit_fact(
        "adverse_event",
        text("what"),
        text("item", nullable=True),
        text("severity"),
        text("action"),
    )
    visit_fact(
        "sport_decision",
        text("decision"),
        text("race"),
        day("race_on", nullable=True),
        text("with_whom"),
        text("reason"),
        data("criteria"),
    )
    visit_fact("running_analysis", data("seen"), number("cadence", nullable=True), text("note"))
    for name in (
        "diary_mark",
        "retest",
        "stage_decision",
        "goal_rating",
        "adverse_event",
        "sport_decision",
        "running_analysis",
    ):
        guard(name)
