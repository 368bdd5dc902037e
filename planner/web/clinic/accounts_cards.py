"""The accounts of the clinic in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.web.words import day_or_time
from planner.workflow.accounts import Account
from planner.workflow.one_time_links import OpenLink


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One link that nobody has used yet."""

    id: str
    what: str
    made_by: str
    until: str


def link_lines(links: Sequence[OpenLink], today: date) -> tuple[LinkLine, ...]:
    """Open links, in the order they are handed in."""
    return tuple(
        LinkLine(
            id=link.id,
            what=f"Lets {link.for_whom} in again"
            if link.for_whom
            else f"Makes a {'lead' if link.makes_lead else 'clinician'}",
            made_by=link.made_by,
            until=day_or_time(link.expires_at, today),
        )
        for link in links
    )
