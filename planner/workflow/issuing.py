"""Issue a plan: checked again, printed, and frozen with its bytes in one transaction.

The printing runs before the transaction, which then holds only if the visit is still at the
version that was printed.
"""

import base64
import secrets
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.documents.filling import Paper
from planner.documents.render import print_document
from planner.documents.values import Document, Edition, PatientPlan
from planner.records.care import VisitChange
from planner.records.episode import EpisodeSoFar
from planner.records.people import Person
from planner.records.plans import IssuedPlan
from planner.workflow.actions import refusals_kept, transaction
from planner.workflow.actor import Actor, Saved, VisitRef
from planner.workflow.case_of import case_from, so_far_of
from planner.workflow.clinic import read_clinic
from planner.workflow.clock import Clock
from planner.workflow.errors import RefusedError, StaleWriteError
from planner.workflow.identity import Identity, identity_of
from planner.workflow.knowledge import PROGRAM_VERSION, Knowledge
from planner.workflow.papers import (
    CLINICIAN,
    FOR_THE_PERSON,
    REFERRAL,
    Press,
    letter_paper,
    own_words,
    paper_of,
    patient_papers,
    plan_paper,
    record_paper,
)
from planner.workflow.protocol import ProtocolBoard, board_of, board_today
from planner.workflow.record_details import with_details
from planner.workflow.restored import refuse_restored
from planner.workflow.saving import Saving
from planner.workflow.snapshot import Inputs, frozen, made_from
from planner.workflow.storing import Sheet, print_sheets, store
from planner.workflow.waiting import Waiting

CODE_LENGTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheck:
    """What is typed again before anything is printed for somebody (HZ-001)."""

    initials: str
    birth_year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A plan that was issued now. ``warnings``: letters no font has, and the like."""

    saved: Saved
    plan_id: str
    version: int
    warnings: tuple[str, ...]


class IdentityMismatchError(RefusedError):
    """Initials or year of birth are not this person's: nothing was issued."""

    def __init__(self) -> None:
        super().__init__(
            "Initials and year of birth do not fit the person on this page: look again whose "
            "plan this is.",
            "initials",
        )


class WaitingError(RefusedError):
    """The plan waits for something."""

    def __init__(self, waiting: tuple[Waiting, ...]) -> None:
        self.waiting = waiting
        more = f" ({len(waiting) - 1} more after it)" if len(waiting) > 1 else ""
        super().__init__(f"The plan waits{more}: {waiting[0].says}", waiting[0].id)


def issue_plan(
    db: Session,
    actor: Actor,
    visit: VisitRef,
    version: int,
    check: IdentityCheck,
    *,
    knowledge: Knowledge,
    clock: Clock,
    press: Press = print_document,
) -> Issued:
    """Freeze the plan of a visit as the next version of its episode.

    Raises IdentityMismatchError, WaitingError, RefusedError for a refusal, StaleWriteError when
    the visit moved on, PdfError when a page could not be printed. Nothing is written then.
    """
    with refusals_kept(db, actor, "issue-plan", (visit,), clock):
        so_far = so_far_of(db, visit)
        if so_far.encounter.version != version:
            raise StaleWriteError(so_far.encounter.version, ())
        if not _is_the_person(so_far.person, identity_of(db, so_far.person), check):
            raise IdentityMismatchError
        board = _ready(board_today(db, so_far, knowledge, clock))
        person = so_far.person.version
        number, before = _next(db, so_far)
        code = new_code() if before is None else before.code
        supersedes = before.id if before else None
        inputs = _inputs(db, so_far, board, actor, knowledge, code, number)
        patient, record = made_from(inputs, knowledge)
        wanted: list[tuple[str, Document, Edition]] = [
            *patient_papers(patient, inputs.paper),
            (CLINICIAN, record, Edition.STANDARD),
        ]
        snapshot = frozen(inputs, _plan(board), board.notes, knowledge=knowledge, at=clock.now())
        db.rollback()
        sheets = print_sheets(wanted, press)
        warnings = tuple(dict.fromkeys(w for sheet in sheets for w in sheet.printed.warnings))
        snapshot["warnings"] = list(warnings)
        with transaction(db, "issue-plan"):
            save = Saving(db, actor, visit, version, clock)
            save.refuse_stale()
            _ready(board_today(db, save.so_far, knowledge, clock))
            if _next(db, save.so_far)[0] != number or save.person.version != person:
                raise StaleWriteError(save.encounter.version, ())
            plan_id = _freeze(save, sheets, snapshot, code, number, supersedes, knowledge)
            saved = save.finish()
    return Issued(saved=saved, plan_id=plan_id, version=number, warnings=warnings)


def preview(
    db: Session,
    actor: Actor,
    visit: VisitRef,
    *,
    document: str,
    edition: Edition,
    knowledge: Knowledge,
    clock: Clock,
    rule: str | None = None,
    press: Press = print_document,
) -> bytes:
    """A document of the visit as it stands, marked DRAFT and stored nowhere.

    ``document`` is patient, week, clinician or referral. Raises RefusedError where there is none.
    """
    so_far = so_far_of(db, visit)
    board, clinic = board_of(db, so_far, knowledge), read_clinic(db)
    paper = paper_of(so_far, clinic, actor)
    made: Document
    if document in FOR_THE_PERSON:
        refuse_restored(db)
        plan = plan_paper(knowledge, _plan(board), paper, clinic, board.notes, board.changes)
        made = _for_the_person(document, plan, paper)
    elif document == CLINICIAN:
        outcome = board.plan or board.refusal
        paper = with_details(paper, db, so_far, board.assessment, knowledge)
        made = record_paper(knowledge, board.assessment, outcome, paper, own_words(so_far))
    elif document == REFERRAL:
        made = letter_paper(knowledge, board.assessment, rule, paper)
    else:
        raise RefusedError("There is no such document.", "document")
    db.rollback()
    return press(made, edition).pdf


def _for_the_person(kind: str, plan: PatientPlan, paper: Paper) -> Document:
    papers = {name: made for name, made, _ in patient_papers(plan, paper)}
    if kind not in papers:
        raise RefusedError("This plan has no such paper: it has nothing that belongs on it.")
    return papers[kind]


def _plan(board: ProtocolBoard) -> Any:
    """The plan of a board. Raises RefusedError that says why there is none."""
    if board.refusal is not None:
        because = board.refusal.because
        raise RefusedError(f"{because[:1].upper()}{because[1:]}.")
    if board.plan is None:
        raise RefusedError(board.missing_says, board.missing)
    return board.plan


def _ready(board: ProtocolBoard) -> ProtocolBoard:
    _plan(board)
    if board.waiting:
        raise WaitingError(board.waiting)
    return board


def _inputs(
    db: Session,
    so_far: EpisodeSoFar,
    board: ProtocolBoard,
    actor: Actor,
    knowledge: Knowledge,
    code: str,
    number: int,
) -> Inputs:
    clinic = read_clinic(db)
    paper = with_details(paper_of(so_far, clinic, actor), db, so_far, board.assessment, knowledge)
    return Inputs(
        case=case_from(db, so_far, knowledge),
        edits=board.edits,
        paper=replace(paper, document_id=code, version=str(number), draft=False),
        clinic=clinic,
        words=own_words(so_far),
        before=board.before,
    )


def _freeze(
    save: Saving,
    sheets: list[Sheet],
    snapshot: dict[str, Any],
    code: str,
    number: int,
    supersedes: str | None,
    knowledge: Knowledge,
) -> str:
    at: datetime = save.now
    plan = IssuedPlan(
        person_id=save.person.id,
        episode_id=save.encounter.episode_id,
        encounter_id=save.encounter.id,
        code=code,
        number=number,
        supersedes=supersedes,
        snapshot=snapshot,
        content_hash=knowledge.content_hash,
        program_version=PROGRAM_VERSION,
        issued_at=at,
        issued_by=save.actor.account_id,
    )
    save.db.add(plan)
    save.db.flush()
    for sheet in sheets:
        store(
            save.db,
            sheet,
            person_id=save.person.id,
            plan_id=plan.id,
            code=code,
            version=number,
            on=save.clock.today(),
            at=at,
        )
    issued = VisitChange(kind="issued", before=supersedes or "", after=plan.id, reason="")
    save.add(issued, f"plan:{plan.id}")
    return plan.id


def _next(db: Session, so_far: EpisodeSoFar) -> tuple[int, IssuedPlan | None]:
    """The number of the next plan of the episode, and the one it supersedes."""
    episode = so_far.episode.id
    last = db.scalar(select(func.max(IssuedPlan.number)).where(IssuedPlan.episode_id == episode))
    if last is None:
        return 1, None
    before = db.scalar(
        select(IssuedPlan).where(IssuedPlan.episode_id == episode, IssuedPlan.number == last)
    )
    return last + 1, before


def new_code() -> str:
    """A short code that tells papers on one desk apart and says nothing about anybody."""
    return base64.b32encode(secrets.token_bytes(8)).decode()[:CODE_LENGTH]


def _is_the_person(person: Person, identity: Identity, check: IdentityCheck) -> bool:
    wanted = _letters(person.given_name)[:1] + _letters(person.family_name)[:1]
    year = check.birth_year.strip()
    return bool(wanted) and _letters(check.initials) == wanted and year == f"{identity.born.year}"


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalpha())
