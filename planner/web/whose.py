"""A form is saved for the person it was rendered for, and for nobody else (HZ-002).

The server remembers no current person. Every form carries a signed token that names the person,
and the visit, of the page it stood on; before anything is written the token and the address must
name the same. Two tabs, a restored page or a copied address cannot file one person's words under
another's name.
"""

from collections.abc import Mapping
from typing import cast
from uuid import UUID

from flask import Flask, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from markupsafe import Markup

from planner.web.security import SAFE_METHODS
from planner.web.services import actor, clock, db
from planner.workflow.people import note_misfiled

FIELD = "whose"
NAMED = ("person_id", "encounter_id")
"""Parts of an address that say whose it is."""


class MisfiledError(Exception):
    """The form was rendered for another person or visit, or does not say for whom."""


def check_whose(app: Flask) -> None:
    """Ask before every view that writes about a person; call it after access was checked."""
    app.before_request(_refuse_misfiled)


def whose_field(
    person_id: str | UUID | None = None, encounter_id: str | UUID | None = None
) -> Markup:
    """The hidden field of a form; without arguments it names the person of this page's address.

    A page that is about no one person, and holds a form that writes about one, names them.
    """
    named = {"person_id": person_id, "encounter_id": encounter_id} if person_id else _addressed()
    if not named.get("person_id"):
        return Markup("")
    token = _signer().dumps([str(named.get(part) or "") for part in NAMED])
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token)


def _refuse_misfiled() -> None:
    """Raises MisfiledError, after its audit entry, for a form of somebody else's page."""
    named = _addressed()
    if request.method in SAFE_METHODS or not named:
        return
    carried = _carried(request.form.get(FIELD, ""))
    if all(carried.get(part) == value for part, value in named.items()):
        return
    note_misfiled(
        db(), actor(), named["person_id"], carried.get("person_id") or None, clock=clock()
    )
    raise MisfiledError


def _addressed() -> dict[str, str]:
    """Whom the address of this request names: nobody, a person, or a person and a visit."""
    given = request.view_args or {}
    if "person_id" not in given:
        return {}
    return {part: str(given[part]) for part in NAMED if part in given}


def _carried(token: str) -> Mapping[str, str]:
    """Whom a token names; nobody where it is missing or not this installation's."""
    try:
        return dict(zip(NAMED, cast(list[str], _signer().loads(token)), strict=True))
    except BadSignature:
        return {}


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or b"", salt="whose-form")
