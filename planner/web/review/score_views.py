"""Add up the answers of a questionnaire: the clinician holds the form, here are only numbers."""

from flask import Blueprint, abort, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import Field

from planner.clinical.instruments import Scoring
from planner.clinical.outcomes import OutcomeMeasure
from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.forms import VersionedForm, add_refusal
from planner.web.numbers import NumberField
from planner.web.review.gate_views import AT
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import frame, is_review
from planner.web.visits import unless_emergency, visit_address
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.measuring import record_score

ANSWER = "answer-"


class ScoreForm(VersionedForm):
    """One number for each question; empty is one left out. Fields are made for each."""

    def answers(self) -> list[float | None]:
        """What was typed, in the order of the form."""
        return [
            None if field.data is None else float(field.data)
            for name, field in self._fields.items()
            if name.startswith(ANSWER)
        ]


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the review; a first visit is led there from its baseline."""
    bp.add_url_rule(f"{AT}/add-up/<measure>", view_func=add_up, methods=["GET", "POST"])


@clinician_required
@unless_emergency
def add_up(page: VisitPage, measure: str) -> ResponseReturnValue:
    """Type the answers in their order; the score of the visit is what they come to."""
    outcome = knowledge().pack.library.outcome_measures.get(measure)
    if outcome is None or outcome.scoring is None:
        abort(404)
    form = score_form(outcome.scoring, page.version)
    back = _back(page)
    if form.validate_on_submit():
        try:
            record_score(
                db(),
                actor(),
                page.visit,
                form.version.data,
                outcome.id,
                form.answers(),
                knowledge=knowledge(),
                clock=clock(),
            )
            return redirect(back, code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    shown = render_template(
        "review/add-up.html",
        form=form,
        errors=errors,
        title=outcome.name.partition(",")[0],
        about=_about(outcome, outcome.scoring),
        fields=[field for name, field in form._fields.items() if name.startswith(ANSWER)],
        back=back,
        **frame(page, "review" if is_review(page) else "examination"),
    )
    return shown, 400 if errors else 200


def score_form(scoring: Scoring, version: int) -> ScoreForm:
    """A field for each question, in order; nothing is filled in."""
    fields: dict[str, Field] = {
        f"{ANSWER}{place}": NumberField(
            f"{place}: {group.words}", lowest=group.lowest, highest=group.highest
        )
        for place, group in enumerate(scoring.each, start=1)
    }
    form: ScoreForm = type("AnswersForm", (ScoreForm,), fields)(data={"version": version})
    return form


def _about(outcome: OutcomeMeasure, scoring: Scoring) -> str:
    """As "1999, 20 questions. 20 of 20 must be answered. Score 0-80, higher better"."""
    must = f"{scoring.fewest} of {len(scoring.each)} must be answered"
    return f"{outcome.version}. {must}. Score {outcome.range}, {outcome.direction}."


def _back(page: VisitPage) -> str:
    where = "review.gate" if is_review(page) else "assessment.baseline"
    anchor = "#scores" if is_review(page) else ""
    return f"{visit_address(where, page)}{anchor}"
