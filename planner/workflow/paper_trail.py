"""Every paper of one person: plans as issued, with their files, and letters with their loop."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records.care import Encounter
from planner.records.plans import IssuedPlan
from planner.records.referrals import Referral, ReferralStep
from planner.workflow.case_of import names_in


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One issued plan; ``replaced_by`` is the version that superseded it."""

    id: str
    code: str
    version: int
    kind: str
    visit_on: date
    issued_at: datetime
    by: str
    replaced_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One referral; ``step`` is the last thing that happened to it, empty where nothing did."""

    id: str
    to: str
    urgency: str
    written_at: datetime
    by: str
    step: str
    is_open: bool


def plans_of(db: Session, person_id: str) -> tuple[PlanLine, ...]:
    """The plans of one person, the newest first."""
    who = names_in(db)
    wanted = (
        select(IssuedPlan, Encounter.visit_date, IssuedPlan.snapshot["plan"]["kind"].as_string())
        .join(Encounter, Encounter.id == IssuedPlan.encounter_id)
        .where(IssuedPlan.person_id == person_id)
        .order_by(IssuedPlan.issued_at.desc(), IssuedPlan.number.desc())
    )
    rows = db.execute(wanted).all()
    successors = {plan.supersedes: plan.number for plan, *_ in rows if plan.supersedes}
    return tuple(
        PlanLine(
            id=plan.id,
            code=plan.code,
            version=plan.number,
            kind=kind,
            visit_on=visit_date,
            issued_at=plan.issued_at,
            by=who(plan.issued_by),
            replaced_by=successors.get(plan.id),
        )
        for plan, visit_date, kind in rows
    )


def letters_of(db: Session, person_id: str) -> tuple[LetterLine, ...]:
    """The referrals of one person, the newest first."""
    who, steps = names_in(db), last_steps(db, person_id)
    wanted = (
        select(Referral).where(Referral.person_id == person_id).order_by(Referral.written_at.desc())
    )
    return tuple(
        LetterLine(
            id=row.id,
            to=row.addressed_to,
            urgency=row.urgency,
            written_at=row.written_at,
            by=who(row.written_by),
            step=steps.get(row.id, ""),
            is_open=row.closed_at is None,
        )
        for row in db.scalars(wanted)
    )


def last_steps(db: Session, person_id: str | None = None) -> dict[str, str]:
    """The last step of each referral that has one, of one person or of everybody."""
    wanted = select(ReferralStep.referral_id, ReferralStep.kind).join(
        Referral, Referral.id == ReferralStep.referral_id
    )
    if person_id is not None:
        wanted = wanted.where(Referral.person_id == person_id)
    rows = db.execute(wanted.order_by(ReferralStep.at_version))
    return {row.referral_id: row.kind for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeStanding:
    """What a code and a version on a sheet of paper stand for now (HZ-050-C3)."""

    person_id: str
    plan_id: str
    version: int
    issued_at: datetime
    replaced_by: int | None
    replaced_at: datetime | None


def standing_of_code(db: Session, code: str, version: int) -> CodeStanding | None:
    """Whether that version still stands; ``None`` where no such paper was issued."""
    plan = db.scalar(
        select(IssuedPlan).where(
            IssuedPlan.code == code.strip().upper(), IssuedPlan.number == version
        )
    )
    if plan is None:
        return None
    newest = db.scalar(
        select(IssuedPlan)
        .where(IssuedPlan.episode_id == plan.episode_id, IssuedPlan.number > version)
        .order_by(IssuedPlan.number.desc())
        .limit(1)
    )
    return CodeStanding(
        person_id=plan.person_id,
        plan_id=plan.id,
        version=plan.number,
        issued_at=plan.issued_at,
        replaced_by=newest.number if newest else None,
        replaced_at=newest.issued_at if newest else None,
    )
