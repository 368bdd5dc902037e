"""Doses that have no source, each by name with its numbers and why nobody could verify it."""

from collections.abc import Collection
from dataclasses import dataclass

from planner.documents.filling.dose_line import dose_words
from planner.web.protocol.evidence import GRADES
from planner.web.protocol.item_cards import Desk, where_words


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsourcedDose:
    """One dose to confirm."""

    id: str
    name: str
    where: str
    dose: str
    grade: str
    reason: str


def doses_to_confirm(desk: Desk, wanted: Collection[str]) -> tuple[UnsourcedDose, ...]:
    """Those of the plan that wait, in the order of the board."""
    stage = desk.plan.current
    return tuple(
        UnsourcedDose(
            id=item.intervention.id,
            name=item.intervention.name,
            where=where_words(item.intervention),
            dose=dose_words(item.dose),
            grade=GRADES.get(item.dose.evidence.grade, item.dose.evidence.grade.value),
            reason=item.dose.evidence.reason or "",
        )
        for item in (stage.items if stage else ())
        if item.intervention.id in wanted
    )
