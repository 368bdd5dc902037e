"""Facts that do not fit together: each is corrected, or explained with a signed reason.

Facts that contradict each other (HZ-033) close the order of the causes and the issue; a sentence
that names the other side than the one recorded (HZ-013) asks before the issue alone.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from planner.clinical.case import SignedReason
from planner.clinical.side_words import naming_the_other_side
from planner.records.decisions import Explanation
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Words
from planner.records.plans import PlanEdit
from planner.records.situation import GoalRecord
from planner.ruleout.assess import Assessment
from planner.workflow.case_of import case_from
from planner.workflow.clock import Clock
from planner.workflow.draft import NOTE
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked_reason

NO_SIDE_OF_THE_BODY = ("days", "rest-days", "next-visit-note")
"""Texts about the calendar."""
GOALS, PLAN_NOTE = "goals", "plan-note"


@dataclass(frozen=True, slots=True, kw_only=True)
class OddFact:
    """One thing that does not fit. ``is_contradiction``: the causes are not ordered while it waits.

    ``field`` and ``quote`` tell the sentence where it is one of free text.
    """

    id: str
    says: str
    ask: str
    is_contradiction: bool
    findings: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    field: str = ""
    quote: str = ""
    reason: SignedReason | None = None


def odd_facts(so_far: EpisodeSoFar, assessment: Assessment) -> tuple[OddFact, ...]:
    """Everything that does not fit at this visit, contradictions first, explained or not."""
    contradicted = (
        OddFact(
            id=each.id,
            says=each.says,
            ask=each.ask,
            is_contradiction=True,
            findings=each.findings,
            factors=each.factors,
            reason=each.reason,
        )
        for each in assessment.contradictions
    )
    return (*contradicted, *_of_the_other_side(so_far, assessment))


@saves("explain-facts")
def explain_facts(
    save: Saving, about: str, reason: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Say why facts that do not fit are true all the same: signed, kept, printed.

    Raises RefusedError where nothing of the kind stands, or no reason is given.
    """
    case = case_from(save.db, save.so_far, knowledge)
    if about not in {f.id for f in odd_facts(save.so_far, knowledge.reasoner.assess(case))}:
        raise RefusedError("These facts fit together now: there is nothing to explain.", "reason")
    why = checked_reason(reason)
    stored = save.so_far.by(Explanation, lambda row: row.about, here=True).get(about)
    row = Explanation(about=about, reason=why)
    save.put(row, about, why, stored, stored.reason if stored else "")


def _of_the_other_side(so_far: EpisodeSoFar, assessment: Assessment) -> Iterator[OddFact]:
    side = assessment.case.side
    if side is None:
        return
    for field, text in _texts(so_far):
        for quote in naming_the_other_side(text, side):
            name = _name(f"{side.value}\n{field}\n{quote}")
            yield OddFact(
                id=name,
                says=f"The {side.value} side is recorded, and a sentence names the other side",
                ask="Correct the sentence or the side, or say what is meant.",
                is_contradiction=False,
                field=field,
                quote=quote,
                reason=assessment.case.explained.get(name),
            )


def _texts(so_far: EpisodeSoFar) -> Iterator[tuple[str, str]]:
    """Free texts of the episode, the person's goals, and notes for the patient's plan."""
    for row in so_far.by(Words, lambda each: each.field).values():
        if row.field not in NO_SIDE_OF_THE_BODY:
            yield row.field, row.text
    goals = so_far.latest(GoalRecord)
    yield from ((GOALS, goal) for goal in (goals.goals if goals else ()))
    edits = so_far.here(PlanEdit)
    undone = {edit.undoes for edit in edits}
    yield from ((PLAN_NOTE, e.text) for e in edits if e.kind == NOTE and e.id not in undone)


def _name(told: str) -> str:
    """The same sentence beside the same side is asked about once."""
    return f"side-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
