"""What the treatment must respect: one answer per factor, asked anew at each visit if it was no."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from planner.clinical.answers import Presence
from planner.records.findings import FactorAnswer
from planner.workflow.actor import VisitRef
from planner.workflow.alerts import keep_alerts
from planner.workflow.answers import WORDS
from planner.workflow.case_of import names_in, so_far_of
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.standing import UNKNOWN, AnswerEntry, entry_of, standing_factors


@saves("record-factors", then=keep_alerts)
def record_factors(
    save: Saving, factors: Mapping[str, Presence], *, knowledge: Knowledge, clock: Clock
) -> None:
    """Record answers by factor. Raises RefusedError for a factor the pack does not know."""
    for name, presence in factors.items():
        if name not in knowledge.pack.library.factors:
            raise RefusedError("This question is not in the pack.", name)
        _put(save, name, presence.value)


@saves("undo-factor", then=keep_alerts)
def undo_factor(save: Saving, factor: str, *, knowledge: Knowledge, clock: Clock) -> None:
    """Put back what stood at this visit before the last save, as a new row."""
    rows = [row for row in save.so_far.here(FactorAnswer) if row.factor == factor]
    if not rows:
        raise NotFoundError(factor)
    save.refuse_stale()
    before = next((r for r in reversed(rows) if r.presence != rows[-1].presence), None)
    save.add(_row(save, factor, before.presence if before else UNKNOWN), factor)


@saves("confirm-carried", then=keep_alerts)
def confirm_carried(
    save: Saving, factors: Sequence[str], *, knowledge: Knowledge, clock: Clock
) -> None:
    """Still no: each named factor was asked again and is as it was at the earlier visit."""
    standing = standing_factors(save.so_far, lambda _: "")
    for name in factors:
        entry = standing.get(name)
        if entry is None or not entry.is_from_earlier_visit:
            raise RefusedError("There is no earlier answer to confirm.", name)
        _put(save, name, entry.presence)


def factor_history(db: Session, visit: VisitRef, factor: str) -> tuple[AnswerEntry, ...]:
    """Every answer about one factor in this episode up to this visit, oldest first."""
    so_far, who = so_far_of(db, visit), names_in(db)
    rows = [row for row in so_far.rows(FactorAnswer) if row.factor == factor]
    return tuple(entry_of(row, visit.encounter_id, True, who) for row in rows)


def _put(save: Saving, name: str, presence: str) -> None:
    stored = save.so_far.by(FactorAnswer, lambda row: row.factor, here=True).get(name)
    was = WORDS[stored.presence] if stored else WORDS[UNKNOWN]
    save.put(_row(save, name, presence), name, WORDS[presence], stored, was)


def _row(save: Saving, name: str, presence: str) -> FactorAnswer:
    return FactorAnswer(factor=name, presence=presence, observed_on=save.encounter.visit_date)
