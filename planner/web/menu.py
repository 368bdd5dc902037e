"""The links between areas: only those that are there."""

from flask import current_app, url_for

from planner.web.access import Access, access_of
from planner.web.services import signed_in

ENTRIES = (
    ("People", "patients.people"),
    ("Library", "library.contents"),
    ("Blank sheets", "papers.blank"),
    ("Settings", "clinic.settings"),
    ("Your account", "account.own"),
)


def menu() -> tuple[tuple[str, str], ...]:
    """Words and address of each area that this person may see."""
    return tuple((words, url_for(endpoint)) for words, endpoint in ENTRIES if _may_see(endpoint))


def address_of(endpoint: str, **values: object) -> str | None:
    """The address of a page, or ``None`` where this installation has no such page."""
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, **values)  # type: ignore[arg-type]  # ids and words alone


def _may_see(endpoint: str) -> bool:
    view, found = current_app.view_functions.get(endpoint), signed_in()
    is_lead = found is not None and found.is_lead
    return view is not None and (access_of(view) is not Access.LEAD or is_lead)
