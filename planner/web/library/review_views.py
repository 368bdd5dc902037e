"""When every statement of the protocols is due to be read again, and which were changed."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.library.changes_cards import changed_days
from planner.web.library.review_cards import local_words, review_counts, review_groups
from planner.web.services import clock, knowledge


def add_to(bp: Blueprint) -> None:
    """Put the pages in the library."""
    bp.add_url_rule("/reviews", view_func=reviews)
    bp.add_url_rule("/changes", view_func=changes)


@clinician_required
def reviews() -> ResponseReturnValue:
    """Every statement once, by kind."""
    pack, today = knowledge().pack, clock().today()
    return render_template(
        "library/reviews.html",
        rule=pack.presentation.head.reviewing,
        counts=review_counts(pack, today),
        local=local_words(pack),
        local_files=pack.local.files if pack.local else (),
        groups=review_groups(pack, today),
    )


@clinician_required
def changes() -> ResponseReturnValue:
    """What each edition changed: rules with the reason that was given, then everything else."""
    found, odd = knowledge().changes
    days = changed_days(found, knowledge().pack)
    return render_template("library/changes.html", days=days, odd=odd)
