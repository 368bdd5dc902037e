"""Whose stored results the protocols of today would make otherwise (HZ-034)."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.library.replayed_cards import last_words, replayed_cards
from planner.web.services import clock, db, knowledge
from planner.workflow.replaying import last_replay, replay_again


def add_to(bp: Blueprint) -> None:
    """Put the page in the library."""
    bp.add_url_rule("/replayed", view_func=replayed)


@clinician_required
def replayed() -> ResponseReturnValue:
    """What the last replay found in use, worked out again now: what was mended since is gone."""
    packs, last = knowledge(), last_replay(db(), knowledge=knowledge())
    found = replay_again(db(), last, knowledge=packs, clock=clock()) if last else ()
    return render_template(
        "library/replayed.html",
        cards=replayed_cards(found, packs.pack),
        last=last_words(last, clock().today()),
    )
