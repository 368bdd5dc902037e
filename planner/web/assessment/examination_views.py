"""The examination: one question at a time, by position, each answer saved at once."""

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.clinical.answers import Side
from planner.web.access import clinician_required
from planner.web.assessment.addresses import ASK, PASSED
from planner.web.assessment.asking import SIDE, answers_in, field_name
from planner.web.assessment.examination_page import Examination, read_examination
from planner.web.assessment.examination_regions import CARD, answered_regions
from planner.web.assessment.places import BY_ID, Place, place_of
from planner.web.assessment.question_cards import NOTHING, Typed
from planner.web.assessment.sides import assessed_sides
from planner.web.assessment.wanted import is_askable
from planner.web.assessment.worklist import worklist
from planner.web.components.forms import FieldError, errors_of
from planner.web.forms import VersionedForm
from planner.web.kept import typed_fields, wants_json
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import emergency_address, read_page, unless_emergency, visit_address
from planner.workflow.answers import GivenAnswer, record_answers, undo_answer
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError

BASE = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/examination"


def add_to(bp: Blueprint) -> None:
    """Put the pages among those of the area."""
    bp.add_url_rule(BASE, view_func=examination)
    bp.add_url_rule(f"{BASE}/<place>", view_func=position, methods=["GET", "POST"])
    bp.add_url_rule(f"{BASE}/undo/<answer>", view_func=undo, methods=["POST"])


@clinician_required
@unless_emergency
def examination(page: VisitPage) -> ResponseReturnValue:
    """Go on at the first position with something to ask."""
    pack = knowledge().pack
    work = worklist(page, assessed_sides(page), pack)
    return redirect(visit_address("assessment.position", page, place=work.first_place.id) or "")


@clinician_required
@unless_emergency
def position(page: VisitPage, place: str) -> ResponseReturnValue:
    """One position: the question now, those that follow, the board beside it."""
    here = BY_ID.get(place) or abort(404)
    form = VersionedForm(data={"version": page.version})
    if not form.is_submitted():
        return _shown(page, here, form)
    given = answers_in(request.form, _askable())
    errors = (*errors_of(form), *_missing_reasons(given))
    if not errors:
        try:
            saved = record_answers(
                db(),
                actor(),
                page.visit,
                form.version.data,
                given,
                knowledge=knowledge(),
                clock=clock(),
            )
            after = read_page(page.visit)
            parts = answered_regions(page, after, here) if wants_json(request) else {}
            to = emergency_address(after) or _onward(page, here)
            return saved_answer(saved, to=to, go=emergency_address(after), **parts)
        except RefusedError as refusal:
            errors = (FieldError(refusal.field or "main", refusal.sentence.rstrip(".")),)
    if wants_json(request):
        return refused_answer(errors)
    return _shown(page, here, form, errors)


@clinician_required
@unless_emergency
def undo(page: VisitPage, answer: str) -> ResponseReturnValue:
    """Put back what stood before the last save of one answer, and ask it again."""
    finding, _, side = answer.partition(SIDE)
    if finding not in _askable() or side not in ("", Side.LEFT, Side.RIGHT):
        abort(404)
    form = VersionedForm()
    back = visit_address(
        "assessment.position",
        page,
        place=place_of(knowledge().pack.library.findings[finding]).id,
        **{ASK: finding},
    )
    if form.validate_on_submit():
        undo_answer(
            db(),
            actor(),
            page.visit,
            form.version.data,
            finding,
            Side(side) if side else None,
            knowledge=knowledge(),
            clock=clock(),
        )
    return redirect(emergency_address(read_page(page.visit)) or back or "", code=303)


def _shown(
    page: VisitPage, here: Place, form: VersionedForm, errors: tuple[FieldError, ...] = ()
) -> ResponseReturnValue:
    typed = NOTHING
    if errors:
        sentences = {error.field: error.sentence for error in errors}
        typed = Typed(fields=dict(typed_fields()), errors=sentences)
    found: Examination = read_examination(
        page, here, ask=request.args.get(ASK), passed=request.args.get(PASSED), typed=typed
    )
    answer = render_template(
        "assessment/examination.html",
        form=form,
        undo_form=VersionedForm(formdata=None, data={"version": page.version}),
        errors=errors,
        exam=found,
        **frame(page, "examination"),
    )
    return answer, 400 if errors else 200


def _onward(page: VisitPage, here: Place) -> str:
    """The same position; the question that was the card comes last if it is still open."""
    card = request.form.get(CARD)
    more = {PASSED: card} if card in _askable() else {}
    return visit_address("assessment.position", page, place=here.id, **more) or request.path


def _missing_reasons(given: tuple[GivenAnswer, ...]) -> tuple[FieldError, ...]:
    """Each "could not assess" without its reason, at its own question."""
    if not given:
        return (FieldError("main", "Choose an answer"),)
    return tuple(
        FieldError(field_name(one.finding, one.side), f"{name}: choose why it could not be done")
        for one in given
        if one.presence == "could-not-assess" and not one.reason
        for name in (knowledge().pack.library.findings[one.finding].name,)
    )


def _askable() -> frozenset[str]:
    findings = knowledge().pack.library.findings
    return frozenset(name for name, finding in findings.items() if is_askable(finding))
