"""Nothing typed is lost when a session ends: it rides through the sign-in and is shown again.

A form that arrives without a signed-in session is answered with the sign-in page, which carries
what was typed in hidden fields. After signing in the person sees it and saves it with one press;
nothing is saved by itself, and nothing is stored in between.
"""

from dataclasses import dataclass

from flask import Request, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import HTTPException, NotFound

from planner.web.whose import FIELD as WHOSE

PREFIX = "kept:"
ACTION = "kept-action"
NOT_KEPT = {"csrf_token", "password", "again", "old", "code", "changed", ACTION}
SURE = "sure"
"""Says a second time that an unusual number is right (unusual.py)."""
NOT_TYPED = {"version", SURE, WHOSE}
"""The page's own fields: they ride along, and nobody wants to read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where a form was going, and what was typed into it."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """What a person would want to see again, without the page's own numbers."""
        return tuple((n, v) for n, v in self.fields if v.strip() and n not in NOT_TYPED)


def wants_json(asked: Request) -> bool:
    """Whether the page's script asks, and not the person's browser."""
    return asked.accept_mimetypes.best == "application/json"


def ask_to_sign_in() -> ResponseReturnValue:
    """The sign-in page: with a way back after a GET, with what was typed after a POST."""
    if wants_json(request):
        told = {"words": "Signed out.", "sign_in": url_for("account.sign_in")}
        return jsonify(told), 401
    if request.method not in ("POST", "PUT"):
        return redirect(url_for("account.sign_in", next=request.path))
    from planner.web.account.forms import SignInForm

    kept = Kept(action=request.path, fields=typed_fields())
    form = SignInForm(formdata=None)
    page = render_template("account/sign-in.html", form=form, errors=(), kept=kept, next_page="")
    return page, 401


def kept_from(asked: Request) -> Kept | None:
    """What the sign-in page carried, if it is for a page of this site."""
    action = internal(asked.form.get(ACTION, ""))
    if action is None:
        return None
    fields = tuple(
        (name.removeprefix(PREFIX), value)
        for name, value in asked.form.items(multi=True)
        if name.startswith(PREFIX)
    )
    return Kept(action=action, fields=fields)


def internal(address: str) -> str | None:
    """The address if it is a plain path of this application, else ``None`` (no open redirect)."""
    if not address.startswith("/") or address.startswith("//"):
        return None
    if any(ord(c) < 33 or c in "\\?#;%" for c in address):
        return None
    adapter = current_app.url_map.bind("", url_scheme="http")
    for method in ("GET", "POST"):
        try:
            adapter.match(address, method=method)
        except NotFound:
            continue
        except HTTPException:
            continue
        return address
    return None


def fresh_token() -> str:
    """A token for forms of the session as it is now."""
    return str(generate_csrf())


def typed_fields() -> tuple[tuple[str, str], ...]:
    """What this request's form holds, without its token and without any password."""
    return tuple(
        (name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT
    )
