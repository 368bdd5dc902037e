"""Exercises in the clinic's own words: the list, a new one, another version, one retired."""

from itertools import chain
from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required, lead_required
from planner.web.components.forms import errors_of
from planner.web.forms import ActionForm, add_refusal
from planner.web.library.own_forms import ExerciseForm, typed_again
from planner.web.services import actor, clock, db, knowledge
from planner.web.words import born, day_or_time, day_with_name
from planner.workflow.errors import RefusedError
from planner.workflow.own_exercises import (
    OwnVersion,
    keep_exercise,
    modalities,
    own_exercise,
    own_exercises,
    retire_exercise,
    versions_of,
)
from planner.workflow.recall import plans_that_used

DONE = "exercises-done"


def add_to(bp: Blueprint) -> None:
    """Put the pages in the library."""
    both = ["GET", "POST"]
    bp.add_url_rule("/own/exercises", view_func=own_list)
    bp.add_url_rule("/own/exercises/new", view_func=new_exercise, methods=both)
    bp.add_url_rule("/own/exercises/<uuid:exercise>", view_func=change_exercise, methods=both)
    bp.add_url_rule("/own/exercises/<uuid:exercise>/plans", view_func=exercise_plans)
    bp.add_url_rule(
        "/own/exercises/<uuid:exercise>/retire", view_func=give_up_exercise, methods=["POST"]
    )


@clinician_required
def own_list() -> ResponseReturnValue:
    """Every exercise at its newest version."""
    return render_template(
        "library/own-exercises.html",
        found=own_exercises(db()),
        kinds=modalities(knowledge().pack),
        day=lambda at: day_with_name(at.astimezone().date()),
        done=session.pop(DONE, ""),
        action_form=ActionForm(formdata=None),
    )


@clinician_required
def new_exercise() -> ResponseReturnValue:
    """One more."""
    return _form(ExerciseForm(data={"version": 0}), None)


@clinician_required
def change_exercise(exercise: UUID) -> ResponseReturnValue:
    """The next version; plans that hold this one keep it."""
    now = own_exercise(db(), str(exercise))
    return _form(ExerciseForm(data={"version": now.number, **typed_again(now.content)}), now)


@lead_required
def exercise_plans(exercise: UUID) -> ResponseReturnValue:
    """Whose plans hold a version of it that is offered no more, those in use first."""
    now = own_exercise(db(), str(exercise))
    older = [v.item for v in versions_of(db()) if v.exercise == now.exercise and v.item != now.item]
    found = (plans_that_used(db(), actor(), "treatments", item, clock=clock()) for item in older)
    return render_template(
        "library/plans.html",
        entry=now.content,
        kind=None,
        found=sorted(chain(*found), key=lambda p: (p.is_in_use, p.issued_at), reverse=True),
        born=born,
        day=lambda at: day_or_time(at, clock().today()),
    )


@clinician_required
def give_up_exercise(exercise: UUID) -> ResponseReturnValue:
    """Offered no more."""
    if ActionForm().validate_on_submit():
        retire_exercise(db(), actor(), str(exercise), clock=clock())
        session[DONE] = "Retired. Plans that hold it keep it."
    return redirect(url_for(".own_list"), code=303)


def _form(form: ExerciseForm, now: OwnVersion | None) -> ResponseReturnValue:
    form.offer(knowledge().pack)
    if form.validate_on_submit():
        try:
            keep_exercise(
                db(),
                actor(),
                now.exercise if now else "",
                form.version.data or 0,
                form.to_content(),
                knowledge=knowledge(),
                clock=clock(),
            )
            session[DONE] = "Kept. It is offered under “Add a treatment”."
            return redirect(url_for(".own_list"), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    page = render_template("library/own-exercise.html", form=form, errors=errors, now=now)
    return page, 400 if errors else 200
