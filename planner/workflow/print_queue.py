"""The print queue, worked off one paper after the other while the pages go on answering.

A job is taken by a claim that runs out: whoever stops in the middle leaves it to the next one. A
paper is printed from the snapshot of its plan outside any transaction, then stored in one, with
its audit entry; a job is done exactly when its paper stands there whole.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from planner.documents.errors import PdfError
from planner.documents.values import Document, Edition
from planner.records.accounts import Account
from planner.records.base import new_id
from planner.records.engine import begin_writing
from planner.records.plans import IssuedPlan, StoredDocument
from planner.records.printing import PrintJob
from planner.workflow.actions import transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError
from planner.workflow.flags import is_stopped
from planner.workflow.knowledge import Knowledge
from planner.workflow.papers import PATIENT, WEEK, Press, patient_papers
from planner.workflow.restored import refuse_restored
from planner.workflow.snapshot import inputs_of, made_from
from planner.workflow.storing import Sheet, store

WAITING, WORKING, DONE, FAILED, NONE = "waiting", "working", "done", "failed", "none"
"""``NONE``: the plan has no such paper, so that trying again would change nothing."""
PRINTS_WITHIN = 120.0
"""Seconds for one paper: its layout gives way to everything else of the computer."""
CLAIMED_FOR = timedelta(seconds=PRINTS_WITHIN + 60)
"""How long a claim stands: longer than any paper takes, so that nobody is overtaken."""
MOST_TRIES = 3
"""A paper whose process died so often is given up, so that the others behind it are made."""
GAVE_UP = "The process that prints stopped unexpectedly each time."
ACTION = "print-paper"


class _NoSuchPaperError(RefusedError):
    """The plan has nothing that belongs on this paper, as a holding plan has no week to tick."""


def print_next(
    open_session: Callable[[], Session], *, knowledge: Knowledge, clock: Clock, press: Press
) -> bool:
    """Make the paper that has waited longest. False where none waits, or another is being made."""
    with open_session() as db:
        job = _claim(db, clock)
        if job is None:
            return False
        try:
            made = _stored(db, job) or _printed(db, job, knowledge, press)
        except _NoSuchPaperError as error:
            _finish(db, job, clock, state=NONE, said=str(error))
        except (RefusedError, PdfError) as error:
            _finish(db, job, clock, state=FAILED, said=str(error))
        except BaseException:
            _let_go(db, job)
            raise
        else:
            _finish(db, job, clock, state=DONE, made=made)
        return True


def _claim(db: Session, clock: Clock) -> PrintJob | None:
    """Take the next job, unless somebody is at work: one paper at a time leaves room for pages."""
    free = or_(PrintJob.state == WAITING, PrintJob.state == WORKING)
    is_empty = db.scalar(select(PrintJob.id).where(free).limit(1)) is None
    db.rollback()
    if is_empty:
        return None
    begin_writing(db)
    try:
        if db.scalar(select(PrintJob.id).where(_in_hand(clock)).limit(1)) is not None:
            return None
        order = (PrintJob.asked_at, PrintJob.batch_id, PrintJob.place)
        job = db.scalar(select(PrintJob).where(free).order_by(*order).limit(1))
        if job is None:
            return None
        gives_up = job.tries >= MOST_TRIES
        taken = _change(
            db,
            and_(PrintJob.id == job.id, free, PrintJob.tries == job.tries),
            state=FAILED if gives_up else WORKING,
            said=GAVE_UP if gives_up else "",
            tries=job.tries + 1,
            claim=new_id(),
            claimed_until=clock.now() + CLAIMED_FOR,
        )
        db.commit()
    finally:
        db.rollback()
    if not taken or gives_up:
        return None
    db.refresh(job)
    db.rollback()
    return job


def _let_go(db: Session, job: PrintJob) -> None:
    """Stopped in the middle: the paper waits again, and the try is counted."""
    begin_writing(db)
    held = and_(PrintJob.id == job.id, PrintJob.claim == job.claim, PrintJob.state == WORKING)
    _change(db, held, state=WAITING, claim="", claimed_until=None)
    db.commit()


def _in_hand(clock: Clock) -> ColumnElement[bool]:
    return and_(PrintJob.state == WORKING, PrintJob.claimed_until > clock.now())


def _change(db: Session, which: ColumnElement[bool], **values: Any) -> bool:
    statement = update(PrintJob).where(which).values(**values)
    changed = db.execute(statement.execution_options(synchronize_session=False))
    return bool(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE counts its rows


def _stored(db: Session, job: PrintJob) -> StoredDocument | None:
    """The paper, where it was stored before: it is never printed a second time."""
    found = db.scalar(
        select(StoredDocument).where(
            StoredDocument.plan_id == job.plan_id,
            StoredDocument.kind == job.kind,
            StoredDocument.edition == job.edition,
        )
    )
    db.rollback()
    return found


def _printed(db: Session, job: PrintJob, knowledge: Knowledge, press: Press) -> Sheet:
    refuse_restored(db)
    plan = db.get_one(IssuedPlan, job.plan_id)
    snapshot, stopped = plan.snapshot, is_stopped(db, plan, knowledge)
    db.rollback()
    if stopped:
        raise RefusedError("What is known since stops something in this plan.")
    if plan.content_hash != knowledge.content_hash:
        raise RefusedError(
            "The clinical content changed since this plan was issued, so this paper cannot be "
            "made any more: print one that is stored, or issue the next version."
        )
    inputs = inputs_of(snapshot)
    patient, _ = made_from(inputs, knowledge)
    edition = Edition(job.edition)
    papers: dict[str, Document] = {
        kind: made for kind, made, _ in patient_papers(patient, inputs.paper)
    }
    if job.kind not in (PATIENT, WEEK) or job.kind not in papers:
        raise _NoSuchPaperError("This plan has no such paper: it has nothing that belongs on it.")
    return Sheet(kind=job.kind, edition=edition, printed=press(papers[job.kind], edition))


def _finish(
    db: Session,
    job: PrintJob,
    clock: Clock,
    *,
    state: str,
    said: str = "",
    made: StoredDocument | Sheet | None = None,
) -> None:
    """Store the paper and end the job in one transaction; nothing where the claim is lost."""
    asked_by = db.get_one(Account, job.asked_by)
    actor = Actor(account_id=asked_by.id, name=asked_by.name, is_lead=False)
    with transaction(db, ACTION):
        plan = db.get_one(IssuedPlan, job.plan_id, with_for_update=True)
        document = _stored_once(db, job, plan, made, clock)
        warnings = list(made.printed.warnings) if isinstance(made, Sheet) else []
        held = and_(PrintJob.id == job.id, PrintJob.claim == job.claim, PrintJob.state == WORKING)
        kept = _change(
            db, held, state=state, said=said, warnings=warnings, document_id=document, claim=""
        )
        audit(
            db,
            actor,
            clock,
            "plan",
            plan.id,
            person_id=job.person_id,
            subjects=(f"{job.kind}:{job.edition}",),
            outcome=state if kept else "late",
        )


def _stored_once(
    db: Session,
    job: PrintJob,
    plan: IssuedPlan,
    made: StoredDocument | Sheet | None,
    clock: Clock,
) -> str | None:
    if made is None or isinstance(made, StoredDocument):
        return made.id if made else None
    there = db.scalar(
        select(StoredDocument.id).where(
            StoredDocument.plan_id == plan.id,
            StoredDocument.kind == job.kind,
            StoredDocument.edition == job.edition,
        )
    )
    if there is not None:
        return there
    row = store(
        db,
        made,
        person_id=plan.person_id,
        plan_id=plan.id,
        code=plan.code,
        version=plan.number,
        on=clock.today(),
        at=clock.now(),
    )
    db.flush()
    return row.id
