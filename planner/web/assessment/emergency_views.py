"""An emergency takes the visit over: what to do and say, what is still asked, how it ended."""

from collections.abc import Sequence

from flask import Blueprint, get_template_attribute, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.web.access import clinician_required
from planner.web.assessment.asking import answers_in
from planner.web.assessment.emergency_cards import (
    Emergency,
    close_note,
    emergency_of,
    questions_of,
)
from planner.web.assessment.emergency_forms import BEGAN, OutcomeForm, onsets_in
from planner.web.components.forms import FieldError, errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.kept import wants_json
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import identity_of
from planner.web.visits import at_visit, read_page, visit_address
from planner.workflow.actor import Saved
from planner.workflow.answers import record_answers
from planner.workflow.emergencies import NO_LONGER, record_outcome
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.onsets import record_onsets

Outcomes = Sequence[tuple[str, str, str, OutcomeForm]]


def add_to(bp: Blueprint) -> None:
    """Put the page and its outcomes among those of the assessment."""
    address = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/emergency"
    bp.add_url_rule(address, view_func=emergency, methods=["GET", "POST"])
    bp.add_url_rule(f"{address}/<rule>", view_func=emergency_outcome, methods=["GET", "POST"])


@clinician_required
@at_visit
def emergency(page: VisitPage) -> ResponseReturnValue:
    """What to do; the form holds what is asked on, corrected, and when each symptom began."""
    if not open_rules(page):
        return _go_on(page)
    form = VersionedForm(data={"version": page.version})
    errors: tuple[FieldError, ...] = ()
    if form.validate_on_submit():
        try:
            return _answered(page, _record(page, form.version.data))
        except RefusedError as refusal:
            errors = (_at_field(refusal),)
    errors = (*errors_of(form), *errors)
    if errors and wants_json(request):
        return refused_answer(errors)
    return _shown(page, form, errors)


@clinician_required
@at_visit
def emergency_outcome(page: VisitPage, rule: str = "") -> ResponseReturnValue:
    """How the emergency of one rule ended; the visit then goes on as the rules allow."""
    if rule not in knowledge().pack.presentation.rules:
        raise NotFound
    if rule not in open_rules(page):
        return _go_on(page)
    form = outcome_form(page, rule)
    if form.validate_on_submit():
        try:
            _end(page, form)
            return _go_on(read_page(page.visit))
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, VersionedForm(formdata=None, data={"version": page.version}), (), form)


def open_rules(page: VisitPage) -> tuple[str, ...]:
    """Rules whose emergency waits for its outcome."""
    return tuple(alert.rule for alert in page.alerts if alert.is_open)


def outcome_form(page: VisitPage, rule: str) -> OutcomeForm:
    """What was sent; one press says that the rule's own answers call it no emergency any more."""
    if "by_answers" not in request.form:
        return OutcomeForm(rule, data={"version": page.version})
    fields = request.form.copy()
    fields["outcome"], fields["note"] = NO_LONGER, close_note(page, rule)
    return OutcomeForm(rule, formdata=fields)


def _end(page: VisitPage, form: OutcomeForm) -> None:
    record_outcome(
        db(),
        actor(),
        page.visit,
        form.version.data,
        form.rule,
        form.outcome.data,
        form.to_note(),
        knowledge=knowledge(),
        clock=clock(),
    )


def _go_on(page: VisitPage) -> ResponseReturnValue:
    """The emergency page while one waits, then the safety screen."""
    endpoint = "assessment.emergency" if open_rules(page) else "assessment.safety_screen"
    return redirect(visit_address(endpoint, page) or "", code=303)


def _record(page: VisitPage, version: int) -> Saved:
    """Answers first, then when symptoms began: each its own save."""
    rules = knowledge().pack.presentation.rules
    symptoms = questions_of(rules[name] for name in open_rules(page))
    saved: Saved | None = None
    if answers := answers_in(request.form, symptoms):
        saved = record_answers(
            db(), actor(), page.visit, version, answers, knowledge=knowledge(), clock=clock()
        )
        version = saved.version
    onsets = onsets_in(request.form, symptoms, page)
    if onsets or saved is None:
        saved = record_onsets(
            db(), actor(), page.visit, version, onsets, knowledge=knowledge(), clock=clock()
        )
    return saved


def _at_field(refusal: RefusedError) -> FieldError:
    """The sentence at the field it is about: the day where the answer itself was not sent."""
    field = refusal.field or "main"
    is_about_day = BEGAN + field in request.form and field not in request.form
    return FieldError(BEGAN + field if is_about_day else field, refusal.sentence)


def _answered(before: VisitPage, saved: Saved) -> ResponseReturnValue:
    """The page as it is now, part by part; the whole of it where another emergency came."""
    page = read_page(before.visit)
    here = visit_address("assessment.emergency", page) or ""
    view, was = emergency_of(page), emergency_of(before)
    changed = request.form.get("changed", "")
    came = changed in {s.anchor for s in view.symptoms} - {s.anchor for s in was.symptoms}
    return saved_answer(
        saved,
        to=here,
        regions=_regions(page, view) if wants_json(request) else None,
        focus=BEGAN + changed if came else None,
        takes_focus=came,
        go=here if open_rules(page) != open_rules(before) else None,
    )


def _regions(page: VisitPage, view: Emergency) -> dict[str, str]:
    """Everything but the outcome, which somebody may be writing."""
    bar = get_template_attribute("components/frame.html", "identity_bar")
    head = get_template_attribute("components/urgency.html", "emergency_head")
    parts = "assessment/emergency-parts.html"
    return {
        "identity-bar": str(bar(identity_of(page, is_emergency=True))),
        "emergency-head": str(head(view.head)),
        "emergency-doing": str(get_template_attribute(parts, "doing")(view)),
        "emergency-asking": str(get_template_attribute(parts, "asking")(view)),
    }


def _shown(
    page: VisitPage,
    form: VersionedForm,
    errors: tuple[FieldError, ...],
    refused: OutcomeForm | None = None,
) -> ResponseReturnValue:
    rules = knowledge().pack.presentation.rules
    outcomes: Outcomes = [
        (
            name,
            rules[name].name,
            visit_address("assessment.emergency_outcome", page, rule=name) or "",
            refused
            if refused is not None and refused.rule == name
            else OutcomeForm(name, formdata=None, data={"version": page.version}),
        )
        for name in open_rules(page)
    ]
    errors = (*errors, *(errors_of(refused) if refused else ()))
    typed = request.form if errors and refused is None else None
    answer = render_template(
        "assessment/emergency.html",
        form=form,
        errors=errors,
        view=(view := emergency_of(page, typed=typed, errors=errors)),
        head=view.head,
        here=visit_address("assessment.emergency", page),
        outcomes=outcomes,
        identity=identity_of(page, is_emergency=True),
    )
    return answer, 400 if errors else 200
