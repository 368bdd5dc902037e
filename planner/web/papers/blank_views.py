"""Blank sheets for a day without computers: what there is, and each as a PDF."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.documents.filling.blank import SHEETS
from planner.documents.values import Edition
from planner.web.access import clinician_required
from planner.web.menu import address_of
from planner.web.papers.pdf import pdf_answer
from planner.web.papers.previews import PaperLink
from planner.web.services import clock, db, knowledge, press
from planner.workflow.clinic import read_clinic

WORDS = {
    "safety-screen": ("Safety screen", "Every question, then what each rule asks for"),
    "examination": ("Examination", "Before any test, then the core by position"),
    "further-questions": ("Further questions", "Each with when it applies"),
    "further-tests": ("Further tests", "By position, each with when it applies"),
}


def add_to(bp: Blueprint) -> None:
    """Put the sheets among the papers."""
    bp.add_url_rule("/blank-sheets", view_func=blank)
    bp.add_url_rule("/blank-sheets/<sheet>", view_func=blank_sheet)


@clinician_required
def blank() -> ResponseReturnValue:
    """The list of sheets, to print before they are needed."""
    links = [
        PaperLink(words=words, note=note, address=address)
        for sheet, (words, note) in WORDS.items()
        if (address := address_of("papers.blank_sheet", sheet=sheet))
    ]
    return render_template("papers/blank.html", links=links)


@clinician_required
def blank_sheet(sheet: str) -> ResponseReturnValue:
    """One sheet, in the words of the packs as they are today."""
    if sheet not in SHEETS:
        raise NotFound
    today, known = clock().today(), knowledge()
    filled = SHEETS[sheet](known.pack, known.content_hash, today, read_clinic(db()).name)
    db().rollback()
    printed = press()(filled, Edition.STANDARD)
    return pdf_answer(printed.pdf, f"blank-{sheet}-{today.isoformat()}.pdf")
