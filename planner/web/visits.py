"""The visit a page is about: read once, and gone from where an emergency waits for its outcome."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from planner.web.emergencies import emergency_of
from planner.web.menu import address_of
from planner.web.services import clock, db, knowledge
from planner.workflow.actor import VisitRef
from planner.workflow.entries import VisitPage
from planner.workflow.reading import read_visit

PageView = Callable[Concatenate[VisitPage, ...], ResponseReturnValue]
View = Callable[..., ResponseReturnValue]


def read_page(visit: VisitRef) -> VisitPage:
    """The whole visit as it stands now. Raises NotFoundError for one that is not this person's."""
    return read_visit(db(), visit, knowledge=knowledge(), clock=clock())


def at_visit(view: PageView) -> View:
    """For a page of a visit: the view is handed the visit as it stands."""

    @functools.wraps(view)
    def page(person_id: UUID, encounter_id: UUID, **more: Any) -> ResponseReturnValue:
        return view(read_page(VisitRef(person_id, encounter_id)), **more)

    return page


def unless_emergency(view: PageView) -> View:
    """The same, but an emergency without its outcome takes the page over, whatever was asked.

    Goes under ``@clinician_required`` on every page of a visit that examines, decides, plans or
    issues. What was typed is not lost: the browser holds it, and nothing is saved.
    """

    @functools.wraps(view)
    def page(found: VisitPage, **more: Any) -> ResponseReturnValue:
        alarm = emergency_address(found)
        return redirect(alarm, code=303) if alarm else view(found, **more)

    return at_visit(page)


def emergency_address(page: VisitPage) -> str | None:
    """Where an emergency of this person waits for its outcome, or ``None``: here, if here too."""
    if any(alert.is_open for alert in page.alerts):
        return visit_address("assessment.emergency", page)
    return emergency_of(page.visit.person_id)


def visit_address(endpoint: str, page: VisitPage, **more: object) -> str | None:
    """A page of the same visit, or ``None`` where this installation has no such page."""
    return address_of(
        endpoint,
        person_id=page.visit.person_id,
        encounter_id=page.visit.encounter_id,
        **more,
    )
