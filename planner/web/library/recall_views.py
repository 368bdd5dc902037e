"""Whose plans used one statement, for the day it is withdrawn."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.web.access import lead_required
from planner.web.library.kinds import KINDS
from planner.web.library.shelf import shelf
from planner.web.menu import address_of
from planner.web.services import actor, clock, db
from planner.web.words import born, day_or_time
from planner.workflow.recall import HOW, plans_that_used


def add_to(bp: Blueprint) -> None:
    """Put the page below each entry."""
    bp.add_url_rule("/<kind>/<name>/plans", view_func=plans)


def recall_address(kind: str, name: str) -> str | None:
    """Where the plans of an entry are listed; some kinds leave no trace in a plan."""
    return address_of("library.plans", kind=kind, name=name) if kind in HOW else None


@lead_required
def plans(kind: str, name: str) -> ResponseReturnValue:
    """Those in use first."""
    entry = shelf().entries.get((kind, name))
    if entry is None or kind not in HOW:
        raise NotFound
    return render_template(
        "library/plans.html",
        entry=entry,
        kind=KINDS[kind],
        found=plans_that_used(db(), actor(), kind, name, clock=clock()),
        born=born,
        day=lambda at: day_or_time(at, clock().today()),
    )
