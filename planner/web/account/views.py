"""Accounts by one-time links, signing in, signing out."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required, public
from planner.web.account import own_views, second_step_views
from planner.web.account.forms import NewAccountForm, PasswordForm, SignInForm
from planner.web.account.going_on import form_page, go_on, second_step_page
from planner.web.forms import add_refusal
from planner.web.kept import internal, kept_from
from planner.web.services import clock, db, request_id, services, signed_in
from planner.web.session import current, forget, known_device, take_token
from planner.workflow.errors import RefusedError
from planner.workflow.one_time_links import (
    account_let_in,
    come_back,
    create_account,
    link_is_first,
    link_is_open,
)
from planner.workflow.sessions import SignInRefusedError
from planner.workflow.sessions import sign_in as start_signed_in
from planner.workflow.sessions import sign_out as end_session

bp = Blueprint("account", __name__)
second_step_views.add_to(bp)
own_views.add_to(bp)


@bp.route("/")
@public
def home() -> ResponseReturnValue:
    """The clinic's address leads to the people."""
    return redirect(url_for("patients.people"))


@bp.route("/account/first/<token>", methods=["GET", "POST"])
@public
def first(token: str) -> ResponseReturnValue:
    """Make the account of a one-time link, or choose a new password with it; then sign in."""
    if account_let_in(db(), token, clock=clock()) is not None:
        return _way_back(token)
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
    is_first = link_is_first(db(), token, clock=clock())
    return form_page("account/first.html", form, is_first=is_first)


@bp.route("/account/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign in, and go on to where one was going or to what one had typed."""
    if signed_in() is not None and request.method == "GET":
        return redirect(url_for("patients.people"))
    form, kept, wait = SignInForm(), kept_from(request), 0
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
                    second_step=services().second_step,
                    address=request.remote_addr or "",
                    device=known_device(),
                )
            )
            if services().second_step:
                return second_step_page(kept, next_page)
            return go_on(kept, next_page)
        except SignInRefusedError as refusal:
            wait = refusal.wait_seconds
            add_refusal(form, refusal)
    return form_page("account/sign-in.html", form, wait=wait, kept=kept, next_page=next_page)


@bp.route("/account/sign-out", methods=["POST"])
@clinician_required
def sign_out() -> ResponseReturnValue:
    """End the session on the server, and clear what the browser holds of these pages."""
    end_session(db(), current().token or "", clock=clock(), request_id=request_id())
    forget()
    response = make_response(redirect(url_for(".sign_in"), code=303))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/healthy")
@public
def healthy() -> ResponseReturnValue:
    """For whoever starts the server: it answers, and the store opens."""
    link_is_open(db(), "", clock=clock())
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


def _way_back(token: str) -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            come_back(
                db(), token, password=form.password.data, clock=clock(), request_id=request_id()
            )
            return redirect(url_for(".sign_in"), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return form_page("account/way-back.html", form)
