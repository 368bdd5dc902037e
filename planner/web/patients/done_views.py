"""The end of one visit by hand, and the way back into it with a reason.

A visit that issued a plan has its end; this is for one that ends without: asked and examined only,
referred on, or entered late. It stays readable, and nothing of it changes until it is open again.
"""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import InputRequired

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.flag_lines import flag_lines
from planner.web.forms import VersionedForm, add_refusal
from planner.web.services import actor, clock, db
from planner.web.visit_frame import identity_of, steps_of
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.visits import finish_visit, reopen_visit


class DoneForm(VersionedForm):
    """One press: the visit is done."""


class ReopenForm(VersionedForm):
    """Why a finished visit is changed after all."""

    why = StringField(
        "Why you open it again", validators=[InputRequired("Say what was forgotten or wrong")]
    )


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the people."""
    at = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/done"
    bp.add_url_rule(at, view_func=done, methods=["GET", "POST"])
    bp.add_url_rule(f"{at}/open-again", view_func=open_again, methods=["POST"])


@clinician_required
@unless_emergency
def done(page: VisitPage) -> ResponseReturnValue:
    """What is still to do at this visit, and the button that ends it all the same."""
    form = DoneForm(data={"version": page.version})
    if not form.validate_on_submit():
        return _shown(page, form)
    try:
        finish_visit(db(), actor(), page.visit, form.version.data, clock=clock())
    except RefusedError as refusal:
        add_refusal(form, refusal)
        return _shown(page, form)
    return redirect(url_for("patients.people"), code=303)


@clinician_required
@unless_emergency
def open_again(page: VisitPage) -> ResponseReturnValue:
    """A finished visit, open for more."""
    form = ReopenForm()
    if form.validate_on_submit():
        try:
            reopen_visit(db(), actor(), page.visit, form.version.data, form.why.data, clock=clock())
            return redirect(visit_address("patients.visit", page) or "/people", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, form)


def _shown(page: VisitPage, form: VersionedForm) -> ResponseReturnValue:
    """The page, with the form that was sent or the one that fits the visit."""
    wanted = DoneForm if page.is_open else ReopenForm
    shown = form if isinstance(form, wanted) else wanted(data={"version": page.version})
    errors = errors_of(form)
    is_done = {step.id for step in page.progress if step.is_done}
    left = [name for step, name, _ in steps_of(page, "") if step not in is_done]
    made = render_template(
        "patients/done.html",
        form=shown,
        errors=errors,
        visit_page=page,
        left=left,
        identity=identity_of(page),
        flags=flag_lines(page.visit.person_id),
    )
    return made, 400 if errors else 200
