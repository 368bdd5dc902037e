"""What an issue still waits for, each with the kind that says where it is settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from planner.assembly.plan import Plan
from planner.clinical.pack import Pack
from planner.progression.differences import Difference, asks_less
from planner.progression.gate import Move
from planner.records.course import StageDecision
from planner.records.episode import EpisodeSoFar, newest_visit
from planner.records.findings import Consent
from planner.ruleout.assess import Assessment
from planner.workflow.alerts import open_alerts
from planner.workflow.bundles import own_doses
from planner.workflow.content_reviews import unsafe_by_age
from planner.workflow.course_of import plan_in_force
from planner.workflow.dose_rows import confirmed_rows, unconfirmed
from planner.workflow.draft import EditEntry
from planner.workflow.knowledge import Knowledge
from planner.workflow.odd_facts import odd_facts
from planner.workflow.open_emergencies import open_emergencies_of
from planner.workflow.restored import WAITS, restored
from planner.workflow.side_by_side import clashes, in_words

EMERGENCY, EDIT, UNSOURCED, CONSENT = "emergency", "edit", "unsourced-dose", "consent"
GATE, BESIDE, LATER = "gate", "together", "later-visit"
REVIEW, ODD, RESTORED = "content-review", "odd-fact", "restored-record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing the issue waits for. ``kind`` says where it is settled, ``id`` what it is."""

    id: str
    kind: str
    says: str
    items: tuple[str, ...] = ()


def waits_of_the_visit(
    db: Session, so_far: EpisodeSoFar, assessment: Assessment, knowledge: Knowledge
) -> tuple[Waiting, ...]:
    """What waits whether there is a plan or not: emergencies, a later visit, odd facts."""
    return (
        *_emergencies(db, so_far, knowledge),
        *_later(db, so_far),
        *_odd(so_far, assessment),
    )


def waits_of_the_plan(
    db: Session,
    so_far: EpisodeSoFar,
    plan: Plan,
    changes: Iterable[Difference],
    edits: Sequence[EditEntry],
    knowledge: Knowledge,
) -> tuple[Waiting, ...]:
    """What a plan waits for: consent, the gate, other plans, questions, doses without a source."""
    return (
        *_consent(so_far),
        *_gate(db, so_far, plan, changes),
        *_beside(db, so_far, plan, edits, knowledge),
        *_questions(plan),
        *_unsourced(db, plan, edits),
    )


def _emergencies(db: Session, so_far: EpisodeSoFar, knowledge: Knowledge) -> Iterable[Waiting]:
    """Emergencies without an outcome, also of a later visit, another episode, another record."""
    rules = knowledge.pack.presentation.rules
    waiting = [alert.rule for alert in open_alerts(so_far)]
    if so_far.until is None:
        waiting += [found.rule for found in open_emergencies_of(db, so_far.person.id)]
    for rule in dict.fromkeys(waiting):
        name = rules[rule].name if rule in rules else rule
        yield Waiting(id=rule, kind=EMERGENCY, says=f"{name}: its outcome is not recorded yet.")


def late_reviews(pack: Pack, today: date) -> Iterable[Waiting]:
    """Content that keeps people safe and that nobody read again in time; a clinic's own, ended."""
    if pack.local is not None and pack.local.has_ended(today):
        yield Waiting(
            id="local-change",
            kind=REVIEW,
            says=f"The clinic’s own change of the protocols by {pack.local.by} has ended. No new "
            "plan rests on it until it is taken back or signed again.",
        )
    if found := unsafe_by_age(pack, today):
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield Waiting(
            id=found[0].id,
            kind=REVIEW,
            says=f"Review long overdue: {found[0].name}{more}. No new plan rests on it until a "
            "clinician has read it again and the protocols are sealed anew.",
        )


def restored_record(db: Session) -> Iterable[Waiting]:
    """A copy of the record that was put back, and that the lead has not confirmed (HZ-079)."""
    if restored(db) is not None:
        yield Waiting(id=RESTORED, kind=RESTORED, says=WAITS)


def _later(db: Session, so_far: EpisodeSoFar) -> Iterable[Waiting]:
    """A plan is issued at the newest visit of its episode: what was found there binds it."""
    newest = newest_visit(db, so_far.episode.id)
    if so_far.until is None and newest.id != so_far.encounter.id:
        yield Waiting(
            id=newest.id,
            kind=LATER,
            says="A later visit of this course of care is recorded: the plan is issued there.",
        )


def _odd(so_far: EpisodeSoFar, assessment: Assessment) -> Iterable[Waiting]:
    """Facts that do not fit together, until they are corrected or explained (HZ-033, HZ-013)."""
    for fact in odd_facts(so_far, assessment):
        if fact.reason is None:
            yield Waiting(id=fact.id, kind=ODD, says=f"{fact.says}.")


def _consent(so_far: EpisodeSoFar) -> Iterable[Waiting]:
    """Consent to the treatment, asked anew at each visit and never carried over (HZ-078)."""
    latest = so_far.by(Consent, lambda row: row.kind, here=True)
    treatment = latest.get("treatment")
    if treatment is None:
        says = "Consent to this treatment is not recorded at this visit."
        yield Waiting(id="treatment", kind=CONSENT, says=says)
    elif treatment.answer != "given":
        yield Waiting(id="treatment", kind=CONSENT, says="The person declined this treatment.")


def _gate(
    db: Session, so_far: EpisodeSoFar, plan: Plan, changes: Iterable[Difference]
) -> Iterable[Waiting]:
    """The gate of the plan in force is decided before the next plan is issued (HZ-043).

    The first stage has none below it: where its load is to be eased, the next plan asks for less.
    """
    before = plan_in_force(db, so_far)
    if before is None or plan.picture is None or plan.picture.id != before.picture:
        return
    decision = so_far.latest_here(StageDecision)
    if decision is None:
        says = f"The gate of stage {before.stage} is not decided yet."
        yield Waiting(id="gate", kind=GATE, says=says)
    elif decision.move == Move.STOP:
        yield Waiting(
            id="gate",
            kind=GATE,
            says="Decided: stop and examine again. Examine, then decide at the gate once more.",
        )
    elif (
        decision.move == Move.STEP_BACK
        and decision.to_stage == decision.from_stage
        and not asks_less(changes)
    ):
        yield Waiting(
            id="gate",
            kind=GATE,
            says="Decided: ease the load, but nothing here asks less than the plan before. Rate "
            "irritability again, lower a dose or take an item out; or decide otherwise.",
        )


def _beside(
    db: Session,
    so_far: EpisodeSoFar,
    plan: Plan,
    edits: Iterable[EditEntry],
    knowledge: Knowledge,
) -> Iterable[Waiting]:
    """Another plan this person uses: asked twice, against each other, or too much (HZ-044)."""
    for other, found in clashes(db, so_far, plan, edits, knowledge):
        said = " ".join(in_words(found, knowledge.pack.library))
        yield Waiting(id=other.id, kind=BESIDE, says=f"Another plan in use ({other.code}): {said}")


def _questions(plan: Plan) -> Iterable[Waiting]:
    for question in plan.questions:
        if question.blocks:
            yield Waiting(
                id=question.id,
                kind=question.kind.value,
                says=question.ask,
                items=question.waiting,
            )


def idle_edits(edits: Iterable[EditEntry], idle: tuple[str, ...]) -> Iterable[Waiting]:
    """Edits that nothing in the plan answers to any more."""
    for edit in edits:
        if edit.id in idle:
            yield Waiting(
                id=edit.id,
                kind=EDIT,
                says="This edit no longer fits the plan: take it back or make it anew.",
                items=(edit.item,) if edit.item else (),
            )


def _unsourced(db: Session, plan: Plan, edits: Iterable[EditEntry]) -> Iterable[Waiting]:
    """Doses without a source that nobody here confirmed; one just chosen by hand is confirmed."""
    stage = plan.current
    chosen = own_doses(edits)
    for item in unconfirmed(stage.items if stage else (), confirmed_rows(db)):
        name = item.intervention.id
        if name not in chosen:
            yield Waiting(
                id=name,
                kind=UNSOURCED,
                says=f"{item.intervention.name}: this dose has no source. Confirm it once.",
                items=(name,),
            )
