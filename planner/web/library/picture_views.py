"""Drawings beside their words: all of them, and one that a lead looks at."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.web.access import clinician_required, lead_required
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.library.picture_cards import card_of, picture_cards
from planner.web.library.picture_form import MATCH, LookForm
from planner.web.services import actor, clock, db, knowledge
from planner.workflow.errors import RefusedError
from planner.workflow.picture_looks import keep_look, picture_standings

DONE = "pictures-done"


def add_to(bp: Blueprint) -> None:
    """Put the pages in the library, before the kinds of the packs."""
    bp.add_url_rule("/pictures", view_func=pictures)
    bp.add_url_rule("/pictures/<name>", view_func=picture, methods=["GET", "POST"])


@clinician_required
def pictures() -> ResponseReturnValue:
    """The contact sheet."""
    return render_template(
        "library/pictures.html", cards=picture_cards(), done=session.pop(DONE, "")
    )


@lead_required
def picture(name: str) -> ResponseReturnValue:
    """One drawing, both sides, with what the patient reads; whether they belong together."""
    standing = picture_standings(db(), knowledge=knowledge()).get(name)
    if standing is None:
        raise NotFound
    form, shown = LookForm(), standing.shown
    if form.validate_on_submit():
        seen = (form.drawing_hash.data or "", form.words_hash.data or "")
        matches, note = form.matches.data == MATCH, form.note.data or ""
        try:
            keep_look(
                db(), actor(), name, seen, matches, note, knowledge=knowledge(), clock=clock()
            )
            session[DONE] = f"Kept: {shown.item.name}."
            return redirect(url_for(".pictures"), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    form.drawing_hash.data, form.words_hash.data = shown.drawing_hash, shown.words_hash
    errors = errors_of(form)
    page = render_template("library/picture.html", form=form, errors=errors, card=card_of(standing))
    return page, 400 if errors else 200
