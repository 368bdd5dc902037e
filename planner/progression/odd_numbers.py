"""A number that is not likely, or far from the last one: somebody is asked to look (HZ-011)."""

from planner.clinical.units import Unit
from planner.progression.course import Recorded
from planner.progression.readings import day


def looks_odd(unit: Unit | None, number: float, last: Recorded | None) -> str:
    """A sentence that asks for another look, or nothing."""
    if unit is None:
        return ""
    if unit.looks_odd(number):
        return f"Check this number: {number:g} {unit.id} is more than is likely."
    if last is not None and unit.looks_odd(number, last.number):
        return f"Check this number: {number:g} {unit.id}, last {last.number:g} on {day(last.on)}."
    return ""
