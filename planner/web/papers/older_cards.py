"""Plans in use that hold an earlier version of the clinic's own exercise, in words."""

from dataclasses import dataclass

from planner.web.menu import address_of
from planner.web.services import db, knowledge
from planner.workflow.older_exercises import older_in_use


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderCard:
    """One plan: its version, the exercises, where it stands."""

    plan_id: str
    version: int
    names: tuple[str, ...]
    address: str | None


def older_cards(person_id: str) -> tuple[OlderCard, ...]:
    """One card for each such plan of this person."""
    return tuple(
        OlderCard(
            plan_id=plan.id,
            version=plan.number,
            names=names,
            address=address_of("papers.plan", person_id=plan.person_id, plan_id=plan.id),
        )
        for plan, names in older_in_use(db(), person_id, knowledge().pack.library)
    )
