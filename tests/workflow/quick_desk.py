"""A desk whose reasoner always says the same, for tests of what is stored many times over."""

from dataclasses import dataclass, field, replace

from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.ruleout.assess import Assessment, Reasoner
from planner.workflow.knowledge import Knowledge
from tests.workflow.desk import Desk, the_knowledge


class KnowsOneAnswer(Reasoner):
    """Weighs nothing: the case is compared, and its assessment follows from it. Rules still run."""

    def __init__(self, pack: Pack, answer: Assessment) -> None:
        super().__init__(pack)
        self.answer = answer

    def assess(self, _case: Case) -> Assessment:
        return self.answer


@dataclass
class QuickDesk(Desk):
    """The same desk, the same store; nothing is weighed."""

    known: Knowledge = field(default_factory=the_knowledge)

    @property
    def knowledge(self) -> Knowledge:
        return self.known


def quick(desk: Desk) -> QuickDesk:
    """The desk without its reasoning."""
    desk.open()
    answer = KnowsOneAnswer(desk.knowledge.pack, desk.page().assessment)
    known = replace(desk.knowledge, reasoner=answer)
    return QuickDesk(desk.db, desk.actor, desk.clock, known=known)
