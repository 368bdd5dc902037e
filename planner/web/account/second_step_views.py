"""The second step of signing in, and setting a second factor up with its printed codes."""

from io import BytesIO

import segno
from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from planner.web.access import public
from planner.web.account.forms import CodeForm
from planner.web.account.going_on import form_page, go_on
from planner.web.account.proof import is_proved, prove_page
from planner.web.forms import add_refusal
from planner.web.kept import internal, kept_from
from planner.web.services import clock, db, request_id, signed_in
from planner.web.session import current, remember_device, take_token
from planner.workflow.accounts import Account
from planner.workflow.errors import RefusedError
from planner.workflow.second_factor import new_factor, new_nonce
from planner.workflow.sessions import (
    CODE,
    SET_UP,
    SignInRefusedError,
    set_up_factor,
    take_second_step,
)

NONCE = "factor-nonce"


def add_to(bp: Blueprint) -> None:
    """Put the pages among those of the account."""
    bp.add_url_rule("/account/second-step", view_func=second_step, methods=["GET", "POST"])
    bp.add_url_rule("/account/set-up", view_func=set_up, methods=["GET", "POST"])


@public
def second_step() -> ResponseReturnValue:
    """The code, for whoever gave the right password; five wrong ones end the attempt."""
    waiting = current().waiting
    if waiting is None or current().waits_for != CODE:
        return redirect(url_for(".sign_in"))
    form, kept, wait = CodeForm(), kept_from(request), 0
    next_page = internal(request.values.get("next", "")) or ""
    if form.validate_on_submit():
        try:
            token = take_second_step(
                db(),
                current().token or "",
                form.code.data,
                clock=clock(),
                request_id=request_id(),
                address=request.remote_addr or "",
            )
            take_token(token)
            response = make_response(go_on(kept, next_page))
            remember_device(response, waiting.id)
            return response
        except SignInRefusedError as refusal:
            wait = refusal.wait_seconds
            add_refusal(form, RefusedError(refusal.sentence, "code"))
    return form_page("account/second-step.html", form, wait=wait, kept=kept, next_page=next_page)


@public
def set_up() -> ResponseReturnValue:
    """The QR code, drawn here and kept nowhere; the first right code makes it the account's."""
    account = _who_sets_up()
    if account is None:
        return redirect(url_for(".sign_in"))
    if signed_in() is not None and not is_proved():
        return prove_page()
    nonce, form = session.setdefault(NONCE, new_nonce()), CodeForm()
    if form.validate_on_submit():
        try:
            token, codes = set_up_factor(
                db(),
                current().token or "",
                nonce,
                form.code.data,
                clock=clock(),
                request_id=request_id(),
            )
            take_token(token)
            response = make_response(render_template("account/codes.html", codes=codes))
            remember_device(response, account.id)
            return response
        except RefusedError as refusal:
            add_refusal(form, refusal)
    factor = new_factor(db(), account.sign_in_name, nonce)
    return form_page("account/set-up.html", form, key=factor.key, picture=_drawn(factor.address))


def _who_sets_up() -> Account | None:
    """Whoever is signed in, or gave their password and has no second factor yet."""
    held = current()
    return held.account or (held.waiting if held.waits_for == SET_UP else None)


def _drawn(address: str) -> Markup:
    """The QR code as a picture in the page: no request, no file."""
    picture = BytesIO()
    segno.make(address, error="m").save(
        picture,
        kind="svg",
        scale=5,
        border=4,
        xmldecl=False,
        svgns=False,
        nl=False,
        omitsize=False,
        light="#ffffff",
        svgclass="qr",
        lineclass=None,
    )
    return Markup(picture.getvalue().decode())  # noqa: S704  # drawn by segno from our own words
