"""The library: every statement of the packs with its source, its grade and where it is used."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from planner.web.access import clinician_required
from planner.web.components.forms import errors_of
from planner.web.library import (
    exercise_views,
    picture_views,
    recall_views,
    replayed_views,
    review_views,
    template_views,
)
from planner.web.library.cards import found_groups, groups_of, kind_cards, matrix_of, uses_of
from planner.web.library.drawn import entry_drawing
from planner.web.library.forms import LibrarySearchForm
from planner.web.library.kinds import KINDS, PREFIX
from planner.web.library.picture_cards import picture_card
from planner.web.library.recall_views import recall_address
from planner.web.library.review_cards import alert_marks, review_counts
from planner.web.library.shelf import shelf
from planner.web.services import clock, knowledge

bp = Blueprint("library", __name__, url_prefix=PREFIX)
template_views.add_to(bp)
exercise_views.add_to(bp)
review_views.add_to(bp)
replayed_views.add_to(bp)
picture_views.add_to(bp)
recall_views.add_to(bp)
SEARCH = "library-search"


@bp.route("")
@clinician_required
def contents() -> ResponseReturnValue:
    """What there is, and the search."""
    found = shelf()
    return render_template(
        "library/contents.html",
        form=LibrarySearchForm(formdata=None),
        kinds=kind_cards(found),
        entries=len(found.entries),
        head=found.pack.presentation.head,
        seal=knowledge().seal,
        reviews=review_counts(knowledge().pack, clock().today()),
    )


@bp.route("/search", methods=["GET", "POST"])
@clinician_required
def search() -> ResponseReturnValue:
    """The last search of this browser."""
    form = LibrarySearchForm()
    if form.validate_on_submit():
        session[SEARCH] = form.text.data
        return redirect(url_for(".search"), code=303)
    if not form.is_submitted():
        form.text.data = session.get(SEARCH, "")
    found = shelf().search(form.text.data or "")
    errors = errors_of(form)
    page = render_template(
        "library/search.html",
        form=form,
        errors=errors,
        groups=found_groups(found),
        count=len(found),
    )
    return page, 400 if errors else 200


@bp.route("/matrix")
@clinician_required
def matrix() -> ResponseReturnValue:
    """Every factor against every kind of treatment."""
    heads, rows = matrix_of(knowledge().pack)
    return render_template("library/matrix.html", heads=heads, rows=rows)


@bp.route("/<kind>")
@clinician_required
def listing(kind: str) -> ResponseReturnValue:
    """All entries of one kind."""
    if kind not in KINDS:
        raise NotFound
    entries = shelf().of_kind(kind)
    return render_template(
        "library/listing.html",
        kind=KINDS[kind],
        groups=groups_of(kind, entries),
        count=len(entries),
        form=LibrarySearchForm(formdata=None),
    )


@bp.route("/<kind>/<name>")
@clinician_required
def entry(kind: str, name: str) -> ResponseReturnValue:
    """One entry."""
    found = shelf()
    wanted = found.entries.get((kind, name))
    if wanted is None:
        raise NotFound
    return render_template(
        "library/entry.html",
        entry=wanted,
        alerts=alert_marks(knowledge().pack, kind, name, clock().today()),
        kind=KINDS[kind],
        uses=uses_of(found, (kind, name)),
        drawing=entry_drawing(kind, name),
        looked=picture_card(kind, name),
        recall_address=recall_address(kind, name),
    )
