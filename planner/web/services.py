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
from planner.workflow.own_exercises import count_versions
from planner.workflow.own_items import with_own
from planner.workflow.papers import Press

NAME = "planner"
OWN = "planner-with-own-exercises"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Made once by ``create_app``; ``open_session`` opens the store for one request.

    ``was_restored``: at the start, a copy that was put back waited for the lead. A record is put
    back while no pages run, so otherwise no page need ask.
    """

    open_session: Callable[[], Session]
    knowledge: Knowledge
    clock: Clock
    is_demonstration: bool = False
    was_restored: bool = False
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
    """The packs, with the clinic's own exercises for whoever is signed in.

    Built anew when a version was added; within a request it stays the same.
    """
    if signed_in() is None:
        return services().knowledge
    if "knowledge" not in g:
        g.knowledge = _with_own(count_versions(db()))
    return cast(Knowledge, g.knowledge)


def _with_own(versions: int) -> Knowledge:
    """The packs with so many versions of own exercises, kept from one request to the next."""
    packs = services().knowledge
    if not versions:
        return packs
    held = cast("tuple[int, Knowledge] | None", current_app.extensions.get(OWN))
    if held is None or held[0] != versions:
        held = (versions, with_own(db(), packs))
        current_app.extensions[OWN] = held
    return held[1]


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
