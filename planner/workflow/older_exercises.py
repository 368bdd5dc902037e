"""Exercises of the clinic's own that plans in use hold at an earlier version, or that were retired.

An issued plan never changes: whoever opens it is told, and decides on the next version.
"""

from sqlalchemy.orm import Session

from planner.clinical.pack import Library
from planner.records.plans import IssuedPlan
from planner.workflow.in_use import plans_in_use
from planner.workflow.snapshot import items_of


def older_in_use(
    db: Session, person_id: str, library: Library
) -> tuple[tuple[IssuedPlan, tuple[str, ...]], ...]:
    """Each plan in use of this person that holds such an exercise, and their names."""
    found = (
        (plan, tuple(i.name for i in items_of(plan.snapshot) if _is_older(i.id, library)))
        for plan in plans_in_use(db, person_id)
    )
    return tuple((plan, names) for plan, names in found if names)


def _is_older(item: str, library: Library) -> bool:
    thing = library.interventions.get(item)
    return thing is not None and not thing.is_offered
