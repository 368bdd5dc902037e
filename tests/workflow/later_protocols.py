"""The real protocols of a later day, in which one exercise is read otherwise."""

from dataclasses import replace
from types import MappingProxyType

from planner.clinical.contraindications import CellStatus
from planner.clinical.quantities import Amount
from planner.ruleout.assess import Reasoner
from planner.workflow.knowledge import Knowledge
from tests.workflow.test_protocol import BRIDGE


def with_item(knowledge: Knowledge, thing) -> Knowledge:
    """The packs of a later day, in which one item is another."""
    library = knowledge.pack.library
    things = MappingProxyType({**library.interventions, thing.id: thing})
    pack = replace(knowledge.pack, library=replace(library, interventions=things))
    return replace(knowledge, pack=pack, reasoner=Reasoner(pack), content_hash="later")


def dosed_otherwise(knowledge: Knowledge, item: str = BRIDGE) -> Knowledge:
    """Nine sets in every row of an exercise."""
    thing = knowledge.pack.library.interventions[item]
    rows = [
        replace(row, sets=Amount(amount=9)) if row.sets is not None else row for row in thing.doses
    ]
    return with_item(knowledge, replace(thing, doses=tuple(rows)))


def barred(knowledge: Knowledge, factor: str, status: CellStatus) -> Knowledge:
    """The bridge gets a cell of its own for one factor."""
    thing = knowledge.pack.library.interventions[BRIDGE]
    cell = next(
        avoid for each in knowledge.pack.library.interventions.values() for avoid in each.avoid_when
    )
    own = replace(cell, factor=factor, status=status, because="Read again, and barred.")
    return with_item(knowledge, replace(thing, avoid_when=(*thing.avoid_when, own)))
