"""The dose a clinician usually gives, offered to them alone and never taken by itself."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.assembly.plan import Plan
from planner.records.plans import UsualDose
from planner.workflow.actor import Actor
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.saving import Saving


def keep_as_usual(save: Saving, plan: Plan, item: str, dose: ChosenDose) -> None:
    """Keep a dose as this clinician's own for the item, at the plan's stage and irritability."""
    place = _place(plan)
    if place is None:
        return
    picture, stage, irritability = place
    save.db.add(
        UsualDose(
            item=item,
            picture=picture,
            stage=stage,
            irritability=irritability,
            dose=asdict(dose),
            recorded_at=save.now,
            recorded_by=save.actor.account_id,
        )
    )
    save.subjects.append(f"usual-dose:{item}")


def usual_dose(db: Session, actor: Actor, plan: Plan, item: str) -> ChosenDose | None:
    """What this clinician keeps for the item where the plan stands; none of anybody else's."""
    place = _place(plan)
    if place is None:
        return None
    picture, stage, irritability = place
    row = db.scalar(
        select(UsualDose)
        .where(UsualDose.recorded_by == actor.account_id, UsualDose.item == item)
        .where(UsualDose.picture == picture, UsualDose.stage == stage)
        .where(UsualDose.irritability == irritability)
        .order_by(UsualDose.recorded_at.desc(), UsualDose.id.desc())
        .limit(1)
    )
    return ChosenDose(**row.dose) if row is not None and row.dose else None


def _place(plan: Plan) -> tuple[str, int, str] | None:
    stage, irritability = plan.current, plan.case.irritability
    if stage is None or plan.picture is None or irritability is None:
        return None
    return plan.picture.id, stage.stage.id, irritability.value
