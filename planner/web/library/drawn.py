"""The drawing of a treatment or a test, where the pack holds one."""

from planner.clinical.answers import Side
from planner.web.assessment.drawing_views import drawing_address
from planner.web.components.questions import Drawing
from planner.web.services import knowledge

DRAWN = frozenset({"findings", "treatments"})
"""Kinds of entry that are drawn. Other kinds may bear the same id and are not."""


def entry_drawing(kind: str, name: str) -> Drawing | None:
    """The right side, as it is printed for somebody whose right side hurts."""
    found = knowledge().drawings(Side.RIGHT).get(name) if kind in DRAWN else None
    if found is None:
        return None
    return Drawing(
        address=drawing_address(name, Side.RIGHT),
        says=found.alt,
        caption=", then ".join(word.lower() if i else word for i, word in enumerate(found.words)),
    )
