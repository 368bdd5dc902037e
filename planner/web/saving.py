"""The answer to a save: JSON for the page's script, a redirect for a page without it."""

from collections.abc import Mapping

from flask import jsonify, redirect, request
from flask.typing import ResponseReturnValue

from planner.web.components.forms import FieldError
from planner.web.kept import wants_json
from planner.web.services import clock, db
from planner.web.words import time_of_day
from planner.workflow.actor import Saved
from planner.workflow.people import read_person


def saved_answer(
    saved: Saved,
    *,
    to: str,
    regions: Mapping[str, str] | None = None,
    focus: str | None = None,
    takes_focus: bool = False,
    go: str | None = None,
) -> ResponseReturnValue:
    """What ``static/js/saving.js`` expects, or a redirect to ``to`` without a script.

    ``regions`` replaces parts of the page by their id; ``focus`` is the next question's heading
    (taken after a key) or, with ``takes_focus``, a raised rule's; ``go`` leaves for another page.
    The answer names the person it was saved for (HZ-002).
    """
    if not wants_json(request):
        return redirect(go or to, code=303)
    return jsonify(
        words=f"Saved {time_of_day(saved.at)}",
        whose=_whose(),
        version=saved.version,
        regions=dict(regions or {}),
        focus=focus,
        takes_focus=takes_focus,
        go=go,
    )


def next_version(saved: Saved, version: int) -> int:
    """The version that the next part of one form is saved with.

    A part that changed nothing leaves an old page old: what differs after it is still a conflict.
    """
    return saved.version if saved.changed else version


def refused_answer(errors: tuple[FieldError, ...]) -> ResponseReturnValue:
    """The first error of a form, for the page's script: it keeps what was typed and says why."""
    return jsonify(words=f"{errors[0].sentence.rstrip('.')}."), 400


def _whose() -> str:
    """The name of the person this was saved for, read anew; nobody's where it is of no person."""
    person_id = (request.view_args or {}).get("person_id")
    return read_person(db(), str(person_id), clock=clock()).name if person_id else ""
