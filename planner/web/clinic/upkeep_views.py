"""How the record stands, for the lead: checked and copied when, and with what result."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import lead_required
from planner.web.clinic.restored_cards import ConfirmForm, restored_card
from planner.web.clinic.upkeep_cards import UpkeepNotice, upkeep_card, upkeep_notices
from planner.web.components.forms import errors_of
from planner.web.services import actor, clock, db, services, signed_in
from planner.workflow.restored import confirm_restored, restored
from planner.workflow.upkeep import read_upkeep


def add_to(bp: Blueprint) -> None:
    """Put the page among the settings."""
    bp.add_url_rule("/settings/record", view_func=upkeep, methods=["GET", "POST"])


@lead_required
def upkeep() -> ResponseReturnValue:
    """Warnings, the last check with its places, the last copy, accounts that were stopped.

    Sent: the lead confirms a copy that was put back.
    """
    form = ConfirmForm()
    if form.validate_on_submit():
        confirm_restored(db(), actor(), clock=clock())
        return redirect(url_for(".upkeep"), code=303)
    put_back, found = restored(db()), read_upkeep(db(), actor(), clock=clock())
    errors = errors_of(form)
    page = render_template(
        "clinic/upkeep.html",
        card=upkeep_card(found, sees_copies=sees_copies()),
        put_back=restored_card(put_back) if put_back else None,
        form=form,
        errors=errors,
    )
    return page, 400 if errors else 200


def notices_for_the_lead() -> tuple[UpkeepNotice, ...]:
    """What the first page tells the lead; nothing to anybody else, and of no demonstration."""
    found = signed_in()
    if found is None or not found.is_lead or services().is_demonstration:
        return ()
    upkeep = read_upkeep(db(), found, clock=clock())
    return upkeep_notices(upkeep, sees_copies=sees_copies())


def sees_copies() -> bool:
    """Whether copies of this record are made by this program."""
    return db().get_bind().dialect.name == "sqlite"
