"""Referrals and their loop: written, telephoned, accepted, sent, acknowledged, result, closed."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from planner.documents.render import print_document
from planner.documents.values import Edition
from planner.records.care import VisitChange
from planner.records.plans import StoredDocument
from planner.records.referrals import Referral as ReferralRow
from planner.records.referrals import ReferralStep
from planner.workflow.actions import action, refusals_kept, transaction
from planner.workflow.actor import Actor, Saved, VisitRef
from planner.workflow.audit import audit
from planner.workflow.case_of import assessment_from, names_in, so_far_of
from planner.workflow.clinic import read_clinic
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError, StaleWriteError
from planner.workflow.issuing import new_code
from planner.workflow.knowledge import Knowledge
from planner.workflow.papers import REFERRAL, Press, letter_paper, paper_of
from planner.workflow.saving import Saving
from planner.workflow.storing import print_sheets, store
from planner.workflow.texts import checked, checked_day, checked_line

STEPS = ("telephoned", "accepted", "sent", "acknowledged", "result", "closed")
"""In their order; one may be left out, none comes back after ``closed``."""
NEEDS_WHOM = ("telephoned", "accepted", "acknowledged")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntry:
    """One step of the loop."""

    kind: str
    whom: str
    note: str
    on: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """One referral as it stands. ``next_step`` is the first of the loop that has not come."""

    id: str
    visit: VisitRef
    rule: str | None
    condition: str | None
    to: str
    urgency: str
    written_at: datetime
    by: str
    document_id: str
    version: int
    is_open: bool
    steps: tuple[StepEntry, ...]
    next_step: str | None


def write_referral(
    db: Session,
    actor: Actor,
    visit: VisitRef,
    version: int,
    *,
    rule: str | None = None,
    to: str = "",
    knowledge: Knowledge,
    clock: Clock,
    press: Press = print_document,
) -> Referral:
    """Write and freeze the letter: for a rule, or for the cause that is referred.

    An emergency's letter can be written whatever else is open. Raises RefusedError where there is
    nothing to refer, StaleWriteError when the visit moved on, PdfError.
    """
    with refusals_kept(db, actor, "write-referral", (visit,), clock):
        addressed = checked_line(to, "to")
        so_far = so_far_of(db, visit)
        if so_far.encounter.version != version:
            raise StaleWriteError(so_far.encounter.version, ())
        assessment = assessment_from(db, so_far, knowledge)
        code = new_code()
        paper = replace(
            paper_of(so_far, read_clinic(db), actor),
            document_id=code,
            version="1",
            draft=False,
            referred_to=addressed,
        )
        letter = letter_paper(knowledge, assessment, rule, paper)
        raised = [s.rule.id for s in (*assessment.raised, *assessment.holding)]
        about = rule or next(iter(raised), None)
        condition = None if about else next(iter(assessment.disposition_because), None)
        db.rollback()
        [sheet] = print_sheets([(REFERRAL, letter, Edition.STANDARD)], press)
        with transaction(db, "write-referral"):
            save = Saving(db, actor, visit, version, clock)
            save.refuse_stale()
            document: StoredDocument = store(
                db,
                sheet,
                person_id=save.person.id,
                plan_id=None,
                code=code,
                version=1,
                on=clock.today(),
                at=save.now,
            )
            db.flush()
            row = ReferralRow(
                person_id=save.person.id,
                encounter_id=save.encounter.id,
                rule=about,
                condition=condition,
                addressed_to=addressed or letter.to,
                urgency=letter.urgency.value,
                document_id=document.id,
                version=1,
                written_at=save.now,
                written_by=actor.account_id,
            )
            db.add(row)
            db.flush()
            change = VisitChange(kind="referral", before="", after=row.id, reason="")
            save.add(change, f"referral:{row.id}")
            save.finish()
            referral_id = row.id
    return read_referral(db, visit.person_id, referral_id)


@action("record-step")
def record_step(
    db: Session,
    actor: Actor,
    person_id: str,
    referral_id: str,
    version: int,
    kind: str,
    *,
    whom: str = "",
    note: str = "",
    on: date | None = None,
    clock: Clock,
) -> Saved:
    """The next thing that happened to a referral: what, with whom, on which day."""
    row = db.get(ReferralRow, referral_id, with_for_update=True)
    if row is None or row.person_id != person_id:
        raise NotFoundError(referral_id)
    if row.version != version:
        raise StaleWriteError(row.version, ())
    if row.closed_at is not None:
        raise RefusedError("This referral is closed.")
    if kind not in STEPS:
        raise RefusedError("Choose what happened.", "kind")
    who = checked_line(whom, "whom", "with whom you spoke" if kind in NEEDS_WHOM else "")
    told = checked(note, "note", 2000).strip()
    if kind in ("result", "closed") and not told:
        raise RefusedError("Say what came of it.", "note")
    db.add(
        ReferralStep(
            referral_id=row.id,
            at_version=version + 1,
            kind=kind,
            whom=who,
            note=told,
            happened_on=checked_day(on or clock.today(), clock.today(), "on"),
            recorded_at=clock.now(),
            recorded_by=actor.account_id,
        )
    )
    moved = db.execute(
        update(ReferralRow)
        .where(ReferralRow.id == row.id, ReferralRow.version == version)
        .values(version=version + 1, closed_at=clock.now() if kind == "closed" else None)
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE counts its rows
        raise StaleWriteError(version, ())
    audit(db, actor, clock, "referral", row.id, person_id=person_id, subjects=(kind,))
    return Saved(version=version + 1, at=clock.now())


def read_referral(db: Session, person_id: str, referral_id: str) -> Referral:
    """One referral of this person with its loop. Raises NotFoundError."""
    row = db.scalar(
        select(ReferralRow).where(ReferralRow.id == referral_id, ReferralRow.person_id == person_id)
    )
    if row is None:
        raise NotFoundError(referral_id)
    who = names_in(db)
    steps = db.scalars(
        select(ReferralStep)
        .where(ReferralStep.referral_id == row.id)
        .order_by(ReferralStep.at_version)
    )
    entries = tuple(
        StepEntry(
            kind=step.kind,
            whom=step.whom,
            note=step.note,
            on=step.happened_on,
            by=who(step.recorded_by),
            at=step.recorded_at,
        )
        for step in steps
    )
    done = {entry.kind for entry in entries}
    return Referral(
        id=row.id,
        visit=VisitRef(row.person_id, row.encounter_id),
        rule=row.rule,
        condition=row.condition,
        to=row.addressed_to,
        urgency=row.urgency,
        written_at=row.written_at,
        by=who(row.written_by),
        document_id=row.document_id,
        version=row.version,
        is_open=row.closed_at is None,
        steps=entries,
        next_step=next((s for s in STEPS if s not in done), None) if not row.closed_at else None,
    )
