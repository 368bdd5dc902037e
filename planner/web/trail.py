"""Every page that shows somebody's data leaves its entry before it leaves the server.

No view does this: what the store has loaded says whose data is on the page (records/seen.py). An
answer whose entry cannot be written is not given (HZ-080).
"""

from flask import Flask, Response, make_response, request
from sqlalchemy.exc import SQLAlchemyError

from planner.records.seen import people_seen
from planner.web.errors import error_answer
from planner.web.services import clock, db, signed_in
from planner.workflow.audit import entries_written, people_told
from planner.workflow.reads import note_read
from planner.workflow.walking import refuse_walking

OUTCOMES = {403: "refused", 404: "not-found"}
OBJECTS = ("document_id", "plan_id", "referral_id", "encounter_id", "other_id", "link_id")
"""Parts of an address that name what a page is about, the nearest first."""


SEARCH = "patients.search"


class ReadByNobodyError(RuntimeError):
    """A page read somebody's data for nobody who is signed in: a broken promise."""


def leave_a_trail(app: Flask) -> None:
    """Note every read; call it last, so that it comes before everything else after a request.

    Before a view, whoever opens one record after the other is stopped.
    """
    app.before_request(_stop_walking)
    app.after_request(_note)


def _stop_walking() -> None:
    actor, searches = signed_in(), request.endpoint == SEARCH
    person_id = _named("person_id")
    if actor is not None and (searches or person_id is not None):
        refuse_walking(db(), actor, person_id, searches=searches, clock=clock())


def _note(response: Response) -> Response:
    try:
        _note_shown(response)
    except (SQLAlchemyError, ReadByNobodyError) as error:
        return make_response(error_answer(error))
    return response


def _note_shown(response: Response) -> None:
    if request.endpoint in (None, "static") or 300 <= response.status_code < 400:
        return
    outcome = OUTCOMES.get(response.status_code, "done")
    person_id = _named("person_id")
    shown = people_seen(db()) - people_told(db())
    is_refused = outcome == "refused" or (outcome == "not-found" and person_id is not None)
    is_refused = is_refused and not entries_written(db())
    if not shown and not is_refused:
        return
    actor = signed_in()
    if actor is None:
        if shown:
            raise ReadByNobodyError(request.endpoint)
        return
    note_read(
        db(),
        actor,
        str(request.endpoint),
        next(filter(None, map(_named, OBJECTS)), ""),
        person_id=person_id,
        listed=shown - {person_id},
        outcome=outcome,
        clock=clock(),
    )


def _named(part: str) -> str | None:
    found = (request.view_args or {}).get(part)
    return str(found) if found else None
