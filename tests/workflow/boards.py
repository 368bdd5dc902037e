"""The protocol board of a desk's visit as it stands."""

from planner.workflow.protocol import ProtocolBoard, protocol
from tests.workflow.desk import Desk


def the_board(desk: Desk) -> ProtocolBoard:
    """Every check run again."""
    return protocol(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock)


def items(desk: Desk) -> list[str]:
    """The ids of the items of the current stage, in order."""
    plan = the_board(desk).plan
    assert plan is not None
    assert plan.current is not None
    return [item.intervention.id for item in plan.current.items]
