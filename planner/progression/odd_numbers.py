"""A number that is not likely, or far from the last one: it waits for a second press (HZ-011)."""

from collections.abc import Sequence

from planner.clinical.pack import Library
from planner.progression.course import Recorded
from planner.progression.readings import day


def unusual(
    library: Library, measure: str, unit: str | None, number: float, earlier: Sequence[Recorded]
) -> str:
    """Why a number deserves another look, as a sentence; empty for an ordinary one.

    ``earlier`` are the numbers of this measure at earlier visits, oldest first. A measure that is
    a change itself is not held to the last one, and no score to one of another edition.
    """
    known = library.units.get(unit or "")
    if known is None:
        return ""
    outcome, itself = library.outcome_measures.get(measure), library.measures.get(measure)
    edition = (outcome.version or "") if outcome else ""
    alike = [each for each in earlier if each.version == edition]
    last = alike[-1] if alike and not (itself is not None and itself.is_change) else None
    if known.looks_odd(number):
        return f"Unusual: {number:g} {known.id} is more than is likely."
    if last is not None and known.looks_odd(number, last.number):
        return f"Unusual: {number:g} {known.id}, last {last.number:g} on {day(last.on)}."
    return ""
