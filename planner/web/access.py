"""Who may see a route. Every route says so; one that does not is refused to everybody."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    """Who a route is for."""

    PUBLIC = "public"
    CLINICIAN = "clinician"
    LEAD = "lead"


def public(view: View) -> View:
    """For everybody, signed in or not: signing in, the first account, errors, static files."""
    return _declare(view, Access.PUBLIC)


def clinician_required(view: View) -> View:
    """For a signed-in clinician."""
    return _declare(view, Access.CLINICIAN)


def lead_required(view: View) -> View:
    """For a signed-in lead: settings, accounts, the audit trail."""
    return _declare(view, Access.LEAD)


def access_of(view: Callable[..., Any] | None) -> Access | None:
    """What a view declared, or ``None``."""
    return getattr(view, "access", None)


def _declare(view: View, access: Access) -> View:
    if access_of(view) is not None:
        raise ValueError(f"{view.__name__} says twice who may see it")
    view.access = access  # type: ignore[attr-defined]  # a function may carry attributes
    return view
