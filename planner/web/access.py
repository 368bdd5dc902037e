"""Who may see a route. Every route says so; one that does not is refused to everybody."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from planner.web.kept import ask_to_sign_in
from planner.web.services import signed_in

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


def check_access(app: Flask) -> None:
    """Ask before every view. A route that declares nothing is closed to everybody."""
    public(app.view_functions["static"])
    app.before_request(_admit)


def _admit() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    access = access_of(current_app.view_functions.get(request.endpoint))
    if access is Access.PUBLIC:
        return None
    if access is None:
        raise Forbidden
    found = signed_in()
    if found is None:
        return ask_to_sign_in()
    if access is Access.LEAD and not found.is_lead:
        raise Forbidden
    return None
