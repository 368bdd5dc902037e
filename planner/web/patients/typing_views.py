"""Where the page's script keeps what is being typed, and where a draft is let go."""

from uuid import UUID

from flask import Blueprint, abort, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from planner.web.access import clinician_required
from planner.web.drafts import OWN_FIELDS
from planner.web.kept import internal, wants_json
from planner.web.services import actor, clock, db
from planner.web.words import time_of_day
from planner.workflow.typed import discard_typing, keep_typing

FORM = "typing-form"


def add_to(bp: Blueprint) -> None:
    """Put both addresses among those of the people."""
    bp.add_url_rule("/people/<uuid:person_id>/typing", view_func=typing, methods=["POST"])
    bp.add_url_rule("/people/<uuid:person_id>/typing/discard", view_func=discard, methods=["POST"])


@clinician_required
def typing(person_id: UUID) -> ResponseReturnValue:
    """Keep the fields of one form as they are typed now; nothing of it enters the record."""
    form = _form()
    typed = {name: text for name, text in request.form.items() if name not in OWN_FIELDS}
    keep_typing(db(), actor(), str(person_id), form, typed, clock=clock())
    return jsonify(words=f"Draft kept {time_of_day(clock().now())}")


@clinician_required
def discard(person_id: UUID) -> ResponseReturnValue:
    """Let a draft go."""
    form = _form()
    discard_typing(db(), actor(), str(person_id), form)
    if wants_json(request):
        return jsonify(words="")
    return redirect(form.partition("#")[0], code=303)


def _form() -> str:
    """The form's address and its place on the page; anything that is no page here is refused."""
    form = request.form.get(FORM, "")
    if internal(form.partition("#")[0]) is None:
        abort(400)
    return form
