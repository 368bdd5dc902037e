"""Papers for several people at once: whose there are, what is asked for, how far it has come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, aliased

from planner.documents.values import Edition
from planner.records.base import new_id
from planner.records.care import Encounter, Episode
from planner.records.people import Person
from planner.records.plans import IssuedPlan, StoredDocument
from planner.records.printing import PrintJob
from planner.workflow.actions import action
from planner.workflow.actor import Actor, Saved
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.papers import PATIENT, WEEK
from planner.workflow.people import PersonLine, line_of
from planner.workflow.print_queue import DONE, FAILED, NONE, WAITING
from planner.workflow.restored import refuse_restored
from planner.workflow.snapshot import inputs_of

MOST = 60
"""Plans that are offered, and papers that are asked for, at once."""
THEIRS = "theirs"
"""The edition that is on record for each person; standard where none is."""
KINDS = (PATIENT, WEEK)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInUse:
    """A plan somebody uses now; ``is_here``: they have a visit today."""

    plan_id: str
    person: PersonLine
    version: int
    issued_at: datetime
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper of a batch. ``said`` is why it failed; ``document_id`` stands once it is made."""

    person: PersonLine
    plan_id: str
    version: int
    kind: str
    edition: str
    state: str
    said: str
    warnings: tuple[str, ...]
    document_id: str | None
    pages: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What was asked for together, in the order of the list."""

    id: str
    asked_at: datetime
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch has come, in numbers alone."""

    wanted: int
    made: int
    failed: int

    @property
    def is_going_on(self) -> bool:
        """Whether something is still to be made."""
        return self.made + self.failed < self.wanted


def plans_to_print(db: Session, *, clock: Clock) -> tuple[PlanInUse, ...]:
    """Plans in use: of those who are here today first, then the newest. At most ``MOST``."""
    today = set(
        db.scalars(select(Encounter.person_id).where(Encounter.visit_date == clock.today()))
    )
    here = db.execute(_in_use().where(IssuedPlan.person_id.in_(today)).limit(MOST)).all()
    wanted = _in_use().where(IssuedPlan.person_id.not_in(today)).limit(MOST - len(here))
    return tuple(
        PlanInUse(
            plan_id=plan.id,
            person=line_of(person, clock.today()),
            version=plan.number,
            issued_at=plan.issued_at,
            is_here=person.id in today,
        )
        for plan, person in (*here, *db.execute(wanted))
    )


@action("ask-for-papers")
def ask_for_papers(
    db: Session, actor: Actor, plans: Collection[str], kind: str, edition: str, *, clock: Clock
) -> str:
    """Put one paper of each plan on the queue, as one batch; its id. Printed later, not here.

    ``kind`` is patient or week, ``edition`` one of the editions or ``THEIRS``. Raises RefusedError
    for nothing chosen, and for a plan that is not in use any more.
    """
    if kind not in KINDS or edition not in (THEIRS, *(each.value for each in Edition)):
        raise RefusedError("There is no such paper.", "kind")
    refuse_restored(db)
    if not plans:
        raise RefusedError("Choose at least one person.", "plans")
    wanted = list(dict.fromkeys(plans))[:MOST]
    rows = db.execute(_in_use().where(IssuedPlan.id.in_(wanted))).all()
    found = {plan.id: plan for plan, _ in rows}
    if set(wanted) - set(found):
        raise RefusedError("A plan on this list was replaced since: look at it again.", "plans")
    batch, now = new_id(), clock.now()
    for place, name in enumerate(wanted):
        plan = found[name]
        theirs = inputs_of(plan.snapshot).paper.edition or Edition.STANDARD.value
        db.add(
            PrintJob(
                batch_id=batch,
                place=place,
                person_id=plan.person_id,
                plan_id=plan.id,
                kind=kind,
                edition=theirs if edition == THEIRS else edition,
                asked_at=now,
                asked_by=actor.account_id,
                state=WAITING,
                tries=0,
                claim="",
                said="",
                warnings=[],
            )
        )
    audit(
        db,
        actor,
        clock,
        "print-batch",
        batch,
        subjects=(kind, edition),
        listed=[plan.person_id for plan in found.values()],
    )
    return batch


def read_batch(db: Session, batch_id: str, *, clock: Clock) -> Batch:
    """How far a batch has come. Raises NotFoundError."""
    wanted = (
        select(PrintJob, Person, IssuedPlan.number, StoredDocument.pages)
        .join(Person, Person.id == PrintJob.person_id)
        .join(IssuedPlan, IssuedPlan.id == PrintJob.plan_id)
        .outerjoin(StoredDocument, StoredDocument.id == PrintJob.document_id)
        .where(PrintJob.batch_id == batch_id)
        .order_by(PrintJob.place)
    )
    rows = db.execute(wanted).all()
    if not rows:
        raise NotFoundError(batch_id)
    return Batch(
        id=batch_id,
        asked_at=rows[0][0].asked_at,
        papers=tuple(
            PaperLine(
                person=line_of(person, clock.today()),
                plan_id=job.plan_id,
                version=number,
                kind=job.kind,
                edition=job.edition,
                state=job.state,
                said=job.said,
                warnings=tuple(job.warnings),
                document_id=job.document_id,
                pages=pages,
            )
            for job, person, number, pages in rows
        ),
    )


def progress_of(db: Session, batch_id: str) -> Progress:
    """How far it has come; nobody's data is read for it. Raises NotFoundError."""
    counted = select(func.count()).select_from(PrintJob).where(PrintJob.batch_id == batch_id)
    wanted = db.scalar(counted) or 0
    if not wanted:
        raise NotFoundError(batch_id)
    made = db.scalar(counted.where(PrintJob.state == DONE)) or 0
    failed = db.scalar(counted.where(PrintJob.state.in_((FAILED, NONE)))) or 0
    return Progress(wanted=wanted, made=made, failed=failed)


@action("ask-again")
def ask_again(db: Session, actor: Actor, batch_id: str, *, clock: Clock) -> Saved:
    """Let what failed in a batch be tried once more, but no paper that a plan has not.

    Raises NotFoundError.
    """
    read_batch(db, batch_id, clock=clock)
    tried = db.execute(
        update(PrintJob)
        .where(PrintJob.batch_id == batch_id, PrintJob.state == FAILED)
        .values(state=WAITING, said="", tries=0)
        .execution_options(synchronize_session=False)
    )
    changed = bool(tried.rowcount)  # type: ignore[attr-defined]  # an UPDATE counts its rows
    outcome = "done" if changed else "unchanged"
    audit(db, actor, clock, "print-batch", batch_id, outcome=outcome)
    return Saved(version=0, at=clock.now(), changed=changed)


def _in_use() -> Select[IssuedPlan, Person]:
    """The newest plan of each open episode, with whose it is, the newest first."""
    later = aliased(IssuedPlan)
    return (
        select(IssuedPlan, Person)
        .join(Person, Person.id == IssuedPlan.person_id)
        .join(Episode, Episode.id == IssuedPlan.episode_id)
        .outerjoin(later, later.supersedes == IssuedPlan.id)
        .where(later.id.is_(None), Episode.closed_at.is_(None))
        .order_by(IssuedPlan.issued_at.desc(), IssuedPlan.id)
    )
