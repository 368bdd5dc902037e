"""Facts that do not fit together: each is corrected where it stands, or explained here."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from planner.web.access import clinician_required
from planner.web.assessment.board_cards import open_rules_of
from planner.web.assessment.odd_facts_cards import odd_cards
from planner.web.assessment.sides import assessed_sides
from planner.web.components.forms import errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.odd_facts import explain_facts


class ExplainForm(VersionedForm):
    """Why it is true all the same, for one of the facts."""

    about = HiddenField(validators=[InputRequired("Choose what you explain")])
    reason = TextAreaField(
        "Why it is true all the same",
        validators=[DataRequired("Say in a few words why it is true all the same")],
    )


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the assessment."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/odd-facts",
        view_func=odd_facts,
        methods=["GET", "POST"],
    )


@clinician_required
@unless_emergency
def odd_facts(page: VisitPage) -> ResponseReturnValue:
    """Rules first, then each fact with where it is corrected and a reason to sign."""
    form = ExplainForm()
    if form.validate_on_submit():
        try:
            explain_facts(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.about.data,
                form.reason.data,
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(visit_address("assessment.odd_facts", page) or "", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    cards = odd_cards(page)
    forms = {card.id: _form_of(card.id, page, form) for card in cards if not card.signed}
    form.reason.id = f"reason-{form.about.data}"
    errors = errors_of(form)
    answer = render_template(
        "assessment/odd-facts.html",
        forms=forms,
        errors=errors,
        cards=cards,
        rules=open_rules_of(page, assessed_sides(page)),
        onward=visit_address("assessment.rule_out", page),
        **frame(page, "rule-out"),
    )
    return answer, 400 if errors else 200


def _form_of(about: str, page: VisitPage, sent: ExplainForm) -> ExplainForm:
    """One form for each fact, with ids of its own; what was sent for it stays in it."""
    is_sent = sent.is_submitted() and sent.about.data == about
    data = {"version": page.version, "about": about}
    form = sent if is_sent else ExplainForm(formdata=None, data=data)
    form.reason.id = f"reason-{about}"
    return form
