"""One line of JSON for each event of the site: what happened, where in the program, how it ended.

No address, no text of a request and no word of a patient is in it: pages are named by their
endpoint, people not at all. The reference of a line is the one on an error page and in the trail.
"""

import json
import logging
from datetime import UTC, datetime
from time import perf_counter

from flask import Flask, Response, g, request

from planner.web.services import request_id, signed_in

LOG = logging.getLogger("planner.events")
QUIET = {"static", "account.healthy"}


class OneLine(logging.Formatter):
    """A record as one line of JSON; every control and direction sign is written as its number."""

    def format(self, record: logging.LogRecord) -> str:
        """The time in UTC, the level, and what the event carries."""
        told = getattr(record, "event", None) or {"event": "message", "text": record.getMessage()}
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"at": moment, "level": record.levelname.lower(), **told})


def log_events(app: Flask) -> None:
    """Note every request when its answer leaves."""
    app.before_request(_begin)
    app.after_request(_note)


def to_standard_error() -> None:
    """Write the events of a running server where its manager collects them."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    for name in ("planner", "gunicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
    logging.getLogger("planner").setLevel(logging.INFO)


def _begin() -> None:
    g.began = perf_counter()


def _note(response: Response) -> Response:
    if request.endpoint in QUIET:
        return response
    found, began = signed_in(), g.get("began")
    event = {
        "event": "request",
        "reference": request_id(),
        "method": request.method if request.method.isalpha() else "?",
        "page": request.endpoint or "unknown",
        "status": response.status_code,
        "account": found.account_id if found else None,
        "ms": round((perf_counter() - began) * 1000) if began is not None else None,
    }
    level = logging.ERROR if response.status_code >= 500 else logging.INFO
    LOG.log(level, "request", extra={"event": event})
    return response
