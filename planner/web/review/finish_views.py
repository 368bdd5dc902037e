"""The end of a course of care: what came of it, and why it ends."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import InputRequired

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.menu import address_of
from planner.web.review.finish_cards import finish_card
from planner.web.review.gate_views import AT, review_at
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.visits import close_episode

HERE = "review"


class FinishForm(VersionedForm):
    """Why the course of care ends."""

    why = StringField(
        "Why it ends",
        validators=[
            InputRequired("Say why it ends: goals reached, referred on, did not come back")
        ],
    )


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the review."""
    bp.add_url_rule(f"{AT}/finish", view_func=finish, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def finish(page: VisitPage) -> ResponseReturnValue:
    """The course from first visit to today, and the end of it."""
    form = FinishForm(data={"version": page.version})
    if form.validate_on_submit():
        try:
            close_episode(
                db(), actor(), page.visit, form.version.data, form.why.data, clock=clock()
            )
            person = address_of("patients.person", person_id=page.visit.person_id)
            return redirect(person or "/people", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    card = finish_card(page, review_at(page), knowledge().pack)
    shown = render_template(
        "review/finish.html", form=form, errors=errors, card=card, **frame(page, HERE)
    )
    return shown, 400 if errors else 200
