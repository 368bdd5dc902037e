"""Answers to questions and tests: each one is added, with who, when and the day it was observed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from planner.clinical.answers import Presence, Side
from planner.clinical.pack import Pack
from planner.records.findings import Answer
from planner.workflow.actor import VisitRef
from planner.workflow.alerts import keep_alerts
from planner.workflow.case_of import names_in, so_far_of
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.standing import COULD_NOT, UNKNOWN, VALUES, AnswerEntry, entry_of
from planner.workflow.texts import checked, checked_day

WORDS = {
    Presence.PRESENT.value: "yes",
    Presence.ABSENT.value: "no",
    UNKNOWN: "not asked",
    COULD_NOT: "could not be assessed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    """One answer as it is given. ``observed_on`` left out is the day of the visit."""

    finding: str
    presence: str
    reason: str = ""
    side: Side | None = None
    observed_on: date | None = None


@saves("record-answers", then=keep_alerts)
def record_answers(
    save: Saving, answers: Sequence[GivenAnswer], *, knowledge: Knowledge, clock: Clock
) -> None:
    """Record what was answered; what is not among ``answers`` stays as it is.

    Raises RefusedError for an unknown finding, one that is worked out from others, a day in the
    future, "could not be assessed" without its reason.
    """
    for given in answers:
        _check(given, knowledge.pack)
        observed = given.observed_on or save.encounter.visit_date
        checked_day(observed, clock.today(), given.finding, earliest=save.person.born)
        row = Answer(
            finding=given.finding,
            presence=given.presence,
            reason=checked(given.reason, given.finding, 1000).strip(),
            side=given.side.value if given.side else None,
            observed_on=observed,
        )
        stored = _stored(save, given.finding, given.side)
        save.put(row, given.finding, _said(row), stored, _said(stored))


@saves("undo-answer", then=keep_alerts)
def undo_answer(
    save: Saving,
    finding: str,
    side: Side | None = None,
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Put back what stood at this visit before the last save: a new row, nothing is erased."""
    rows = [
        row
        for row in save.so_far.here(Answer)
        if row.finding == finding and row.side == (side.value if side else None)
    ]
    if not rows:
        raise NotFoundError(finding)
    save.refuse_stale()
    last = rows[-1]
    before = next((row for row in reversed(rows) if _said(row) != _said(last)), None)
    save.add(
        Answer(
            finding=finding,
            presence=before.presence if before else UNKNOWN,
            reason=before.reason if before else "",
            side=last.side,
            observed_on=before.observed_on if before else last.observed_on,
        ),
        finding,
    )


def answer_history(
    db: Session, visit: VisitRef, finding: str, *, knowledge: Knowledge
) -> tuple[AnswerEntry, ...]:
    """Every answer about one finding in this episode up to this visit, oldest first."""
    so_far, who = so_far_of(db, visit), names_in(db)
    old = finding in knowledge.protected
    rows = [row for row in so_far.rows(Answer) if row.finding == finding]
    return tuple(entry_of(row, visit.encounter_id, old, who) for row in rows)


def _check(given: GivenAnswer, pack: Pack) -> None:
    known = pack.library.findings.get(given.finding)
    if known is None:
        raise RefusedError("This question is not in the pack.", given.finding)
    if not known.answerable:
        raise RefusedError("This is worked out from other answers.", given.finding)
    if given.presence not in VALUES:
        raise RefusedError("Choose yes, no, not asked or could not be assessed.", given.finding)
    if given.presence == COULD_NOT and not given.reason.strip():
        raise RefusedError("Say why it could not be assessed.", given.finding)
    if given.side is Side.BOTH:
        raise RefusedError("Answer for the left and for the right side.", given.finding)


def _stored(save: Saving, finding: str, side: Side | None) -> Answer | None:
    """What this very visit says: an answer of an earlier visit is asked anew."""
    key = (finding, side.value if side else None)
    here = save.so_far.by(Answer, lambda row: (row.finding, row.side), here=True)
    return here.get(key)


def _said(row: Answer | None) -> str:
    if row is None:
        return WORDS[UNKNOWN]
    reason = f": {row.reason}" if row.reason else ""
    return f"{WORDS[row.presence]}{reason} ({row.observed_on.isoformat()})"
