"""The discharge summary of an episode: a draft while care goes on, for good once it is over.

One that is no draft is stored as it was printed. The same record gives the same bytes; when
something was recorded since, the next version is printed, and the one before stays as it was.
"""

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from planner.assembly.plan import Plan
from planner.documents.filling.discharge import CourseOfCare, discharge_summary, short_name
from planner.documents.render import print_document
from planner.documents.values import Edition, OutcomeRow
from planner.progression.outcomes import Reads, Score
from planner.records.care import Encounter, VisitChange
from planner.records.episode import EpisodeSoFar
from planner.records.links import records_of
from planner.records.plans import IssuedPlan, StoredDocument
from planner.records.referrals import Referral, ReferralStep
from planner.ruleout.assess import Assessment
from planner.workflow.actions import transaction
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.case_of import so_far_of
from planner.workflow.clinic import read_clinic
from planner.workflow.clock import Clock
from planner.workflow.edited_plan import edited
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.issuing import new_code
from planner.workflow.knowledge import Knowledge
from planner.workflow.open_emergencies import open_emergencies_of
from planner.workflow.papers import DISCHARGE, Press, paper_of, plan_paper
from planner.workflow.planning import plan_of
from planner.workflow.protocol import board_of
from planner.workflow.reading import read_visit
from planner.workflow.review import Goal, Review, review_of
from planner.workflow.saving import Saving
from planner.workflow.snapshot import inputs_of
from planner.workflow.storing import Sheet, print_sheets, store

SUMMARY = "summary"
"""The change of a visit by which its summary was stored; it names the document."""
GOES_ON = "Care goes on: this is a draft"
READS = {
    Reads.BETTER: "better, a change that matters",
    Reads.WORSE: "worse, a change that matters",
    Reads.SMALL: "less than a change that matters",
    Reads.TREND: "trend only: no checked figure for what matters",
    Reads.ONCE: "measured once",
}


def print_summary(
    db: Session,
    actor: Actor,
    visit: VisitRef,
    *,
    knowledge: Knowledge,
    clock: Clock,
    edition: Edition = Edition.STANDARD,
    press: Press = print_document,
) -> bytes:
    """The summary as a PDF. Raises PdfError, and RefusedError where there is no plan to sum up.

    Once care is over it is stored, with its audit entry; a stored one is handed out again.
    """
    so_far = so_far_of(db, visit)
    clinic = read_clinic(db)
    if open_emergencies_of(db, so_far.person.id):
        raise RefusedError(
            "An emergency waits for its outcome: record it before the course of care is summed up."
        )
    if (kept := _kept(db, so_far)) is not None:
        return kept
    board = board_of(db, so_far, knowledge)
    plan = board.plan or _issued_last(db, so_far, knowledge)
    if plan is None:
        raise RefusedError("There is no plan to sum up: a course of care without one has a record.")
    page = read_visit(db, visit, knowledge=knowledge, clock=clock)
    ended = _why_it_ended(so_far)
    paper = replace(
        paper_of(so_far, clinic, actor),
        draft=not ended,
        document_id=new_code() if ended else "",
        version=str(so_far.encounter.version),
    )
    patient = plan_paper(knowledge, plan, paper, clinic, ())
    course = _course(review_of(db, so_far, knowledge), page, ended, board.assessment)
    made = discharge_summary(knowledge.pack, plan, course, patient.help, paper)
    version = so_far.encounter.version
    db.rollback()
    [sheet] = print_sheets([(DISCHARGE, made, edition)], press)
    if ended:
        _keep(db, actor, visit, version, sheet, paper.document_id, clock)
    return sheet.printed.pdf


def _kept(db: Session, so_far: EpisodeSoFar) -> bytes | None:
    """The stored summary of a closed episode, while nothing was recorded after it."""
    stored = [row for row in so_far.here(VisitChange) if row.kind == SUMMARY]
    if so_far.episode.closed_at is None or not stored:
        return None
    last = stored[-1]
    if so_far.encounter.version != last.at_version or _moved_since(db, so_far, last.recorded_at):
        return None
    row = db.get_one(StoredDocument, last.after, options=[undefer(StoredDocument.content)])
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise RefusedError("The stored document is damaged, and is not handed out.")
    return row.content


def _moved_since(db: Session, so_far: EpisodeSoFar, moment: datetime) -> bool:
    """Whether another visit or a referral of this person, in any record of theirs, went on."""
    records = records_of(db, so_far.person.id)
    visits = select(Encounter.id).where(
        Encounter.person_id.in_(records),
        Encounter.id != so_far.encounter.id,
        Encounter.saved_at > moment,
    )
    steps = (
        select(ReferralStep.id)
        .join(Referral, Referral.id == ReferralStep.referral_id)
        .where(Referral.person_id.in_(records), ReferralStep.recorded_at > moment)
    )
    return any(db.scalar(each.limit(1)) is not None for each in (visits, steps))


def _keep(
    db: Session,
    actor: Actor,
    visit: VisitRef,
    version: int,
    sheet: Sheet,
    code: str,
    clock: Clock,
) -> None:
    """Store it, in one transaction with its entry. Raises StaleWriteError when the visit moved."""
    with transaction(db, "keep-summary"):
        save = Saving(db, actor, visit, version, clock)
        save.refuse_stale()
        row = store(
            db,
            sheet,
            person_id=save.person.id,
            plan_id=None,
            code=code,
            version=version,
            on=clock.today(),
            at=save.now,
        )
        db.flush()
        change = VisitChange(kind=SUMMARY, before="", after=row.id, reason="")
        save.add(change, f"document:{row.id}")
        save.finish()


def _issued_last(db: Session, so_far: EpisodeSoFar, knowledge: Knowledge) -> Plan | None:
    """The plan the person left with, where this visit made none."""
    last = db.scalar(
        select(IssuedPlan)
        .where(IssuedPlan.episode_id == so_far.episode.id)
        .order_by(IssuedPlan.number.desc())
        .limit(1)
    )
    if last is None:
        return None
    inputs = inputs_of(last.snapshot)
    plan = plan_of(knowledge, inputs.case).plan
    return edited(plan, inputs.edits, knowledge.pack).plan if plan is not None else None


def _why_it_ended(so_far: EpisodeSoFar) -> str:
    """The reason that closed the episode; empty while it is open."""
    if so_far.episode.closed_at is None:
        return ""
    closed = [row.reason for row in so_far.rows(VisitChange) if row.kind == "closed"]
    return closed[-1] if closed else ""


def _course(review: Review, page: VisitPage, ended: str, assessment: Assessment) -> CourseOfCare:
    return CourseOfCare(
        stopped=_stopped(assessment),
        visits=review.visits,
        reason=f"Care ends: {ended}" if ended else GOES_ON,
        stages=tuple(one.from_stage for one in review.decisions)
        + tuple(one.to_stage for one in review.decisions if one.to_stage is not None),
        outcomes=tuple(_outcome(score) for score in review.scores),
        scored=frozenset(score.measure.id for score in review.scores),
        goals=tuple(_goal(goal) for goal in review.goals),
        unfinished=_unfinished(page),
    )


def _outcome(score: Score) -> OutcomeRow:
    reads = READS[score.reads]
    from_where = f" ({score.matters_from:g})" if score.matters_from is not None else ""
    return OutcomeRow(
        name=short_name(score.measure.name),
        first=f"{score.first.number:g}",
        last=f"{score.last.number:g}" if len(score.points) > 1 else "not taken again",
        meaning=f"{reads[:1].upper()}{reads[1:]}{from_where}",
    )


def _goal(goal: Goal) -> str:
    now = "not rated at the end" if goal.today is None else f"{goal.today:g} of 10 at the end"
    first = f"{goal.first[1]:g} at first, " if goal.first is not None else ""
    return f"“{goal.words}” {first}{now}."


def _stopped(assessment: Assessment) -> str:
    """Why the person goes on with no exercise, although a plan had been issued."""
    standing = assessment.emergency or next(iter(assessment.holding), None)
    if standing is None:
        return ""
    return f"Nothing that loads the part until this is settled: {standing.rule.name}."


def _unfinished(page: VisitPage) -> tuple[str, ...]:
    """Open referrals and awaited results: what the reader must know first."""
    referrals = [
        f"Referral to {line.to or 'a service not named'} ({line.urgency}) is not closed."
        for line in page.referrals
        if line.is_open
    ]
    results = [
        f"Result awaited: {entry.investigation.replace('-', ' ')}."
        for entry in page.investigations
        if entry.asked_at is not None and entry.result is None
    ]
    return (*referrals, *results)
