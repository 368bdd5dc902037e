"""Indexes of the trail: what one account did lately, and the latest entry of one kind."""

from alembic import op

revision = "0023"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Without them each page of a clinic of five years would read all that an account ever did."""
    op.create_index("ix_audit_account_id_at", "audit", ["account_id", "at"])
    op.create_index("ix_audit_action_number", "audit", ["action", "number"])
    op.drop_index("ix_audit_account_id", "audit")
