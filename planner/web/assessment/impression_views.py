"""The clinician's own impression, before the ranked list opens; or one press to skip it."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from planner.clinical.case import NOT_SURE_YET
from planner.web.access import clinician_required
from planner.web.assessment.board_cards import open_rules_of
from planner.web.assessment.sides import assessed_sides
from planner.web.components.forms import errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.impression import ANOTHER, LONGEST, record_impression, skip_impression

BASE = "/people/<uuid:person_id>/visits/<uuid:encounter_id>/impression"


class ImpressionForm(VersionedForm):
    """What the clinician thinks; causes by name, so that no order suggests one."""

    condition = SelectField(
        "What do you think it is?",
        choices=[],
        validate_choice=False,
        validators=[InputRequired("Choose what you think, or skip")],
    )
    note = TextAreaField(
        "Why, in a few words",
        validators=[Length(max=LONGEST, message=f"Keep it to {LONGEST} characters")],
    )


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the assessment."""
    bp.add_url_rule(BASE, view_func=impression, methods=["GET", "POST"])
    bp.add_url_rule(f"{BASE}/skip", view_func=skip, methods=["POST"])


@clinician_required
@unless_emergency
def impression(page: VisitPage) -> ResponseReturnValue:
    """Asked once in an episode before its list opens; it can be said again at any visit."""
    form = _form(page)
    if form.validate_on_submit():
        try:
            record_impression(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.condition.data,
                form.note.data or "",
                knowledge=knowledge(),
                clock=clock(),
            )
            return _onward(page)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    answer = render_template(
        "assessment/impression.html",
        form=form,
        errors=errors,
        is_first=page.impression is None,
        skip=visit_address("assessment.skip", page),
        skip_form=VersionedForm(formdata=None, data={"version": page.version}),
        results=visit_address("assessment.results", page),
        rules=open_rules_of(page, assessed_sides(page)),
        **frame(page, "rule-out"),
    )
    return answer, 400 if errors else 200


@clinician_required
@unless_emergency
def skip(page: VisitPage) -> ResponseReturnValue:
    """One press: the list opens, and the record says that the impression was skipped."""
    form = VersionedForm()
    if form.validate_on_submit() and page.impression is None:
        skip_impression(db(), actor(), page.visit, form.version.data, clock=clock())
    return _onward(page)


def _form(page: VisitPage) -> ImpressionForm:
    said = page.impression
    form = ImpressionForm(
        data={
            "version": page.version,
            "condition": (said.value if said else None) or "",
            "note": said.note if said else "",
        }
    )
    causes = knowledge().pack.presentation.conditions.values()
    form.condition.choices = [
        SelectChoice("", "Choose"),
        SelectChoice(NOT_SURE_YET, "Not sure yet"),
        *(SelectChoice(each.id, each.name) for each in sorted(causes, key=lambda c: c.name)),
        SelectChoice(ANOTHER, "Another cause, named below"),
    ]
    return form


def _onward(page: VisitPage) -> ResponseReturnValue:
    return redirect(visit_address("assessment.rule_out", page) or "", code=303)
