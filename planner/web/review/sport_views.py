"""Running and sport: what the film of the run showed, and the decision to return to sport."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.review.gate_views import AT
from planner.web.review.sport_forms import AnalysisForm, SportForm, analysis_form
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.case_of import names_in, so_far_of
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.sport import (
    analysis_of,
    decide_sport,
    not_met,
    record_analysis,
    sport_criteria,
    sport_decisions,
)

HERE = "review"


def add_to(bp: Blueprint) -> None:
    """Put both forms among the pages of the review."""
    both = ["GET", "POST"]
    bp.add_url_rule(f"{AT}/running", view_func=running, methods=both)
    bp.add_url_rule(f"{AT}/sport", view_func=sport, methods=both)


@clinician_required
@unless_emergency
def running(page: VisitPage) -> ResponseReturnValue:
    """What was looked for in the run; what is seen chooses the cues."""
    pack = knowledge().pack
    form = analysis_form(pack, analysis_of(so_far_of(db(), page.visit)), page.version)
    if form.validate_on_submit():
        try:
            record_analysis(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.to_analysis(pack),
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(f"{visit_address('review.running', page)}#main", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, form, SportForm(formdata=None, data={"version": page.version}))


@clinician_required
@unless_emergency
def sport(page: VisitPage) -> ResponseReturnValue:
    """The decision made together, with the criteria as they stand."""
    form = SportForm(data={"version": page.version})
    if form.validate_on_submit():
        try:
            decide_sport(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.to_decision(),
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(f"{visit_address('review.running', page)}#sport", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    pack, so_far = knowledge().pack, so_far_of(db(), page.visit)
    return _shown(page, analysis_form(pack, analysis_of(so_far), page.version, is_fresh=True), form)


def _shown(page: VisitPage, analysis: AnalysisForm, decision: SportForm) -> ResponseReturnValue:
    so_far = so_far_of(db(), page.visit)
    errors = errors_of(analysis, decision)
    shown = render_template(
        "review/running.html",
        errors=errors,
        form=analysis,
        sport_form=decision,
        criteria=sport_criteria(db(), so_far, knowledge()),
        decisions=[(each, not_met(each)) for each in sport_decisions(so_far, names_in(db()))],
        running_address=visit_address("review.running", page),
        sport_address=visit_address("review.sport", page),
        **frame(page, HERE),
    )
    return shown, 400 if errors else 200
