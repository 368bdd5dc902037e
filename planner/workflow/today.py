"""How far the visits of a list have come, told from a few questions to the store for all of them.

The exact progress of one visit needs the whole reasoning (``progress.py``); a list of people only
says the furthest step at which something was recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.answers import Side
from planner.clinical.pack import PresentationEntry
from planner.records.base import VisitFact
from planner.records.care import Encounter
from planner.records.decisions import DiagnosisChoice, Ruling
from planner.records.findings import Answer, Complaint, Consent, FactorAnswer, Words
from planner.records.plans import IssuedPlan, PlanEdit
from planner.records.situation import EquipmentRecord, SurgeryRecord

STEPS = (
    "words",
    "safety-screen",
    "before-testing",
    "examination",
    "rule-out",
    "respect",
    "protocol",
    "issue",
)
FACTS: tuple[tuple[type[VisitFact], str], ...] = (
    (Words, "words"),
    (Complaint, "words"),
    (Consent, "before-testing"),
    (Ruling, "rule-out"),
    (DiagnosisChoice, "rule-out"),
    (FactorAnswer, "respect"),
    (EquipmentRecord, "respect"),
    (SurgeryRecord, "respect"),
    (PlanEdit, "protocol"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One visit: the furthest step with something recorded, none for an empty one."""

    step: str | None
    number: int
    side: Side | None
    plan_version: int | None
    is_finished: bool

    @property
    def place(self) -> int:
        """The step counted from 1; 0 where nothing was recorded."""
        return STEPS.index(self.step) + 1 if self.step else 0


def reached(db: Session, visits: Iterable[str], *, head: PresentationEntry) -> dict[str, Reached]:
    """How far each visit has come, by its id."""
    wanted = list(visits)
    here = {v.id: v for v in db.scalars(select(Encounter).where(Encounter.id.in_(wanted)))}
    episodes = {v.episode_id for v in here.values()}
    every = sorted(
        db.scalars(select(Encounter).where(Encounter.episode_id.in_(episodes))),
        key=lambda v: (v.visit_date, v.opened_at, v.id),
    )
    steps = _steps(db, wanted, head)
    sides = _sides(db, every)
    plans = {
        row.encounter_id: row.number
        for row in db.execute(
            select(IssuedPlan.encounter_id, IssuedPlan.number)
            .where(IssuedPlan.encounter_id.in_(wanted))
            .order_by(IssuedPlan.number)
        )
    }
    found = {}
    for name, visit in here.items():
        so_far = [v for v in every if v.episode_id == visit.episode_id]
        so_far = so_far[: so_far.index(visit) + 1]
        told = [sides[v.id] for v in so_far if v.id in sides]
        found[name] = Reached(
            step="issue"
            if name in plans
            else max(steps.get(name, ()), key=STEPS.index, default=None),
            number=len(so_far),
            side=told[-1] if told else None,
            plan_version=plans.get(name),
            is_finished=visit.finished_at is not None,
        )
    return found


def _steps(db: Session, visits: list[str], head: PresentationEntry) -> dict[str, set[str]]:
    steps: dict[str, set[str]] = {}
    for table, step in FACTS:
        rows = select(table.encounter_id).where(table.encounter_id.in_(visits)).distinct()
        for name in db.scalars(rows):
            steps.setdefault(name, set()).add(step)
    screen, before = set(head.always_screen), set(head.before_testing)
    answers = select(Answer.encounter_id, Answer.finding).where(Answer.encounter_id.in_(visits))
    for name, finding in db.execute(answers.distinct()):
        step = (
            "safety-screen"
            if finding in screen
            else "before-testing"
            if finding in before
            else "examination"
        )
        steps.setdefault(name, set()).add(step)
    return steps


def _sides(db: Session, visits: Iterable[Encounter]) -> dict[str, Side | None]:
    rows = db.scalars(
        select(Complaint)
        .where(Complaint.encounter_id.in_([v.id for v in visits]))
        .order_by(Complaint.at_version, Complaint.line)
    )
    return {row.encounter_id: Side(row.side) if row.side else None for row in rows}
