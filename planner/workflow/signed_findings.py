"""On which findings each cause was signed: the record as it was at that moment."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from planner.clinical.answers import Presence
from planner.ruleout.assess import Assessment, gravest
from planner.workflow.actor import VisitRef
from planner.workflow.case_of import case_from, so_far_of
from planner.workflow.entries import VisitPage
from planner.workflow.knowledge import Knowledge

Answers = tuple[tuple[str, Presence], ...]
"""Findings with their answers, the heaviest first."""


def signed_findings(db: Session, page: VisitPage, *, knowledge: Knowledge) -> Mapping[str, Answers]:
    """For each signed cause what spoke for or against it then; nothing where nothing did.

    Worked out with the packs of today: a ratio that changed since is told as it is now.
    """
    moments: dict[tuple[str, datetime], tuple[Assessment, ...]] = {}
    found = {}
    for name, entry in page.rulings.items():
        moment = (entry.visit_id, entry.at)
        if moment not in moments:
            visit = VisitRef(page.visit.person_id, entry.visit_id)
            so_far = so_far_of(db, visit, entry.at)
            moments[moment] = knowledge.reasoner.assess_each(case_from(db, so_far, knowledge))
        if name in knowledge.pack.presentation.conditions:
            found[name] = _spoke(moments[moment], name)
    return found


def _spoke(sides: tuple[Assessment, ...], condition: str) -> Answers:
    ruling = gravest(sides, condition)
    group = ruling.group.findings if ruling.group else ()
    weighed = sorted(
        (*ruling.arguments_for, *ruling.arguments_against), key=lambda one: -abs(one.weighed)
    )
    said = [(name, Presence.PRESENT) for name in group]
    said += [(effect.finding, effect.presence) for one in weighed for effect in one.effects]
    return tuple(dict.fromkeys(said))
