"""A fresh proof before what a stolen session must not do: the password, within five minutes."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import access_of
from planner.web.security import SAFE_METHODS

View = TypeVar("View", bound=Callable[..., Any])


def is_proved() -> bool:
    """Whether this session showed its password in the last five minutes."""
    return bool(g.get("proved_recently"))


def prove_page() -> ResponseReturnValue:
    """To the password, and back to the page that asked for it; what was posted is not done."""
    asked = request.path if request.method in SAFE_METHODS else ""
    came_from = request.referrer or ""
    page = asked or came_from.removeprefix(request.host_url.rstrip("/"))
    return redirect(url_for("account.prove", next=page.partition("?")[0]), code=303)


def freshly_proved(view: View) -> View:
    """For a view that changes who may do what. Stands above ``@lead_required`` and its like."""

    @functools.wraps(view)
    def asked(*args: Any, **values: Any) -> Any:
        return view(*args, **values) if is_proved() else prove_page()

    asked.access = access_of(view)  # type: ignore[attr-defined]  # as the view declared
    asked.asks_proof = True  # type: ignore[attr-defined]  # told to the matrix of routes
    return asked  # type: ignore[return-value]  # the same shape
