"""The week of somebody who uses two plans, on one page made from both as they were issued."""

from sqlalchemy.orm import Session

from planner.documents.filling.shared_week import UsedPlan, shared_week
from planner.documents.render import print_document
from planner.documents.values import Edition, WeekSheet
from planner.documents.worker import Printed
from planner.records.plans import IssuedPlan
from planner.workflow.actions import action
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.in_use import plans_in_use
from planner.workflow.knowledge import Knowledge
from planner.workflow.papers import Press
from planner.workflow.reprinting import refuse_stopped
from planner.workflow.restored import refuse_restored
from planner.workflow.side_by_side import asked_in
from planner.workflow.snapshot import inputs_of, made_from

SEVERAL = 2


@action("print-shared-week")
def print_shared_week(
    db: Session,
    actor: Actor,
    person_id: str,
    *,
    knowledge: Knowledge,
    clock: Clock,
    press: Press = print_document,
) -> Printed:
    """The sheet, made now in the print this person needs; the stored plans stay as they are.

    Raises RefusedError where there is one plan alone, where one of them may not be handed out or
    they cannot stand on one page, and PdfError.
    """
    plans = newest_first(db, person_id)
    for plan in plans:
        audit(db, actor, clock, "plan", plan.id, person_id=plan.person_id)
    sheet = week_of_all(db, plans, knowledge, clock)
    needed = inputs_of(plans[0].snapshot).paper.edition
    return press(sheet, Edition(needed) if needed else Edition.STANDARD)


def newest_first(db: Session, person_id: str) -> list[IssuedPlan]:
    """The plans a person uses."""
    return plans_in_use(db, person_id)[::-1]


def week_of_all(
    db: Session, plans: list[IssuedPlan], knowledge: Knowledge, clock: Clock
) -> WeekSheet:
    """The week of these plans. Raises RefusedError that says why it is not handed out."""
    if len(plans) < SEVERAL:
        raise RefusedError("There is no second plan in use.")
    refuse_restored(db)
    for plan in plans:
        refuse_stopped(db, plan, is_old=False, knowledge=knowledge)
    used = [_used(plan, knowledge) for plan in plans]
    try:
        return shared_week(knowledge.pack, used, clock.today())
    except ValueError as error:
        raise RefusedError(f"{error}.") from error


def _used(plan: IssuedPlan, knowledge: Knowledge) -> UsedPlan:
    inputs = inputs_of(plan.snapshot)
    return UsedPlan(
        asked=asked_in(plan, knowledge.pack),
        side=inputs.case.side,
        paper=made_from(inputs, knowledge)[0],
    )
