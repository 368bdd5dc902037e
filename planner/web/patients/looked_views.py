"""Who looked at a record, for the lead: every page, save, print and refusal, the newest first."""

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import lead_required
from planner.web.patients.looked_cards import looked_days
from planner.web.services import actor, clock, db
from planner.web.visit_frame import person_frame
from planner.workflow.people import read_person
from planner.workflow.trail import who_looked

A_PAGE = 50
"""Entries on one page."""


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the people."""
    bp.add_url_rule("/people/<uuid:person_id>/looked", view_func=looked)


@lead_required
def looked(person_id: UUID) -> ResponseReturnValue:
    """One page of entries; ``before`` is the number of the last one seen."""
    card, before = read_person(db(), str(person_id), clock=clock()), _before()
    lines = who_looked(db(), actor(), card.id, before=before, limit=A_PAGE + 1)
    listed = who_looked(db(), actor(), card.id, limit=A_PAGE, listed=True) if not before else ()
    shown = lines[:A_PAGE]
    return render_template(
        "patients/looked.html",
        person=card,
        days=looked_days(shown, clock().today()),
        listed=looked_days(listed, clock().today()),
        older=shown[-1].number if len(lines) > A_PAGE else None,
        is_first=before is None,
        **person_frame(card),
    )


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
