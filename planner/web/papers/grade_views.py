"""The reading grade of what is being typed: measured, answered, stored and logged nowhere."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.papers.grading import grade_card

FIELD = "text"
LONGEST = 5000


def add_to(bp: Blueprint) -> None:
    """Put the address among the papers; the text travels in the body alone."""
    bp.add_url_rule("/reading-grade", view_func=reading_grade, methods=["POST"])


@clinician_required
def reading_grade() -> ResponseReturnValue:
    """The part of a page that tells the grade, for its script to put in place."""
    card = grade_card(request.form.get(FIELD, "")[:LONGEST])
    return render_template("papers/grade.html", grade=card)
