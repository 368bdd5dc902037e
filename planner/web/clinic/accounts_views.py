"""The people of the clinic, for the lead: who has an account, inviting another, shutting one."""

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import lead_required
from planner.web.account.proof import freshly_proved
from planner.web.clinic.accounts_cards import account_lines, link_lines
from planner.web.clinic.accounts_forms import AccountForm, InviteForm
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.services import actor, clock, db
from planner.workflow.accounts import disable_account, enable_account, list_accounts
from planner.workflow.errors import RefusedError
from planner.workflow.one_time_links import invite, let_in_again, open_links, withdraw_link


def add_to(bp: Blueprint) -> None:
    """Put the page among the settings."""
    bp.add_url_rule("/settings/people", view_func=accounts)
    bp.add_url_rule("/settings/people/invite", view_func=invite_another, methods=["POST"])
    bp.add_url_rule("/settings/people/<uuid:account_id>", view_func=change, methods=["POST"])
    bp.add_url_rule("/settings/people/<uuid:account_id>/let-in", view_func=let_in, methods=["POST"])
    bp.add_url_rule("/settings/people/links/<uuid:link_id>", view_func=withdraw, methods=["POST"])


@lead_required
def accounts() -> ResponseReturnValue:
    """Everybody who has an account."""
    return _page(InviteForm(formdata=None))


@freshly_proved
@lead_required
def invite_another() -> ResponseReturnValue:
    """A link is shown once, on the answer itself, and is kept nowhere that can be read again."""
    form = InviteForm()
    if not form.validate_on_submit():
        return _page(form)
    token = invite(db(), actor(), is_lead=form.makes_lead, clock=clock())
    return _page(InviteForm(formdata=None), url_for("account.first", token=token, _external=True))


@freshly_proved
@lead_required
def let_in(account_id: UUID) -> ResponseReturnValue:
    """A link for somebody who lost the password or the telephone; it is shown once."""
    token = let_in_again(db(), actor(), str(account_id), clock=clock())
    return _page(
        InviteForm(formdata=None), url_for("account.first", token=token, _external=True), again=True
    )


@lead_required
def withdraw(link_id: UUID) -> ResponseReturnValue:
    """A link that was not used stops working."""
    withdraw_link(db(), actor(), str(link_id), clock=clock())
    return redirect(url_for(".accounts"), code=303)


@freshly_proved
@lead_required
def change(account_id: UUID) -> ResponseReturnValue:
    """Shut an account, or open a shut one again."""
    form = AccountForm()
    if not form.validate_on_submit():
        abort(400)
    act = enable_account if form.wanted.data == "open" else disable_account
    try:
        act(db(), actor(), str(account_id), clock=clock())
    except RefusedError as refusal:
        add_refusal(form, refusal)
        return _page(InviteForm(formdata=None), refused=form)
    return redirect(url_for(".accounts"), code=303)


def _page(
    form: InviteForm, link: str = "", refused: AccountForm | None = None, *, again: bool = False
) -> ResponseReturnValue:
    errors = errors_of(form) + (errors_of(refused) if refused else ())
    page = render_template(
        "clinic/accounts.html",
        form=form,
        errors=errors,
        link=link,
        lets_in_again=again,
        links=link_lines(open_links(db(), actor(), clock=clock()), clock().today()),
        accounts=account_lines(list_accounts(db(), actor()), actor().account_id),
        account_form=AccountForm(formdata=None),
    )
    return page, 400 if errors else 200
