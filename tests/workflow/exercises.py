"""An exercise in the clinic's own words, for tests."""

from dataclasses import replace
from typing import Any

from planner.workflow.own_exercises import OwnContent

_ONE = OwnContent(
    name="Towel slide",
    strand="strengthening",
    where="home",
    modality="heavy-resistance",
    loads="Hamstring, at length",
    position="lying on the back",
    steps=("Lie on your back with the heel on a towel.", "Slide the {side} heel away."),
    why="It makes the back of the thigh stronger.",
    minutes=5,
)


def an_exercise(**changes: Any) -> OwnContent:
    """One that may be kept as it is."""
    return replace(_ONE, **changes)
