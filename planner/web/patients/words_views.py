"""Their words and the body chart: what is wrong, what they fear, what they want back."""

from uuid import UUID

from flask import Blueprint, get_template_attribute, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.kept import wants_json
from planner.web.menu import address_of
from planner.web.patients.body_zones import ZONES
from planner.web.patients.words_form import save_parts, words_form
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import clock, db, knowledge
from planner.web.visit_frame import frame, frame_regions
from planner.workflow.actor import VisitRef
from planner.workflow.errors import RefusedError
from planner.workflow.reading import read_visit


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the people."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/words",
        view_func=words,
        methods=["GET", "POST"],
    )


@clinician_required
def words(person_id: UUID, encounter_id: UUID) -> ResponseReturnValue:
    """What was typed is saved part by part; the script sends one part, the button all of them."""
    visit = VisitRef(person_id, encounter_id)
    page = read_visit(db(), visit, knowledge=knowledge(), clock=clock())
    form = words_form(page)
    if form.validate_on_submit():
        try:
            saved = save_parts(form, visit, request.form.get("changed"))
            return saved_answer(saved, to=_next(visit), regions=_regions(visit))
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    if errors and wants_json(request):
        return refused_answer(errors)
    side = form.side.data or ""
    answer = render_template(
        "patients/words.html",
        form=form,
        errors=errors,
        zones=ZONES,
        side=side,
        rule=knowledge().pack.presentation.head.irritability,
        **frame(page, "words"),
    )
    return answer, 400 if errors else 200


def _regions(visit: VisitRef) -> dict[str, str]:
    """What the page shows differently after a save: the bar, and the painful half of the chart."""
    if not wants_json(request):
        return {}
    page = read_visit(db(), visit, knowledge=knowledge(), clock=clock())
    regions = frame_regions(page, "words")
    if request.form.get("changed") == "side":
        form = words_form(page, is_fresh=True)
        chart = get_template_attribute("components/body_chart.html", "body_chart")
        regions["body-chart"] = str(chart(form, ZONES, form.side.data or ""))
    return regions


def _next(visit: VisitRef) -> str:
    person_id, encounter_id = visit.person_id, visit.encounter_id
    return address_of(
        "assessment.safety_screen", person_id=person_id, encounter_id=encounter_id
    ) or url_for("patients.words", person_id=person_id, encounter_id=encounter_id)
