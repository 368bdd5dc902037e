"""Before testing: what makes a test unsafe, consent, chaperone, who decides."""

from flask import Blueprint, get_template_attribute, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.assessment.asking import answers_in
from planner.web.assessment.testing_cards import before_testing_of
from planner.web.assessment.testing_form import TestingForm, testing_form
from planner.web.assessment.urgency_cards import anchor_of, speaking
from planner.web.components.forms import FieldError, errors_of
from planner.web.components.questions import QuestionRow
from planner.web.kept import wants_json
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame, frame_regions
from planner.web.visits import at_visit, emergency_address, read_page, visit_address
from planner.workflow.actor import Saved
from planner.workflow.answers import record_answers
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.situation import record_consent

HERE = "before-testing"


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the assessment."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/before-testing",
        view_func=before_testing,
        methods=["GET", "POST"],
    )


@clinician_required
@at_visit
def before_testing(page: VisitPage) -> ResponseReturnValue:
    """Saved at once; an emergency takes the page over, and loses no answer."""
    form = testing_form(page)
    if not form.is_submitted() and (alarm := emergency_address(page)):
        return redirect(alarm, code=303)
    errors: tuple[FieldError, ...] = ()
    if form.validate_on_submit():
        try:
            saved = _record(page, form)
            if saved is not None:
                return _answered(page, saved)
        except RefusedError as refusal:
            errors = (FieldError(refusal.field or "main", refusal.sentence),)
    errors = (*errors_of(form), *errors)
    if errors and wants_json(request):
        return refused_answer(errors)
    answer = render_template(
        "assessment/before-testing.html",
        form=form,
        errors=errors,
        view=before_testing_of(page, typed=request.form if errors else None, errors=errors),
        **frame(page, HERE),
    )
    return answer, 400 if errors else 200


def _record(page: VisitPage, form: TestingForm) -> Saved | None:
    """Answers, then consent; nothing at all where a note lacks its answer."""
    given = form.given(page)
    if errors_of(form):
        return None
    version = form.version.data
    asked = knowledge().pack.presentation.head.before_testing
    answers = answers_in(request.form, asked)
    saved: Saved | None = None
    if answers or not given:
        saved = record_answers(
            db(), actor(), page.visit, version, answers, knowledge=knowledge(), clock=clock()
        )
        version = saved.version
    if given:
        saved = record_consent(db(), actor(), page.visit, version, given, clock=clock())
    return saved


def _answered(before: VisitPage, saved: Saved) -> ResponseReturnValue:
    """What is off the examination now; a rule that speaks anew takes focus once."""
    page = read_page(before.visit)
    known = {(s.rule.id, s.state, s.urgency) for s in speaking(before)}
    newly = next(
        (anchor_of(s) for s in speaking(page) if (s.rule.id, s.state, s.urgency) not in known), None
    )
    view = before_testing_of(page)
    here = visit_address("assessment.before_testing", page) or ""
    on = view.next_address if view.is_complete and not newly and view.next_address else here
    return saved_answer(
        saved,
        to=on,
        regions=_regions(page) if wants_json(request) else None,
        focus=newly or _next_question(view.rows),
        takes_focus=newly is not None,
        go=emergency_address(page),
    )


def _regions(page: VisitPage) -> dict[str, str]:
    view, parts = before_testing_of(page), "assessment/before-testing-parts.html"
    regions = frame_regions(page, HERE)
    for name, macro in (("testing-head", "head"), ("testing-off", "off"), ("testing-end", "end")):
        regions[name] = str(get_template_attribute(parts, macro)(view))
    return regions


def _next_question(rows: tuple[QuestionRow, ...]) -> str | None:
    """The first answer of the next question that nobody has answered."""
    names = [row.anchor for row in rows]
    changed = request.form.get("changed", "")
    later = rows[names.index(changed) + 1 :] if changed in names else ()
    return next((f"{row.anchor}-0" for row in later if row.is_open), None)
