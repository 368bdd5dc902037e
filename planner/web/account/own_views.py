"""One's own account: password, second factor, printed codes, where one is signed in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.account.forms import OwnPasswordForm, ProveForm, SignatureForm
from planner.web.account.going_on import form_page
from planner.web.account.proof import freshly_proved
from planner.web.forms import ActionForm, add_refusal
from planner.web.kept import internal
from planner.web.services import actor, clock, db, services
from planner.web.session import current
from planner.workflow.accounts import change_password, change_signature, end_other_sessions
from planner.workflow.errors import RefusedError
from planner.workflow.second_factor import codes_left, renew_codes
from planner.workflow.sessions import SignInRefusedError
from planner.workflow.sessions import prove as prove_again


def add_to(bp: Blueprint) -> None:
    """Put the pages among those of the account."""
    bp.add_url_rule("/account", view_func=own)
    bp.add_url_rule("/account/prove", view_func=prove, methods=["GET", "POST"])
    bp.add_url_rule("/account/password", view_func=password, methods=["GET", "POST"])
    bp.add_url_rule("/account/signature", view_func=signature, methods=["GET", "POST"])
    bp.add_url_rule("/account/codes", view_func=new_codes, methods=["POST"])
    bp.add_url_rule("/account/elsewhere", view_func=elsewhere, methods=["POST"])


@clinician_required
def own() -> ResponseReturnValue:
    """What one may change about one's own account."""
    account = current().account
    return render_template(
        "account/own.html",
        account=account,
        left=codes_left(db(), actor().account_id),
        second_step=services().second_step,
        done=request.args.get("done", ""),
        action_form=ActionForm(formdata=None),
    )


@clinician_required
def prove() -> ResponseReturnValue:
    """The password once more; then back to the page that asked for it."""
    form, wait = ProveForm(), 0
    next_page = internal(request.values.get("next", "")) or url_for(".own")
    if form.validate_on_submit():
        try:
            prove_again(db(), actor(), current().token or "", form.password.data, clock=clock())
            return redirect(next_page, code=303)
        except SignInRefusedError as refusal:
            wait = refusal.wait_seconds
            add_refusal(form, RefusedError(refusal.sentence, "password"))
    return form_page("account/prove.html", form, wait=wait, next_page=next_page)


@freshly_proved
@clinician_required
def password() -> ResponseReturnValue:
    """A new password; every other browser is signed out."""
    form, wait = OwnPasswordForm(), 0
    if form.validate_on_submit():
        old, new = form.old.data, form.password.data
        try:
            prove_again(db(), actor(), current().token or "", old, clock=clock())
            change_password(db(), actor(), old=old, new=new, clock=clock())
            return redirect(url_for(".own", done="password"), code=303)
        except SignInRefusedError as refusal:
            wait = refusal.wait_seconds
            add_refusal(form, RefusedError(refusal.sentence, "old"))
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return form_page("account/password.html", form, wait=wait)


@clinician_required
def signature() -> ResponseReturnValue:
    """Profession and registration number, as they are printed under the name."""
    account = current().account
    form = SignatureForm(obj=account)
    if form.validate_on_submit():
        try:
            change_signature(
                db(),
                actor(),
                profession=form.profession.data,
                registration=form.registration.data,
                clock=clock(),
            )
            return redirect(url_for(".own", done="signature"), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return form_page("account/signature.html", form, account=account)


@freshly_proved
@clinician_required
def new_codes() -> ResponseReturnValue:
    """Ten new printed codes, shown on the answer itself; earlier ones are void."""
    codes = renew_codes(db(), actor(), clock=clock())
    return render_template("account/codes.html", codes=codes)


@clinician_required
def elsewhere() -> ResponseReturnValue:
    """Sign out in every other browser."""
    end_other_sessions(db(), actor(), clock=clock())
    return redirect(url_for(".own", done="elsewhere"), code=303)
