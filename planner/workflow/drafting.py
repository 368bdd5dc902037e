"""What issuing a plan now would freeze: the board, and the patient's pages."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from planner.assembly.plan import PlanItem
from planner.clinical.redflags import RuleState
from planner.documents.filling.situation import situation_of
from planner.documents.values import PatientPlan
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.case_of import so_far_of
from planner.workflow.clinic import Clinic, read_clinic
from planner.workflow.knowledge import Knowledge
from planner.workflow.papers import paper_of, plan_paper
from planner.workflow.protocol import ProtocolBoard, board_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The board of a visit, and what the person would take home (``None`` without a plan).

    ``carded`` are the items that get a card there. ``safety_nets`` are the words for each rule
    that is raised, or open with a trigger present.
    """

    board: ProtocolBoard
    patient: PatientPlan | None
    carded: tuple[PlanItem, ...]
    safety_nets: tuple[str, ...]
    clinic: Clinic


def read_draft(db: Session, actor: Actor, visit: VisitRef, *, knowledge: Knowledge) -> Draft:
    """The draft of one visit. Raises NotFoundError."""
    so_far = so_far_of(db, visit)
    board, clinic = board_of(db, so_far, knowledge), read_clinic(db)
    patient, carded = None, tuple[PlanItem, ...]()
    if board.plan is not None:
        paper = paper_of(so_far, clinic, actor)
        patient = plan_paper(knowledge, board.plan, paper, clinic, board.notes, board.changes)
        carded = situation_of(knowledge.pack, board.plan, paper).exercises
    return Draft(
        board=board,
        patient=patient,
        carded=carded,
        safety_nets=tuple(
            standing.rule.safety_net
            for standing in board.assessment.rules
            if standing.is_raised or (standing.state is RuleState.OPEN and standing.trigger_present)
        ),
        clinic=clinic,
    )
