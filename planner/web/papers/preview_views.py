"""A paper of a visit as it stands: marked DRAFT, shown, stored nowhere."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.documents.values import Edition
from planner.web.access import clinician_required
from planner.web.papers.pdf import pdf_answer
from planner.web.services import actor, clock, db, knowledge, press
from planner.web.visits import at_visit
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.issuing import preview as draft_of
from planner.workflow.open_emergencies import open_emergencies_of
from planner.workflow.papers import FOR_THE_PERSON


def add_to(bp: Blueprint) -> None:
    """Put the drafts among the papers: one address for a plan or record, one for a letter."""
    visit = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/preview"
    bp.add_url_rule(f"{visit}/<document>/<edition>", view_func=preview)
    bp.add_url_rule(f"{visit}/<document>/<edition>/<rule>", view_func=preview)


@clinician_required
@at_visit
def preview(
    page: VisitPage, document: str, edition: str, rule: str | None = None
) -> ResponseReturnValue:
    """The PDF inline. An open emergency has no plan to look at, only letter and record."""
    if edition not in {one.value for one in Edition}:
        raise NotFound
    if document in FOR_THE_PERSON and open_emergencies_of(db(), page.visit.person_id):
        raise RefusedError("An emergency waits for its outcome: there is no exercise plan.")
    pdf = draft_of(
        db(),
        actor(),
        page.visit,
        document=document,
        edition=Edition(edition),
        knowledge=knowledge(),
        clock=clock(),
        rule=rule,
        press=press(),
    )
    return pdf_answer(pdf, f"draft-{document}-{edition}-{page.date.isoformat()}.pdf")
