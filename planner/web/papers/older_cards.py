"""Plans in use that hold an earlier version of the clinic's own exercise, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.records.plans import IssuedPlan
from planner.web.menu import address_of
from planner.web.services import knowledge
from planner.workflow.older_exercises import holding_older


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderCard:
    """One plan: its version, the exercises, where it stands."""

    version: int
    names: tuple[str, ...]
    address: str | None


def older_cards(plans: Iterable[IssuedPlan]) -> tuple[OlderCard, ...]:
    """One card for each such plan among these in use."""
    return tuple(
        OlderCard(
            version=plan.number,
            names=names,
            address=address_of("papers.plan", person_id=plan.person_id, plan_id=plan.id),
        )
        for plan, names in holding_older(plans, knowledge().pack.library)
    )
