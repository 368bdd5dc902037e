"""The links between areas: only those that are there."""

from flask import current_app, url_for

ENTRIES = (
    ("People", "patients.people"),
    ("Library", "library.contents"),
    ("Settings", "clinic.settings"),
)


def menu() -> tuple[tuple[str, str], ...]:
    """Words and address of each area."""
    return tuple(
        (words, url_for(endpoint))
        for words, endpoint in ENTRIES
        if endpoint in current_app.view_functions
    )


def address_of(endpoint: str, **values: object) -> str | None:
    """The address of a page, or ``None`` where this installation has no such page."""
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, **values)  # type: ignore[arg-type]  # ids and words alone
