"""What every view is handed: the store of this request, the clock, the packs, who asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast
from uuid import uuid4

from flask import current_app, g, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import Unauthorized

from planner.documents.render import print_document
from planner.documents.values import PaperSize
from planner.workflow.actor import Actor
from planner.workflow.audit import CAME_FROM
from planner.workflow.clock import Clock
from planner.workflow.knowledge import Knowledge
from planner.workflow.papers import Press

NAME = "planner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Made once by ``create_app``; ``open_session`` opens the store for one request."""

    open_session: Callable[[], Session]
    knowledge: Knowledge
    clock: Clock
    is_demonstration: bool = False
    second_step: bool = True
    press: Press = print_document
    paper: PaperSize = PaperSize.A4


def services() -> Services:
    """The services of this application."""
    return cast(Services, current_app.extensions[NAME])


def db() -> Session:
    """The store, opened on first use in a request and closed at its end (database.py)."""
    if "db" not in g:
        g.db = services().open_session()
        g.db.info[CAME_FROM] = request.remote_addr or ""
    return cast(Session, g.db)


def clock() -> Clock:
    """The one clock."""
    return services().clock


def knowledge() -> Knowledge:
    """The packs."""
    return services().knowledge


def press() -> Press:
    """What prints a document: a worker process, or a test's own."""
    return services().press


def request_id() -> str:
    """The number of this request: in the audit trail, in the log, and shown on an error page."""
    if "request_id" not in g:
        g.request_id = uuid4().hex[:12]
    return cast(str, g.request_id)


def signed_in() -> Actor | None:
    """Who asks, or ``None``; set when the request arrives."""
    return cast("Actor | None", g.get("actor"))


def actor() -> Actor:
    """Who asks. Behind ``@clinician_required`` there is always somebody."""
    found = signed_in()
    if found is None:
        raise Unauthorized
    return found
