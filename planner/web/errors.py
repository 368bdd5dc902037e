"""Every error becomes a page once, here: what happened, what it means, what to do, a number."""

import logging
import traceback
from dataclasses import dataclass
from typing import cast

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from planner.documents.errors import PdfError
from planner.web.drafts import keep_refused
from planner.web.kept import Kept, ask_to_sign_in, fresh_token, typed_fields, wants_json
from planner.web.services import clock, db, knowledge, request_id, signed_in
from planner.web.unusual import ask_again
from planner.web.visit_frame import person_frame
from planner.web.whose import MisfiledError
from planner.web.words import as_words, day_or_time
from planner.workflow.errors import (
    NotAllowedError,
    NotFoundError,
    RefusedError,
    StaleWriteError,
    UnusualNumberError,
)
from planner.workflow.people import read_person
from planner.workflow.walking import TooManyRecordsError

log = logging.getLogger("planner.web")


@dataclass(frozen=True, slots=True)
class Words:
    """An error in words: the title is what happened, the sentence what it means and what to do."""

    title: str
    sentence: str


WORDS = {
    400: Words("That could not be read", "Go back, check what was sent and send it again."),
    403: Words(
        "Not for this account",
        "Your account may not do this. Ask the clinic's lead if it should.",
    ),
    404: Words(
        "There is no such page",
        "The address is wrong, or what it led to is not in this clinic's record.",
    ),
    405: Words("Not in this way", "Go back to the page and use its buttons."),
    413: Words("Too much at once", "More than 2 MB was sent: send less, or a smaller file."),
    429: Words("Too many attempts", "Wait a little, then try again."),
    500: Words(
        "Something went wrong here",
        "Nothing of the last action was saved. Go back and try again; if it happens twice, tell "
        "whoever looks after this computer the number below.",
    ),
}
PAGE_IS_OLD = Words(
    "This page is from before you signed in",
    "Nothing was saved. What you typed is below: save it now.",
)
NOT_STORED = Words(
    "The record could not be written",
    "Nothing was saved: the disk may be full, or the record cannot be reached. What you typed is "
    "below. Tell whoever looks after this computer, then save it again.",
)
OTHER_PERSON = Words(
    "This form belongs to another person’s page",
    "Nothing was saved. Open the right person from the list of people and enter it there.",
)


def handle_errors(app: Flask) -> None:
    """Register a page for each kind of error."""
    app.register_error_handler(CSRFError, _old_token)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFoundError, lambda _error: _page(404))
    app.register_error_handler(NotAllowedError, lambda error: _page(403, error.sentence))
    app.register_error_handler(RefusedError, _refused)
    app.register_error_handler(UnusualNumberError, ask_again)
    app.register_error_handler(TooManyRecordsError, _too_many)
    app.register_error_handler(StaleWriteError, _stale)
    app.register_error_handler(MisfiledError, _misfiled)
    app.register_error_handler(PdfError, lambda error: _logged(error, 503, str(error)))
    app.register_error_handler(OperationalError, _not_stored)
    app.register_error_handler(Exception, lambda error: _logged(error, 500))


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return cast(Response, error.get_response())
    page, plain = _page(status), error.get_response().headers
    for name in ("Allow", "Retry-After"):
        if name in plain:
            page.headers[name] = plain[name]
    return page


def _refused(error: RefusedError) -> ResponseReturnValue:
    if wants_json(request):
        return jsonify(words=error.sentence), 400
    words = Words("That is not possible as asked", error.sentence)
    person = (request.view_args or {}).get("person_id")
    if person is None or signed_in() is None:
        return _page(400, words.sentence, title=words.title)
    whose = person_frame(read_person(db(), str(person), clock=clock()))
    return render_template("errors/refused.html", words=words, reference=request_id(), **whose), 400


def _too_many(error: TooManyRecordsError) -> ResponseReturnValue:
    page = _page(429, error.sentence, title="Too many records at once")
    page.headers["Retry-After"] = str(error.wait_seconds)
    return page


def _old_token(_error: CSRFError) -> ResponseReturnValue:
    """The token is of an earlier session: signed out, or signed in again in another tab."""
    if signed_in() is None:
        if request.endpoint == "account.sign_in":
            return _page(400, "Open the sign-in page again and sign in once more.")
        return ask_to_sign_in()
    if wants_json(request):
        return jsonify(words="", csrf=fresh_token()), 400
    kept = Kept(action=request.path, fields=typed_fields())
    return render_template("account/kept.html", kept=kept, words=PAGE_IS_OLD, errors=()), 400


def _stale(error: StaleWriteError) -> ResponseReturnValue:
    """Both versions side by side with who and when; saving mine takes one press."""
    if wants_json(request):
        return jsonify(words="Changed by somebody else.", is_conflict=True), 409
    keep_refused(typed_fields())
    fields = tuple((n, v) for n, v in typed_fields() if n != "version")
    kept = Kept(action=request.path, fields=(*fields, ("version", str(error.version))))
    lines = [
        {
            "name": _name_of(conflict.field),
            "mine": conflict.mine,
            "theirs": conflict.theirs,
            "by": conflict.by,
            "at": day_or_time(conflict.at, conflict.at.astimezone().date()) if conflict.at else "",
        }
        for conflict in error.conflicts
    ]
    return render_template("errors/conflict.html", kept=kept, conflicts=lines), 409


def _misfiled(_error: MisfiledError) -> ResponseReturnValue:
    """What was typed is shown to copy from; there is no button that would file it here."""
    if wants_json(request):
        return jsonify(words=f"{OTHER_PERSON.title}."), 409
    typed = Kept(action=request.path, fields=typed_fields()).typed
    return render_template("errors/misfiled.html", words=OTHER_PERSON, typed=typed), 409


def _not_stored(error: OperationalError) -> ResponseReturnValue:
    """The store failed: what was typed stays on the page, to be saved again (HZ-017-C2)."""
    answer = _logged(error, 503, f"{NOT_STORED.title}: the disk may be full.")
    if wants_json(request) or request.method != "POST" or signed_in() is None:
        return answer
    kept = Kept(action=request.path, fields=typed_fields())
    return render_template("account/kept.html", kept=kept, words=NOT_STORED, errors=()), 503


def error_answer(error: Exception) -> Response:
    """The page of an error that comes up after the view is done."""
    if isinstance(error, OperationalError):
        return make_response(_not_stored(error))
    return _logged(error, 500)


def _logged(error: Exception, status: int, sentence: str | None = None) -> Response:
    """Log where it happened, never what was in it: messages may hold a patient's text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{f.filename.rsplit('/', 3)[-1]}:{f.lineno}" for f in frames[-8:][::-1])
    said = {
        "event": "error",
        "reference": request_id(),
        "page": request.endpoint or "unknown",
        "error": type(error).__name__,
        "where": where,
    }
    log.error("%s", said, extra={"event": said})
    return _page(status, sentence)


def _page(status: int, sentence: str | None = None, *, title: str | None = None) -> Response:
    words = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    if wants_json(request):
        return make_response(jsonify(words=sentence or f"{words.title}."), status)
    page = render_template(
        "errors/error.html",
        words=Words(title or words.title, sentence or words.sentence),
        reference=request_id(),
        status=status,
    )
    return make_response(page, status)


def _name_of(field: str) -> str:
    finding = knowledge().pack.library.findings.get(field)
    return finding.name if finding else as_words(field)
