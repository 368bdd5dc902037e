"""Issued plans and stored documents: read and handed out as they were printed, byte for byte."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from planner.documents.filling.cover import cover_sheet
from planner.documents.render import print_document
from planner.documents.values import Edition
from planner.documents.worker import Printed
from planner.records.care import Encounter, Episode
from planner.records.findings import Consent
from planner.records.plans import IssuedPlan as PlanRow
from planner.records.plans import StoredDocument as DocumentRow
from planner.workflow.actions import action
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.audit import audit
from planner.workflow.case_of import names_in
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.flags import is_flagged, is_stopped
from planner.workflow.knowledge import Knowledge
from planner.workflow.papers import FOR_THE_PERSON, PATIENT, Press
from planner.workflow.restored import refuse_restored
from planner.workflow.snapshot import inputs_of
from planner.workflow.teaching import standing_ticks, tick_rows

REASONS = {
    "for-the-record": "For a record, an audit or a complaint",
    "asked-for": "The person asked for this one today",
    "for-somebody-else": "For a carer or another clinician",
}
"""Why somebody prints a paper that is replaced, or not the edition the person needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One stored document, without its bytes."""

    id: str
    kind: str
    edition: str
    pages: int
    sha256: str
    file_name: str
    stored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPlan:
    """A plan as it was issued. ``ticks`` are what was taught, by item.

    ``superseded_by`` is the version that stands in its place now, not one that was replaced too.
    """

    id: str
    visit: VisitRef
    episode_id: str
    code: str
    version: int
    issued_at: datetime
    issued_by: str
    supersedes: str | None
    superseded_by: str | None
    content_hash: str
    program_version: str
    snapshot: Mapping[str, Any]
    documents: tuple[DocumentLine, ...]
    ticks: Mapping[str, frozenset[str]]
    ticks_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """The bytes of one document. A superseded one is handed out with a sheet that says so."""

    line: DocumentLine
    content: bytes
    plan_id: str | None
    is_superseded: bool


def read_issued(db: Session, person_id: str, plan_id: str) -> IssuedPlan:
    """One issued plan of this person. Raises NotFoundError."""
    row = _plan(db, person_id, plan_id)
    rows = tick_rows(db, row.id)
    documents = db.scalars(
        select(DocumentRow)
        .where(DocumentRow.plan_id == row.id)
        .order_by(DocumentRow.kind.desc(), DocumentRow.edition.desc())
    )
    later = _successor(db, row)
    return IssuedPlan(
        id=row.id,
        visit=VisitRef(row.person_id, row.encounter_id),
        episode_id=row.episode_id,
        code=row.code,
        version=row.number,
        issued_at=row.issued_at,
        issued_by=names_in(db)(row.issued_by),
        supersedes=row.supersedes,
        superseded_by=later.id if later else None,
        content_hash=row.content_hash,
        program_version=row.program_version,
        snapshot=row.snapshot,
        documents=tuple(_line(each) for each in documents),
        ticks=standing_ticks(rows),
        ticks_version=len(rows),
    )


class ReasonNeededError(RefusedError):
    """This paper is handed out only with a reason: ``why`` says what is unusual about it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__("Choose why it is printed.", "reason")


def document_kind(db: Session, person_id: str, document_id: str) -> str:
    """What a stored paper is, before anybody reads it. Raises NotFoundError."""
    kind = db.scalar(
        select(DocumentRow.kind).where(
            DocumentRow.id == document_id, DocumentRow.person_id == person_id
        )
    )
    if kind is None:
        raise NotFoundError(document_id)
    return kind


@action("read-document")
def read_document(
    db: Session,
    actor: Actor,
    person_id: str,
    document_id: str,
    *,
    knowledge: Knowledge,
    clock: Clock,
    reason: str | None = None,
) -> StoredDocument:
    """The stored bytes, checked against their fingerprint; each reading leaves a trace.

    A replaced paper, one of a closed course of care, or another edition than the person needs, is
    handed out with one of ``REASONS``, which the trail keeps (HZ-050-C4, HZ-054-C1).

    Raises NotFoundError, ReasonNeededError, and RefusedError for bytes that are not what was
    stored.
    """
    row = db.scalar(
        select(DocumentRow)
        .options(undefer(DocumentRow.content))
        .where(DocumentRow.id == document_id, DocumentRow.person_id == person_id)
    )
    if row is None:
        raise NotFoundError(document_id)
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise RefusedError("The stored document is damaged, and is not handed out.")
    plan = db.get(PlanRow, row.plan_id) if row.plan_id else None
    is_old = plan is not None and _successor(db, plan) is not None
    if plan is not None and row.kind in FOR_THE_PERSON:
        refuse_restored(db)
        refuse_stopped(db, plan, is_old, knowledge)
    unusual = _unusual(db, row, plan, is_old)
    if unusual and reason not in REASONS:
        raise ReasonNeededError(unusual)
    told = (f"reason:{reason}",) if unusual else ()
    audit(db, actor, clock, "document", row.id, person_id=person_id, subjects=told)
    return StoredDocument(
        line=_line(row), content=row.content, plan_id=row.plan_id, is_superseded=is_old
    )


def refuse_stopped(db: Session, plan: PlanRow, is_old: bool, knowledge: Knowledge) -> None:
    """Raises RefusedError where what is known since stops the plan, or consent was withdrawn."""
    if is_flagged(db, plan.id) if is_old else is_stopped(db, plan, knowledge):
        raise RefusedError(
            "What is known since stops this plan or part of it: issue the next version first."
        )
    if _was_withdrawn(db, plan.id):
        raise RefusedError(
            "The person declined this treatment after the plan was issued: it is not handed out. "
            "Ask again at a visit, and issue the next version."
        )


def _unusual(db: Session, row: DocumentRow, plan: PlanRow | None, is_old: bool) -> str:
    """What must be chosen on purpose about this paper; empty for the one in use."""
    if is_old:
        return "It was replaced by a later version."
    if plan is not None and db.get_one(Episode, plan.episode_id).closed_at is not None:
        return "The course of care it was made for is closed."
    return _not_their_edition(db, row)


def _was_withdrawn(db: Session, plan_id: str) -> bool:
    """Whether the last word about this treatment, after the plan was issued, was no (HZ-078)."""
    plan = db.get_one(PlanRow, plan_id)
    said = db.scalar(
        select(Consent.answer)
        .join(Encounter, Encounter.id == Consent.encounter_id)
        .where(Encounter.episode_id == plan.episode_id, Consent.kind == "treatment")
        .where(Consent.recorded_at > plan.issued_at)
        .order_by(Consent.recorded_at.desc(), Consent.at_version.desc())
        .limit(1)
    )
    return said == "declined"


def _not_their_edition(db: Session, row: DocumentRow) -> str:
    """What is unusual about a patient's paper in another edition than the one they need."""
    plan = db.get(PlanRow, row.plan_id) if row.plan_id and row.kind == PATIENT else None
    if plan is None:
        return ""
    needed = inputs_of(plan.snapshot).paper.edition
    if not needed or needed == row.edition:
        return ""
    return f"On record is that they need the {needed} edition; this is the {row.edition} one."


@action("print-cover-sheet")
def print_cover_sheet(
    db: Session,
    actor: Actor,
    person_id: str,
    document_id: str,
    *,
    knowledge: Knowledge,
    clock: Clock,
    press: Press = print_document,
) -> Printed:
    """The sheet that goes before a superseded document: made now, the stored bytes untouched.

    Raises NotFoundError where the document is not superseded, PdfError.
    """
    row = db.scalar(
        select(DocumentRow).where(DocumentRow.id == document_id, DocumentRow.person_id == person_id)
    )
    plan = db.get(PlanRow, row.plan_id) if row is not None and row.plan_id else None
    later = _successor(db, plan) if plan else None
    if row is None or plan is None or later is None:
        raise NotFoundError(document_id)
    inputs = inputs_of(plan.snapshot)
    audit(db, actor, clock, "document", row.id, person_id=person_id)
    sheet = cover_sheet(
        knowledge.pack,
        inputs.case,
        inputs.paper,
        issued_on=plan.issued_at.astimezone().date(),
        replaced_by=later.number,
        replaced_on=later.issued_at.astimezone().date(),
        printed_on=clock.today(),
        fingerprint=row.sha256,
    )
    return press(sheet, Edition(row.edition))


def _plan(db: Session, person_id: str, plan_id: str) -> PlanRow:
    row = db.scalar(select(PlanRow).where(PlanRow.id == plan_id, PlanRow.person_id == person_id))
    if row is None:
        raise NotFoundError(plan_id)
    return row


def _successor(db: Session, plan: PlanRow) -> PlanRow | None:
    """The version that stands in its place now: the newest, however many came between."""
    return db.scalar(
        select(PlanRow)
        .where(PlanRow.episode_id == plan.episode_id, PlanRow.number > plan.number)
        .order_by(PlanRow.number.desc())
        .limit(1)
    )


def _line(row: DocumentRow) -> DocumentLine:
    return DocumentLine(
        id=row.id,
        kind=row.kind,
        edition=row.edition,
        pages=row.pages,
        sha256=row.sha256,
        file_name=row.file_name,
        stored_at=row.stored_at,
    )
