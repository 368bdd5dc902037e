"""Going on although the safety screen is not complete: a signed reason, printed for clinicians."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from planner.web.access import clinician_required
from planner.web.assessment.testing_cards import speaking_lines
from planner.web.components.forms import errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import SCREEN, frame
from planner.web.visits import unless_emergency, visit_address
from planner.web.words import day_or_time
from planner.workflow.deciding import override_screen
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError


class OverrideForm(VersionedForm):
    """The reason in a sentence."""

    reason = TextAreaField(
        "Why you go on",
        validators=[DataRequired("Say in a sentence why you go on without these answers")],
    )


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the assessment."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/override",
        view_func=override,
        methods=["GET", "POST"],
    )


@clinician_required
@unless_emergency
def override(page: VisitPage) -> ResponseReturnValue:
    """Names every question that was left; refused while an emergency is raised."""
    screen = visit_address("assessment.safety_screen", page) or ""
    if not page.assessment.screen_gaps:
        return redirect(screen, code=303)
    signed = page.screen_override
    stored = {"version": page.version, "reason": signed.value if signed else ""}
    form = OverrideForm(data=stored)
    if form.validate_on_submit():
        try:
            override_screen(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.reason.data,
                knowledge=knowledge(),
                clock=clock(),
            )
            on = visit_address("assessment.before_testing", page) or screen
            return redirect(on, code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    findings = knowledge().pack.library.findings
    answer = render_template(
        "assessment/override.html",
        form=form,
        errors=errors,
        left=[findings[name].name for name in page.assessment.screen_gaps],
        rules=speaking_lines(page),
        signed=f"{signed.by}, {day_or_time(signed.at, clock().today())}" if signed else "",
        screen_address=screen,
        emergency=page.assessment.emergency,
        **frame(page, SCREEN),
    )
    return answer, 400 if errors else 200
