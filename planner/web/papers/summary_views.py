"""The discharge summary of a visit's episode as a PDF."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.papers.pdf import pdf_answer
from planner.web.services import actor, clock, db, knowledge, press
from planner.web.visits import at_visit
from planner.workflow.entries import VisitPage
from planner.workflow.summary import print_summary


def add_to(bp: Blueprint) -> None:
    """Put it among the papers."""
    address = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/discharge-summary"
    bp.add_url_rule(address, view_func=discharge_summary)


@clinician_required
@at_visit
def discharge_summary(page: VisitPage) -> ResponseReturnValue:
    """A draft while care goes on; once it is over, the summary for the GP."""
    pdf = print_summary(
        db(), actor(), page.visit, knowledge=knowledge(), clock=clock(), press=press()
    )
    return pdf_answer(pdf, f"discharge-summary-{page.date.isoformat()}.pdf")
