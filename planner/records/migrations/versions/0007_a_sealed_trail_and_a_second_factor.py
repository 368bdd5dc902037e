"""The trail is numbered and sealed, reads are in it, and signing in takes a second step."""

import sqlalchemy as sa
from alembic import op

from planner.records.migrations.columns import (
    add_to,
    column,
    data,
    guard,
    ident,
    moment,
    points_to,
    table,
    text,
    whole,
)

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Entries from before have no number: the first sealed one says how many they are."""
    _seal_the_trail()
    _ask_for_a_second_step()


def _seal_the_trail() -> None:
    add_to("audit", whole("number", nullable=True))
    add_to("audit", text("came_from", nullable=True))
    add_to("audit", data("rows", nullable=True))
    add_to("audit", text("digest", nullable=True))
    op.create_index("uq_audit_number", "audit", ["number"], unique=True)
    op.create_index("ix_audit_person_id_number", "audit", ["person_id", "number"])
    op.drop_index("ix_audit_person_id", "audit")
    table(
        "audit_listed",
        whole("number", primary_key=True, autoincrement=False),
        column("person_id", sa.String(36), primary_key=True),
        sa.Index("ix_audit_listed_person_id_number", "person_id", "number"),
    )
    guard("audit_listed")


def _ask_for_a_second_step() -> None:
    add_to("account", text("factor_nonce", nullable=True))
    add_to("account", whole("factor_step", nullable=True))
    add_to("sign_in_session", text("waits_for", nullable=True))
    add_to("sign_in_session", whole("wrong_codes", nullable=True))
    for name in ("account_id", "made_by"):
        add_to("one_time_link", column(name, sa.String(36), nullable=True))
    for name in ("address_hash", "device_hash"):
        add_to("failed_sign_in", text(name, nullable=True))
    op.create_index("ix_failed_sign_in_at", "failed_sign_in", ["at"])
    table(
        "recovery_code",
        ident(),
        points_to("account_id", "account"),
        text("code_hash"),
        moment("made_at"),
        moment("used_at", nullable=True),
    )
    table(
        "known_device",
        ident(),
        points_to("account_id", "account"),
        text("token_hash", unique=True),
        moment("made_at"),
        moment("ended_at", nullable=True),
    )
