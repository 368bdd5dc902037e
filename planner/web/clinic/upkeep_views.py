"""How the record stands, for the lead: checked and copied when, and with what result."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from planner.web.access import lead_required
from planner.web.clinic.upkeep_cards import UpkeepNotice, upkeep_card, upkeep_notices
from planner.web.services import actor, clock, db, services, signed_in
from planner.workflow.upkeep import read_upkeep


def add_to(bp: Blueprint) -> None:
    """Put the page among the settings."""
    bp.add_url_rule("/settings/record", view_func=upkeep)


@lead_required
def upkeep() -> ResponseReturnValue:
    """Warnings, the last check with its places, the last copy, accounts that were stopped."""
    found = read_upkeep(db(), actor(), clock=clock())
    card = upkeep_card(found, sees_copies=sees_copies())
    return render_template("clinic/upkeep.html", card=card)


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
