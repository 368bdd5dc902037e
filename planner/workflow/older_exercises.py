"""Exercises of the clinic's own that plans in use hold at an earlier version, or that were retired.

An issued plan never changes: whoever opens it is told, and decides on the next version.
"""

from collections.abc import Iterable

from planner.clinical.pack import Library
from planner.records.plans import IssuedPlan
from planner.workflow.snapshot import items_of


def holding_older(
    plans: Iterable[IssuedPlan], library: Library
) -> tuple[tuple[IssuedPlan, tuple[str, ...]], ...]:
    """Each of these plans that holds such an exercise, and their names."""
    found = (
        (plan, tuple(i.name for i in items_of(plan.snapshot) if _is_older(i.id, library)))
        for plan in plans
    )
    return tuple((plan, names) for plan, names in found if names)


def _is_older(item: str, library: Library) -> bool:
    thing = library.interventions.get(item)
    return thing is not None and not thing.is_offered
