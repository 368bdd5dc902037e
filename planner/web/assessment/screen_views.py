"""The safety screen: each question yes, no or not asked; what is raised leads the page."""

from flask import Blueprint, get_template_attribute, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.assessment.asking import answers_in
from planner.web.assessment.screen_cards import (
    Screen,
    asks_otherwise,
    screen_of,
    screen_questions,
)
from planner.web.assessment.urgency_cards import anchor_of, speaking
from planner.web.components.forms import FieldError, errors_of
from planner.web.forms import VersionedForm
from planner.web.kept import wants_json
from planner.web.saving import refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import SCREEN, frame, frame_regions
from planner.web.visits import at_visit, emergency_address, read_page, visit_address
from planner.workflow.actor import Saved
from planner.workflow.answers import record_answers
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the assessment."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/safety-screen",
        view_func=safety_screen,
        methods=["GET", "POST"],
    )


@clinician_required
@at_visit
def safety_screen(page: VisitPage) -> ResponseReturnValue:
    """Answers are saved at once; an emergency takes the page over, and loses no answer."""
    form = VersionedForm(data={"version": page.version})
    if not form.is_submitted() and (alarm := emergency_address(page)):
        return redirect(alarm, code=303)
    errors: tuple[FieldError, ...] = ()
    if form.validate_on_submit():
        try:
            return _answered(page, _record(page, form))
        except RefusedError as refusal:
            errors = (FieldError(refusal.field or "main", refusal.sentence),)
    errors = (*errors_of(form), *errors)
    if errors and wants_json(request):
        return refused_answer(errors)
    typed = request.form if errors else None
    screen = screen_of(page, typed=typed, errors=errors)
    answer = render_template(
        "assessment/safety-screen.html",
        form=form,
        errors=errors,
        screen=screen,
        **frame(page, SCREEN),
    )
    return answer, 400 if errors else 200


def _record(page: VisitPage, form: VersionedForm) -> Saved:
    return record_answers(
        db(),
        actor(),
        page.visit,
        form.version.data,
        answers_in(request.form, screen_questions()),
        knowledge=knowledge(),
        clock=clock(),
    )


def _answered(before: VisitPage, saved: Saved) -> ResponseReturnValue:
    """Where to go, and what of the page is new: all of it where what speaks has changed."""
    page = read_page(before.visit)
    known = {(s.rule.id, s.state, s.urgency) for s in speaking(before)}
    newly = next(
        (anchor_of(s) for s in speaking(page) if (s.rule.id, s.state, s.urgency) not in known), None
    )
    screen = screen_of(page, newly=newly)
    here = visit_address("assessment.safety_screen", page) or ""
    on = here if screen.left else screen.next_address or here
    return saved_answer(
        saved,
        to=f"{here}#{newly}" if newly else on,
        regions=_regions(before, page, screen) if wants_json(request) else None,
        focus=newly or _next_question(screen),
        takes_focus=newly is not None,
        go=emergency_address(page),
    )


def _regions(before: VisitPage, page: VisitPage, screen: Screen) -> dict[str, str]:
    """The gauges and counts always; the questions only where a rule or a question came or went.

    So nothing moves under the finger while question after question is answered.
    """
    regions = frame_regions(page, SCREEN)
    macros = "assessment/safety-screen-parts.html"
    regions["screen-head"] = str(get_template_attribute(macros, "screen_head")(screen))
    regions["screen-end"] = str(get_template_attribute(macros, "screen_end")(screen))
    if asks_otherwise(before, page):
        regions["screen"] = str(get_template_attribute(macros, "screen_body")(screen))
    else:
        regions["screen-waiting"] = str(get_template_attribute(macros, "waiting")(screen))
    return regions


def _next_question(screen: Screen) -> str | None:
    """The first answer of the question after the one just answered, in the order of the page."""
    changed = request.form.get("changed", "")
    decides = [row.anchor for c in screen.cards for row in (*c.decides, *c.decides_more)]
    order = [*decides, *(row.anchor for row in screen.owed)]
    asked = knowledge().pack.presentation.head.always_screen
    later = asked[asked.index(changed) + 1 :] if changed in asked else ()
    found = next((name for name in later if name in order), next(iter(order), None))
    return f"{found}-0" if found else None
