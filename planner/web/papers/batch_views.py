"""One paper for several people: asked for together, made while the pages go on answering."""

from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.components.forms import FieldError, errors_of
from planner.web.forms import ActionForm
from planner.web.papers.batch_cards import choice_cards, made_cards, progress_card
from planner.web.papers.batch_form import BatchForm
from planner.web.services import actor, clock, db
from planner.web.words import day_or_time
from planner.workflow.batches import (
    ask_again,
    ask_for_papers,
    plans_to_print,
    progress_of,
    read_batch,
)
from planner.workflow.errors import RefusedError


def add_to(bp: Blueprint) -> None:
    """Put the pages among the papers."""
    bp.add_url_rule("/print-several", view_func=several, methods=["GET", "POST"])
    bp.add_url_rule("/print-several/<uuid:batch_id>", view_func=batch, methods=["GET", "POST"])
    bp.add_url_rule("/print-several/<uuid:batch_id>/progress", view_func=progress)


@clinician_required
def several() -> ResponseReturnValue:
    """Whose plans are in use, those who are here today first; one paper for those chosen."""
    form, chosen = BatchForm(), request.form.getlist("plan")
    also: tuple[FieldError, ...] = ()
    if form.validate_on_submit():
        try:
            wanted = ask_for_papers(
                db(), actor(), chosen, form.kind.data, form.edition.data, clock=clock()
            )
            return redirect(url_for(".batch", batch_id=wanted), code=303)
        except RefusedError as refusal:
            also = (FieldError(refusal.field or "plans", refusal.sentence),)
    errors = errors_of(form, also=also)
    answer = render_template(
        "papers/several.html",
        form=form,
        errors=errors,
        plans=choice_cards(plans_to_print(db(), clock=clock()), chosen),
    )
    return answer, 400 if errors else 200


@clinician_required
def batch(batch_id: UUID) -> ResponseReturnValue:
    """What was asked for together, each paper with how it stands. Sent: what failed again."""
    form, name = ActionForm(), str(batch_id)
    if form.validate_on_submit():
        ask_again(db(), actor(), name, clock=clock())
        return redirect(url_for(".batch", batch_id=batch_id), code=303)
    found = read_batch(db(), name, clock=clock())
    return render_template(
        "papers/batch.html",
        form=form,
        papers=made_cards(found),
        progress=progress_card(progress_of(db(), name)),
        progress_address=url_for(".progress", batch_id=batch_id),
        asked=day_or_time(found.asked_at, clock().today()),
    )


@clinician_required
def progress(batch_id: UUID) -> ResponseReturnValue:
    """The numbers alone, for the script of the page above."""
    card = progress_card(progress_of(db(), str(batch_id)))
    return jsonify(ended=card.ended, words=card.words, goes_on=card.goes_on)
