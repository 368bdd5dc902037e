"""A plan in use that the protocols of today would make otherwise: looked at, and kept (HZ-019)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.accounts import Account
from planner.records.comparisons import KeptPlan
from planner.workflow.actions import action
from planner.workflow.actor import Actor, Saved
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.made_otherwise import made_otherwise_of
from planner.workflow.texts import checked_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Who let a plan stand under these protocols, when and why."""

    by: str
    at: datetime
    reason: str


@action("keep-plan")
def keep_plan(
    db: Session,
    actor: Actor,
    person_id: str,
    plan_id: str,
    seen: str,
    reason: str,
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> Saved:
    """Let a plan stand although it would be made otherwise, until the protocols change again.

    ``seen`` names the protocols that the page showed. Raises RefusedError where they are others by
    now, where nothing of the plan would be otherwise, and without a reason.
    """
    if seen != knowledge.content_hash:
        raise RefusedError("The protocols changed again: look at what is otherwise now.", "reason")
    if plan_id not in {made.plan_id for made in made_otherwise_of(db, person_id, knowledge)}:
        raise RefusedError("Nothing of this plan waits to be looked at.", "reason")
    db.add(
        KeptPlan(
            plan_id=plan_id,
            content_hash=seen,
            reason=checked_reason(reason),
            recorded_at=clock.now(),
            recorded_by=actor.account_id,
        )
    )
    audit(db, actor, clock, "plan", plan_id, person_id=person_id, subjects=[plan_id])
    return Saved(version=0, at=clock.now(), changed=True)


def kept(db: Session, plan_id: str, knowledge: Knowledge) -> Kept | None:
    """Who let this plan stand under the protocols of today; none where nobody did."""
    row = db.execute(
        select(KeptPlan, Account.name)
        .join(Account, Account.id == KeptPlan.recorded_by)
        .where(KeptPlan.plan_id == plan_id, KeptPlan.content_hash == knowledge.content_hash)
        .order_by(KeptPlan.recorded_at)
    ).first()
    return Kept(by=row[1], at=row[0].recorded_at, reason=row[0].reason) if row else None
