"""The drawing of one test or treatment: of no patient, so a browser may keep it for long."""

from flask import Blueprint, Response, abort, make_response
from flask.typing import ResponseReturnValue

from planner.clinical.answers import Side
from planner.web.access import clinician_required
from planner.web.menu import address_of
from planner.web.security import kept_privately
from planner.web.services import knowledge

SIDES = {Side.RIGHT.value: Side.RIGHT, Side.LEFT.value: Side.LEFT}


def add_to(bp: Blueprint) -> None:
    """Put the address among those of the area."""
    bp.add_url_rule("/drawings/<side>/<name>.svg", view_func=drawing)


@clinician_required
def drawing(side: str, name: str) -> ResponseReturnValue:
    """The drawing with this side working, as the pack holds it."""
    if side not in SIDES:
        abort(404)
    found = knowledge().drawings(SIDES[side]).get(name) or abort(404)
    answer: Response = make_response(found.svg)
    answer.content_type = "image/svg+xml; charset=utf-8"
    return kept_privately(answer)


def drawing_address(name: str, side: Side | None) -> str:
    """The address of a drawing: of no patient, so that a browser may keep it."""
    shown = Side.LEFT if side is Side.LEFT else Side.RIGHT
    return address_of("assessment.drawing", name=name, side=shown.value) or ""
