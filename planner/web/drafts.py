"""What was typed and not saved comes back on its page, marked as a draft (HZ-018).

Kept by ``static/js/typing.js`` every few seconds, and by a save that was refused (409). A draft is
no part of the record: it stands above its form until somebody uses it, discards it or saves the
form it belongs to.
"""

from dataclasses import dataclass

from flask import Flask, Response, g, request
from sqlalchemy.exc import SQLAlchemyError

from planner.web.kept import SURE
from planner.web.services import actor, clock, db, signed_in
from planner.web.whose import FIELD as WHOSE
from planner.web.words import as_words, day_or_time
from planner.workflow.errors import WorkflowError
from planner.workflow.typed import Kept, discard_typing, keep_typing, list_typing

PERSON = "person_id"
OWN_FIELDS = {"csrf_token", "version", "changed", "typing-form", "part", SURE, WHOSE}
"""Fields of the page itself, which nobody typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCard:
    """One draft of this page: when it was kept, what was typed, which form it belongs to."""

    form: str
    person_id: str
    at: str
    fields: tuple[tuple[str, str, str], ...]


def give_drafts(app: Flask) -> None:
    """Hand every page of a person their drafts, and let go of those that were saved."""
    app.context_processor(lambda: {"drafts": drafts_here()})
    app.after_request(_let_go_of_saved)


def drafts_here() -> tuple[DraftCard, ...]:
    """Drafts that belong on the page of this address, of the clinician who asks."""
    person_id = _person()
    if person_id is None or signed_in() is None or request.method != "GET":
        return ()
    try:
        found = _drafts(person_id)
    except SQLAlchemyError:  # an error page is shown even where the store cannot be read
        return ()
    return tuple(_card(kept) for kept in found if _path(kept.form) == request.path)


def keep_refused(fields: tuple[tuple[str, str], ...]) -> None:
    """Keep what a refused save carried (HZ-016). A page about no one person keeps nothing."""
    person_id = _person()
    typed = {name: text for name, text in fields if name not in OWN_FIELDS and text.strip()}
    if person_id is None or not typed:
        return
    try:
        keep_typing(db(), actor(), person_id, request.path, typed, clock=clock())
        g.keeps_draft = True
    except WorkflowError:
        return


def _let_go_of_saved(response: Response) -> Response:
    person_id = _person()
    if request.method != "POST" or response.status_code != 303 or person_id is None:
        return response
    if signed_in() is None:
        return response
    for kept in _drafts(person_id):
        is_of_it = _path(kept.form) == request.path and set(kept.fields) <= set(request.form)
        if is_of_it and not g.get("keeps_draft"):
            discard_typing(db(), actor(), person_id, kept.form)
    return response


def _drafts(person_id: str) -> tuple[Kept, ...]:
    return tuple(kept for kept in list_typing(db(), actor()) if kept.person_id == person_id)


def _person() -> str | None:
    found = (request.view_args or {}).get(PERSON)
    return str(found) if found else None


def _path(form: str) -> str:
    """The address of the page of a form: its name without the part that tells forms apart."""
    return form.partition("#")[0]


def _card(kept: Kept) -> DraftCard:
    return DraftCard(
        form=kept.form,
        person_id=kept.person_id,
        at=day_or_time(kept.kept_at, clock().today()),
        fields=tuple(
            (name, as_words(name), text) for name, text in kept.fields.items() if text.strip()
        ),
    )
