"""The last position: the numbers that later visits are held against."""

from flask import Blueprint, get_template_attribute, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.adding_up import adding_addresses
from planner.web.assessment.baseline import (
    SIGN,
    BaselineForm,
    baseline_form,
    baseline_measures,
    baseline_picture,
)
from planner.web.assessment.examination_page import live_parts, position_steps
from planner.web.assessment.places import BASELINE
from planner.web.assessment.sides import assessed_sides
from planner.web.assessment.worklist import worklist
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.kept import wants_json
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.unusual import numbers_said_again
from planner.web.visit_frame import frame, frame_regions
from planner.web.visits import read_page, unless_emergency, visit_address
from planner.workflow.actor import Saved
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.measuring import record_measures
from planner.workflow.words import record_words


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the examination."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/examination/baseline",
        view_func=baseline,
        methods=["GET", "POST"],
    )


@clinician_required
@unless_emergency
def baseline(page: VisitPage) -> ResponseReturnValue:
    """Numbers as they are measured; each is saved when it is typed, or all with the button."""
    pack = knowledge().pack
    measures = baseline_measures(page, pack)
    form = baseline_form(page, measures)
    if form.validate_on_submit():
        try:
            saved = _save(form, page)
            to = visit_address("assessment.rule_out", page) or request.path
            return saved_answer(saved, to=to, regions=_regions(page))
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    if errors and wants_json(request):
        return refused_answer(errors)
    sides = assessed_sides(page)
    answer = render_template(
        "assessment/baseline.html",
        form=form,
        errors=errors,
        measures=measures,
        picture=baseline_picture(page, pack),
        adding=adding_addresses(page, pack),
        steps=position_steps(page, worklist(page, sides, pack), BASELINE),
        board=live_parts(page, sides)[1],
        present=_present_tests(page),
        **frame(page, "examination"),
    )
    return answer, 400 if errors else 200


def _save(form: BaselineForm, page: VisitPage) -> Saved:
    version = form.version.data
    saved = Saved(version=version, at=clock().now(), changed=False)
    if numbers := form.numbers():
        saved = record_measures(
            db(),
            actor(),
            page.visit,
            version,
            numbers,
            numbers_said_again(),
            knowledge=knowledge(),
            clock=clock(),
        )
    if form.sign.raw_data:
        words = {SIGN: form.sign.data or ""}
        saved = record_words(db(), actor(), page.visit, saved.version, words, clock=clock())
    return saved


def _regions(before: VisitPage) -> dict[str, str]:
    if not wants_json(request):
        return {}
    page = read_page(before.visit)
    pack = knowledge().pack
    sides = assessed_sides(page)
    steps = position_steps(page, worklist(page, sides, pack), BASELINE)
    positions = get_template_attribute("components/questions.html", "positions")
    return {**frame_regions(page, "examination"), "positions": str(positions(steps))}


def _present_tests(page: VisitPage) -> tuple[str, ...]:
    """Tests that were present today: one of them is the sign to test again."""
    findings = knowledge().pack.library.findings
    return tuple(
        findings[name].name
        for (name, _), entry in page.answers.items()
        if entry.is_known
        and entry.presence == "present"
        and findings[name].position.value != "talking"
    )
