"""Finished exercise drawings, read from the pack as they are."""

from collections.abc import Mapping

from planner.clinical.answers import Side
from planner.documents.values import Drawing


def drawings(side: Side | None) -> Mapping[str, Drawing]:
    """The drawings by intervention id for the painful side; cards without one stand alone."""
    return {}
