"""The assessment of a visit, or with pain on both sides one for each, worked out once a request."""

from flask import g

from planner.clinical.answers import Side
from planner.ruleout.assess import Assessment
from planner.web.services import knowledge
from planner.workflow.entries import VisitPage


def assessed_sides(page: VisitPage) -> tuple[Assessment, ...]:
    """Right before left; one alone where one side hurts or none is known."""
    if page.case.side is not Side.BOTH:
        return (page.assessment,)
    kept: dict[tuple[str, int], tuple[Assessment, ...]] = g.setdefault("assessed_sides", {})
    key = (page.visit.encounter_id, page.version)
    if key not in kept:
        kept[key] = knowledge().reasoner.assess_each(page.case)
    return kept[key]
