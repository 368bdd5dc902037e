"""Stored papers, handed out byte for byte as they were printed."""

from uuid import UUID

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.papers.emergencies import emergency_of
from planner.web.papers.pdf import pdf_answer
from planner.web.services import actor, clock, db, knowledge, press
from planner.workflow.reprinting import print_cover_sheet, read_document
from planner.workflow.storing import PATIENT


def add_to(bp: Blueprint) -> None:
    """Put the stored papers in their place."""
    address = "/people/<uuid:person_id>/documents/<uuid:document_id>"
    bp.add_url_rule(address, view_func=document)
    bp.add_url_rule(f"{address}/cover-sheet", view_func=cover_sheet)


@clinician_required
def document(person_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """The stored bytes. No plan of exercises leaves while an emergency is open."""
    found = read_document(db(), actor(), str(person_id), str(document_id), clock=clock())
    if found.line.kind == PATIENT and (alarm := emergency_of(str(person_id))):
        return redirect(alarm, code=303)
    return pdf_answer(found.content, found.line.file_name)


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
