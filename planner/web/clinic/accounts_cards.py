"""The accounts of the clinic in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.workflow.accounts import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One account. Nobody shuts the account they are signed in with from this page."""

    id: str
    name: str
    sign_in_name: str
    role: str
    state: str
    is_active: bool
    is_own: bool


def account_lines(accounts: Sequence[Account], own_id: str) -> tuple[AccountLine, ...]:
    """Every account, in the order it is handed in."""
    return tuple(
        AccountLine(
            id=account.id,
            name=account.name,
            sign_in_name=account.sign_in_name,
            role="Lead" if account.is_lead else "Clinician",
            state="Open" if account.is_active else "Disabled",
            is_active=account.is_active,
            is_own=account.id == own_id,
        )
        for account in accounts
    )
