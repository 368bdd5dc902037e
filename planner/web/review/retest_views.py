"""Re-test: the sign again after each technique, goals rated, anything unwanted."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.assessment.baseline import SIGN
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.kept import wants_json
from planner.web.review.gate_views import AT, review_at
from planner.web.review.retest_cards import goal_lines, technique_lines
from planner.web.review.retest_forms import GOAL, EventForm, RetestForm, event_form, retest_form
from planner.web.saving import next_version, refused_answer, saved_answer
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame, frame_regions
from planner.web.visits import read_page, unless_emergency, visit_address
from planner.workflow.actor import Saved
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.review import Review
from planner.workflow.reviewing import rate_goals, record_retests, report_event

HERE = "retest"


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the review."""
    bp.add_url_rule(f"{AT}/re-test", view_func=retest, methods=["GET", "POST"])
    bp.add_url_rule(f"{AT}/unwanted", view_func=event, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def retest(page: VisitPage) -> ResponseReturnValue:
    """Each answer is saved when it is given, or all with the button."""
    review = review_at(page)
    form = retest_form(review, page.version)
    if form.is_submitted() and form.validate():
        try:
            saved = _save(form, page, review, request.form.get("changed"))
            to = visit_address("protocol.respect", page) or request.path
            regions = frame_regions(read_page(page.visit), HERE) if wants_json(request) else {}
            return saved_answer(saved, to=to, regions=regions)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    if form.is_submitted() and wants_json(request):
        return refused_answer(errors_of(form))
    return _shown(page, review, form, event_form(review, page.version, is_fresh=True))


@clinician_required
@unless_emergency
def event(page: VisitPage) -> ResponseReturnValue:
    """Record one unwanted effect."""
    review = review_at(page)
    form = event_form(review, page.version)
    if form.validate_on_submit():
        try:
            report_event(
                db(),
                actor(),
                page.visit,
                form.version.data,
                form.what.data,
                form.severity.data,
                form.action_taken.data or "",
                form.item.data or None,
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(f"{visit_address('review.retest', page)}#unwanted", code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    return _shown(page, review, _fresh(review, page.version), form)


def _fresh(review: Review, version: int) -> RetestForm:
    form = retest_form(review, version)
    form.process(data={"version": version})
    return form


def _shown(
    page: VisitPage, review: Review, form: RetestForm, unwanted: EventForm
) -> ResponseReturnValue:
    errors = errors_of(form, unwanted)
    sign = page.words.get(SIGN)
    shown = render_template(
        "review/retest.html",
        errors=errors,
        form=form,
        event_form=unwanted,
        techniques=technique_lines(review),
        goals=goal_lines(review),
        goal_prefix=GOAL,
        sign=sign.value if sign else "",
        events=review.events,
        event_address=visit_address("review.event", page),
        **frame(page, HERE),
    )
    return shown, 400 if errors else 200


def _save(form: RetestForm, page: VisitPage, review: Review, changed: str | None) -> Saved:
    version = form.version.data
    saved = Saved(version=version, at=clock().now(), changed=False)
    results = form.results(changed)
    if results:
        saved = record_retests(
            db(), actor(), page.visit, version, results, knowledge=knowledge(), clock=clock()
        )
    ratings = form.ratings(review, changed)
    if ratings:
        saved = rate_goals(
            db(),
            actor(),
            page.visit,
            next_version(saved, version),
            ratings,
            knowledge=knowledge(),
            clock=clock(),
        )
    return saved
