"""Stored papers, handed out byte for byte as they were printed."""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.emergencies import emergency_of
from planner.web.papers.pdf import pdf_answer
from planner.web.papers.reprint_form import ReprintForm
from planner.web.services import actor, clock, db, knowledge, press
from planner.web.visit_frame import person_frame
from planner.workflow.papers import FOR_THE_PERSON
from planner.workflow.people import read_person
from planner.workflow.reprinting import (
    ReasonNeededError,
    document_kind,
    print_cover_sheet,
    read_document,
)


def add_to(bp: Blueprint) -> None:
    """Put the stored papers in their place."""
    address = "/people/<uuid:person_id>/documents/<uuid:document_id>"
    bp.add_url_rule(address, view_func=document, methods=["GET", "POST"])
    bp.add_url_rule(f"{address}/cover-sheet", view_func=cover_sheet)


@clinician_required
def document(person_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """The stored bytes. No plan of exercises leaves while an emergency is open: none was read.

    What is replaced, or is not the edition the person needs, is handed out with a reason.
    """
    kind = document_kind(db(), str(person_id), str(document_id))
    if kind in FOR_THE_PERSON and (alarm := emergency_of(str(person_id))):
        return redirect(alarm, code=303)
    form = ReprintForm()
    reason = form.reason.data if form.validate_on_submit() else None
    try:
        found = read_document(
            db(),
            actor(),
            str(person_id),
            str(document_id),
            knowledge=knowledge(),
            clock=clock(),
            reason=reason,
        )
    except ReasonNeededError as needed:
        return _asked(str(person_id), form, needed)
    return pdf_answer(found.content, found.line.file_name)


def _asked(person_id: str, form: ReprintForm, needed: ReasonNeededError) -> ResponseReturnValue:
    """Why it is printed; without an answer nothing is handed out."""
    errors = errors_of(form) if form.is_submitted() else ()
    person = read_person(db(), person_id, clock=clock())
    answer = render_template(
        "papers/reprint.html", form=form, errors=errors, why=needed.why, **person_frame(person)
    )
    return answer, 400 if errors else 200


@clinician_required
def cover_sheet(person_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """The sheet that goes before a superseded paper, a document of its own made now."""
    printed = print_cover_sheet(
        db(),
        actor(),
        str(person_id),
        str(document_id),
        knowledge=knowledge(),
        clock=clock(),
        press=press(),
    )
    return pdf_answer(printed.pdf, f"cover-sheet-{clock().today().isoformat()}.pdf")
