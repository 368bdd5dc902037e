"""A visit as it was on an earlier day: to be read, never to be changed (HZ-024)."""

from datetime import datetime, time
from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from wtforms.validators import DataRequired

from planner.web.access import clinician_required
from planner.web.components.forms import FieldError, errors_of
from planner.web.days import DayField, stripped, typed_day
from planner.web.forms import Form
from planner.web.patients.history_cards import parts_of
from planner.web.services import clock, db, knowledge
from planner.web.visit_frame import person_frame
from planner.web.visits import read_page
from planner.web.words import long_day, side_words
from planner.workflow.actor import VisitRef
from planner.workflow.entries import VisitPage
from planner.workflow.errors import NotFoundError
from planner.workflow.reading import read_visit


class DayForm(Form):
    """The day to look at; posted, so that nothing but ids is in an address."""

    day = DayField(
        "As it was at the end of",
        filters=[stripped],
        validators=[DataRequired("Enter a day as day, month and year")],
    )


def add_to(bp: Blueprint) -> None:
    """Put the page among those of the people."""
    bp.add_url_rule(
        "/people/<uuid:person_id>/visits/<uuid:encounter_id>/as-it-was",
        view_func=as_it_was,
        methods=["GET", "POST"],
    )


@clinician_required
def as_it_was(person_id: UUID, encounter_id: UUID) -> ResponseReturnValue:
    """Everything recorded by the end of a day, and nothing that came later."""
    visit = VisitRef(person_id, encounter_id)
    today = read_page(visit)
    form = DayForm()
    then: VisitPage | None = None
    also: tuple[FieldError, ...] = ()
    if form.validate_on_submit():
        try:
            then = _then(visit, form)
        except NotFoundError:
            also = (FieldError("day", "This visit had not been opened on that day"),)
    elif not form.is_submitted():
        form.day.data = typed_day(today.saved_at.astimezone().date())
    errors, shown = errors_of(form, also=also), then or today
    page = render_template(
        "patients/as-it-was.html",
        form=form,
        errors=errors,
        visit_page=today,
        then=then,
        parts=parts_of(then, knowledge().pack) if then else (),
        day=long_day(form.day.day) if then and form.day.day else "",
        **person_frame(shown.person, side_words(shown.complaint.side if shown.complaint else None)),
    )
    return page, 400 if errors else 200


def _then(visit: VisitRef, form: DayForm) -> VisitPage:
    if form.day.day is None:
        raise ValueError("the form was not validated")
    end = datetime.combine(form.day.day, time.max).astimezone()
    return read_visit(db(), visit, knowledge=knowledge(), clock=clock(), as_it_was=end)
