"""A number that is not likely is saved by a second press, on every page alike (HZ-011).

Without a script a page of its own asks; with one the bar does, and the button there sends the
number with ``SURE``. What is said again is this number alone: another one is looked at anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from planner.clinical.pack import Library
from planner.web.drafts import keep_refused
from planner.web.kept import SURE, Kept, typed_fields, wants_json
from planner.web.numbers import plain, read_number
from planner.web.services import knowledge
from planner.web.visit_frame import frame, is_review
from planner.web.visits import read_page
from planner.workflow.actor import VisitRef
from planner.workflow.errors import UnusualNumberError
from planner.workflow.measuring import unit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualNumber:
    """One number to look at again: its field, what it is called, what is unusual."""

    field: str
    label: str
    number: str
    says: str

    @property
    def said(self) -> str:
        """What is sent to say that it is right."""
        return f"{self.field}={self.number}"


def numbers_said_again() -> Mapping[str, float]:
    """The numbers that this request says are right, by measure."""
    parts = (said.partition("=") for said in request.form.getlist(SURE))
    read = ((name, read_number(number, may_be_below_zero=True)) for name, _, number in parts)
    return {name: float(number) for name, number in read if number is not None}


def ask_again(error: UnusualNumberError) -> ResponseReturnValue:
    """The question, with everything that was typed; nothing is saved."""
    library = knowledge().pack.library
    found = tuple(
        UnusualNumber(field=name, label=_label(name, library), number=plain(number), says=says)
        for name, (number, says) in error.numbers.items()
    )
    if wants_json(request):
        first = found[0]
        return jsonify(words=first.says, sure=first.said, keep=f"Save {first.number}"), 400
    typed = typed_fields()
    keep_refused(typed)
    asked = {each.field for each in found}
    others = tuple(
        (name, value)
        for name, value in typed
        if name not in asked and not (name == SURE and value.partition("=")[0] in asked)
    )
    at = request.view_args or {}
    page = read_page(VisitRef(at["person_id"], at["encounter_id"]))
    shown = render_template(
        "errors/unusual.html",
        numbers=found,
        kept=Kept(action=request.path, fields=others),
        **frame(page, "review" if is_review(page) else "examination"),
    )
    return shown, 400


def _label(name: str, library: Library) -> str:
    measure, outcome = library.measures.get(name), library.outcome_measures.get(name)
    said = measure.name if measure else outcome.name.partition(" (")[0] if outcome else name
    unit = unit_of(library, name)
    return f"{said}, {unit}" if unit and unit not in said else said
