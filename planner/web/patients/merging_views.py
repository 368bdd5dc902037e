"""Likely duplicates, two records side by side, merging them and taking that back."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.web.access import lead_required
from planner.web.components.forms import errors_of
from planner.web.forms import add_refusal
from planner.web.patients.cards import pair_cards
from planner.web.patients.merging_cards import labels_of, side_rows
from planner.web.patients.merging_forms import (
    LEADING,
    ApartForm,
    ReasonForm,
    merge_form,
    settled_in,
)
from planner.web.services import actor, clock, db, knowledge
from planner.web.visit_frame import person_frame
from planner.workflow.errors import RefusedError
from planner.workflow.merging import compare, merge_records, tell_apart, undo_merge
from planner.workflow.people import read_person
from planner.workflow.search import likely_duplicates


def add_to(bp: Blueprint) -> None:
    """Put the pages among those of the people."""
    pair = "/people/<uuid:person_id>/merge/<uuid:other_id>"
    bp.add_url_rule("/people/duplicates", view_func=duplicates)
    bp.add_url_rule(pair, view_func=merge, methods=["GET", "POST"])
    bp.add_url_rule(f"{pair}/two-people", view_func=two_people, methods=["POST"])
    bp.add_url_rule(
        "/people/<uuid:person_id>/merged/<uuid:link_id>", view_func=undo, methods=["GET", "POST"]
    )


@lead_required
def duplicates() -> ResponseReturnValue:
    """Records that may be of one person, and nobody has decided about (HZ-004-C2)."""
    pairs = pair_cards(likely_duplicates(db(), clock=clock()))
    return render_template("patients/duplicates.html", pairs=pairs)


@lead_required
def merge(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """Both records side by side; each difference is settled by hand (HZ-005)."""
    pack = knowledge()
    found = compare(db(), str(person_id), str(other_id), knowledge=pack, clock=clock())
    form = merge_form(found, labels_of(found, pack.pack))
    if form.validate_on_submit():
        leading = str(form[LEADING].data)
        other = found.other.id if leading == found.one.id else found.one.id
        try:
            merge_records(
                db(),
                actor(),
                leading,
                other,
                settled_in(form, found),
                form["reason"].data,
                knowledge=pack,
                clock=clock(),
            )
            return redirect(url_for("patients.person", person_id=leading), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    page = render_template(
        "patients/merge.html",
        found=found,
        rows=side_rows(found, pack.pack),
        form=form,
        apart=ApartForm(formdata=None),
        settle=[form[f"settle_{place}"] for place in range(len(found.differences))],
        errors=errors,
        **person_frame(found.one),
    )
    return page, 400 if errors else 200


@lead_required
def two_people(person_id: UUID, other_id: UUID) -> ResponseReturnValue:
    """They only look alike: the pair leaves the report."""
    form = ApartForm()
    if form.validate_on_submit():
        why = form.apart_reason.data
        tell_apart(db(), actor(), str(person_id), str(other_id), why, clock=clock())
        return redirect(url_for("patients.duplicates"), code=303)
    raise RefusedError("Give the reason in a few words: how do you know they are two people?")


@lead_required
def undo(person_id: UUID, link_id: UUID) -> ResponseReturnValue:
    """Take a merge back, with a reason; it never expires (HZ-005-C3)."""
    card = read_person(db(), str(person_id), clock=clock())
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            undo_merge(db(), actor(), str(link_id), form.reason.data, clock=clock())
            return redirect(url_for("patients.person", person_id=person_id), code=303)
        except RefusedError as refusal:
            add_refusal(form, refusal)
    errors = errors_of(form)
    page = render_template(
        "patients/undo-merge.html", form=form, errors=errors, person=card, **person_frame(card)
    )
    return page, 400 if errors else 200
