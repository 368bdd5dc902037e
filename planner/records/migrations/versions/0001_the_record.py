"""Everything the record holds at first: accounts, people, visits, plans, referrals, audit.

The tables of ``ADDED_ONLY`` refuse to change or delete a row, whoever asks.
"""

import sqlalchemy as sa

from planner.records.migrations.columns import (
    content,
    data,
    day,
    guard,
    ident,
    letterwise,
    moment,
    number,
    points_to,
    table,
    text,
    visit_fact,
    whole,
    yes_no,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ADDED_ONLY = (
    "answer",
    "audit",
    "body_marks",
    "clinic_settings",
    "complaint",
    "consent",
    "demonstration",
    "diagnosis_choice",
    "dose_confirmation",
    "emergency_alert",
    "emergency_outcome",
    "equipment_record",
    "factor_answer",
    "failed_sign_in",
    "goal_record",
    "investigation_request",
    "investigation_result",
    "irritability_rating",
    "issued_plan",
    "measurement",
    "next_visit",
    "person_details",
    "plan_edit",
    "referral_step",
    "ruling",
    "screen_override",
    "sport_record",
    "stage_choice",
    "stored_document",
    "teaching_tick",
    "visit_change",
    "words",
)


def upgrade() -> None:
    """Make all tables, then the triggers that guard those that are only added to."""
    _who()
    _visits()
    _plans()
    for name in ADDED_ONLY:
        guard(name)


def _who() -> None:
    """People on both sides of the desk, the clinic's settings and the audit."""
    table(
        "account",
        ident(),
        text("sign_in_name"),
        text("sign_in_key", unique=True),
        text("name"),
        yes_no("is_lead"),
        yes_no("is_active"),
        text("password_hash"),
        moment("created_at"),
    )
    table("counter", text("name", primary_key=True), whole("number"))
    table("demonstration", ident(), moment("since"))
    table("failed_sign_in", ident(), text("name_hash", index=True), moment("at"))
    table(
        "one_time_link",
        ident(),
        text("token_hash", unique=True),
        yes_no("makes_lead"),
        yes_no("is_first"),
        moment("created_at"),
        moment("expires_at"),
        moment("used_at", nullable=True),
    )
    table(
        "audit",
        ident(),
        moment("at", index=True),
        points_to("account_id", "account", nullable=True),
        text("request_id"),
        text("action"),
        text("outcome"),
        text("object_kind"),
        text("object_id"),
        text("person_id", nullable=True, index=True),
        text("subjects"),
    )
    table(
        "clinic_settings",
        ident(),
        whole("version", unique=True),
        text("name"),
        text("address"),
        text("clinic_telephone"),
        text("urgent_telephone"),
        text("emergency_telephone"),
        content("logo", nullable=True),
        text("logo_type"),
        data("devices", nullable=True),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
    )
    table(
        "person",
        ident(),
        whole("record_number", unique=True),
        text("given_name"),
        text("family_name"),
        day("born", index=True),
        text("sex", nullable=True),
        text("telephone"),
        text("email"),
        yes_no("is_sample"),
        text("given_key", index=True),
        text("family_key", index=True),
        text("telephone_key", index=True),
        text("email_key", index=True),
        whole("version"),
        moment("created_at"),
        points_to("created_by", "account", index=False),
    )
    table(
        "sign_in_session",
        ident(),
        text("token_hash", unique=True),
        points_to("account_id", "account", nullable=True),
        moment("started_at"),
        moment("seen_at", index=True),
        moment("proved_at", nullable=True),
        moment("ended_at", nullable=True),
        data("data"),
    )
    table(
        "name_part",
        letterwise("part", primary_key=True),
        points_to("person_id", "person", primary_key=True),
    )
    table(
        "person_details",
        ident(),
        points_to("person_id", "person"),
        whole("version"),
        text("given_name"),
        text("family_name"),
        day("born"),
        text("sex", nullable=True),
        text("telephone"),
        text("email"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
        sa.UniqueConstraint("person_id", "version"),
    )


def _visits() -> None:
    """Episodes, visits and what is recorded at them."""
    table(
        "episode",
        ident(),
        points_to("person_id", "person"),
        text("presentation"),
        moment("opened_at"),
        points_to("opened_by", "account", index=False),
        moment("closed_at", nullable=True),
    )
    table(
        "typed_draft",
        points_to("account_id", "account", primary_key=True),
        points_to("person_id", "person", primary_key=True),
        text("form", primary_key=True),
        text("fields"),
        moment("kept_at"),
    )
    table(
        "encounter",
        ident(),
        points_to("episode_id", "episode"),
        points_to("person_id", "person"),
        day("visit_date", index=True),
        whole("version"),
        moment("opened_at"),
        points_to("opened_by", "account", index=False),
        moment("saved_at"),
        moment("finished_at", nullable=True, index=True),
    )
    visit_fact(
        "answer",
        text("finding", index=True),
        text("presence"),
        text("reason"),
        text("side", nullable=True),
        day("observed_on"),
        sa.CheckConstraint(
            "presence IN ('present', 'absent', 'not-assessed', 'could-not-assess')",
            name="presence_is_known",
        ),
        sa.CheckConstraint(
            "side IS NULL OR side IN ('left', 'right', 'both')", name="side_is_known"
        ),
    )
    visit_fact("body_marks", data("marks"))
    visit_fact(
        "complaint",
        text("side", nullable=True),
        day("onset_on", nullable=True),
        number("duration_weeks", nullable=True),
    )
    visit_fact("consent", text("kind"), text("answer"), text("note"))
    visit_fact(
        "diagnosis_choice", text("condition", nullable=True), data("contributors"), text("reason")
    )
    visit_fact("emergency_alert", text("rule"), data("because"))
    visit_fact("emergency_outcome", text("rule"), text("outcome"), text("note"))
    visit_fact("equipment_record", data("things"))
    visit_fact(
        "factor_answer",
        text("factor", index=True),
        text("presence"),
        day("observed_on"),
        sa.CheckConstraint(
            "presence IN ('present', 'absent', 'not-assessed', 'could-not-assess')",
            name="presence_is_known",
        ),
    )
    visit_fact("goal_record", data("goals"))
    visit_fact("investigation_request", text("investigation"), text("note"))
    visit_fact(
        "investigation_result",
        text("investigation"),
        text("result"),
        day("result_on"),
        text("note"),
        yes_no("is_withdrawn"),
    )
    visit_fact("irritability_rating", text("irritability"), text("reason"))
    visit_fact("measurement", text("measure"), number("number", nullable=True))
    visit_fact("next_visit", text("text"))
    visit_fact(
        "ruling",
        text("condition"),
        text("decision"),
        text("reason"),
        text("verdict"),
        number("low"),
        number("high"),
    )
    visit_fact("screen_override", text("reason"))
    visit_fact(
        "sport_record",
        text("name", nullable=True),
        number("weekly_km", nullable=True),
        number("longest_run_km", nullable=True),
        number("longest_tolerated_km", nullable=True),
        number("longest_tolerated_minutes", nullable=True),
        number("easy_pace_minutes_per_km", nullable=True),
        text("goal", nullable=True),
    )
    visit_fact("stage_choice", whole("stage", nullable=True), text("reason"))
    visit_fact("visit_change", text("kind"), text("before"), text("after"), text("reason"))
    visit_fact("words", text("field"), text("text"))


def _plans() -> None:
    """Edits, issued plans, finished documents, referrals."""
    table(
        "dose_confirmation",
        ident(),
        text("item"),
        text("row_hash", index=True),
        points_to("encounter_id", "encounter", index=False),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
    )
    table(
        "issued_plan",
        ident(),
        points_to("person_id", "person"),
        points_to("episode_id", "episode", index=False),
        points_to("encounter_id", "encounter"),
        text("code"),
        whole("number"),
        points_to("supersedes", "issued_plan", nullable=True),
        data("snapshot"),
        text("content_hash"),
        text("program_version"),
        moment("issued_at"),
        points_to("issued_by", "account", index=False),
        sa.UniqueConstraint("episode_id", "number"),
    )
    visit_fact(
        "plan_edit",
        text("kind"),
        text("item", nullable=True),
        text("text"),
        text("reason"),
        data("dose", nullable=True),
        points_to("undoes", "plan_edit", nullable=True, index=False),
    )
    table(
        "stored_document",
        ident(),
        points_to("person_id", "person"),
        points_to("plan_id", "issued_plan", nullable=True),
        text("kind"),
        text("edition"),
        whole("pages"),
        text("sha256"),
        text("file_name"),
        content("content"),
        moment("stored_at"),
    )
    table(
        "teaching_tick",
        ident(),
        points_to("plan_id", "issued_plan"),
        whole("line"),
        text("item"),
        data("ticks"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
        sa.UniqueConstraint("plan_id", "line"),
    )
    table(
        "referral",
        ident(),
        points_to("person_id", "person"),
        points_to("encounter_id", "encounter"),
        text("rule", nullable=True),
        text("condition", nullable=True),
        text("addressed_to"),
        text("urgency"),
        points_to("document_id", "stored_document", index=False),
        whole("version"),
        moment("closed_at", nullable=True, index=True),
        moment("written_at"),
        points_to("written_by", "account", index=False),
    )
    table(
        "referral_step",
        ident(),
        points_to("referral_id", "referral"),
        whole("at_version"),
        text("kind"),
        text("whom"),
        text("note"),
        day("happened_on"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
        sa.UniqueConstraint("referral_id", "at_version"),
    )
