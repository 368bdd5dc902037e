"""The first account by a one-time link, signing in, signing out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required, public
from planner.web.account.forms import NewAccountForm, SignInForm
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.kept import Kept, internal, kept_from
from planner.web.services import clock, db, request_id, signed_in
from planner.web.session import current, forget, take_token
from planner.workflow.accounts import create_account, link_is_open
from planner.workflow.errors import RefusedError
from planner.workflow.sessions import sign_in as start_signed_in
from planner.workflow.sessions import sign_out as end_session

bp = Blueprint("account", __name__)


@bp.route("/")
@public
def home() -> ResponseReturnValue:
    """The clinic's address leads to the people."""
    return redirect(url_for("patients.people"))


@bp.route("/account/first/<token>", methods=["GET", "POST"])
@public
def first(token: str) -> ResponseReturnValue:
    """Make the account of a one-time link, then sign in with it."""
    if not link_is_open(db(), token, clock=clock()):
        return render_template("account/link-used.html"), 410
    form = NewAccountForm()
    if form.validate_on_submit():
        try:
            create_account(
                db(),
                token,
                sign_in_name=form.sign_in_name.data,
                name=form.name.data,
                password=form.password.data,
                clock=clock(),
                request_id=request_id(),
            )
            return redirect(url_for(".sign_in"), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _page("account/first.html", form)


@bp.route("/account/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign in, and go on to where one was going or to what one had typed."""
    if signed_in() is not None and request.method == "GET":
        return redirect(url_for("patients.people"))
    form, kept = SignInForm(), kept_from(request)
    next_page = internal(request.values.get("next", "")) or ""
    if form.validate_on_submit():
        try:
            take_token(
                start_signed_in(
                    db(),
                    current().token,
                    sign_in_name=form.sign_in_name.data,
                    password=form.password.data,
                    clock=clock(),
                    request_id=request_id(),
                )
            )
            return _go_on(kept, next_page)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _page("account/sign-in.html", form, kept=kept, next_page=next_page)


@bp.route("/account/sign-out", methods=["POST"])
@clinician_required
def sign_out() -> ResponseReturnValue:
    """End the session on the server, and clear what the browser holds of these pages."""
    end_session(db(), current().token or "", clock=clock(), request_id=request_id())
    forget()
    response = redirect(url_for(".sign_in"), code=303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/healthy")
@public
def healthy() -> ResponseReturnValue:
    """For whoever starts the server: it answers, and the store opens."""
    link_is_open(db(), "", clock=clock())
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


def _go_on(kept: Kept | None, next_page: str) -> ResponseReturnValue:
    if kept is not None:
        return render_template("account/kept.html", kept=kept, words=None, errors=())
    return redirect(next_page or url_for("patients.people"), code=303)


def _page(template: str, form: SignInForm | NewAccountForm, **more: object) -> ResponseReturnValue:
    errors = errors_of(form)
    page = render_template(template, form=form, errors=errors, **more)
    return page, 400 if errors else 200
