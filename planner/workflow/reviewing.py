"""What a clinician records at a review: diary, re-tests, goals, unwanted effects, the gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from sqlalchemy.orm import Session

from planner.clinical.interventions import Intervention, Strand, Where, Who
from planner.clinical.pack import Pack
from planner.progression.diary import DiaryRow
from planner.progression.gate import Gate, Move, gate
from planner.records.course import AdverseEvent, DiaryMark, GoalRating, Retest, StageDecision
from planner.records.episode import EpisodeSoFar
from planner.records.situation import GoalRecord
from planner.ruleout.assess import Assessment
from planner.workflow.case_of import assessment_from
from planner.workflow.clock import Clock
from planner.workflow.course_of import course_of, diary_span, plan_in_force
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.measuring import measurement
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked, checked_line, checked_reason

DIARY_LIMITS: Mapping[DiaryRow, float] = {
    DiaryRow.DONE: 10,
    DiaryRow.EXERCISE_PAIN: 10,
    DiaryRow.MORNING: 10,
    DiaryRow.RUN_MINUTES: 600,
    DiaryRow.RUN_PAIN: 10,
    DiaryRow.WORST: 10,
}
"""The highest number of each row: pain 0 to 10, minutes of one day, exercises ticked."""
RESULTS = ("better", "same", "worse", "")
SEVERITIES = ("mild", "moderate", "serious")
"""A serious one needs care the same day, or leaves something behind."""
GIVEN = frozenset(
    {Strand.LUMBAR_RELEASE, Strand.SOFT_TISSUE, Strand.MANUAL_THERAPY, Strand.ELECTROTHERAPY}
)
"""What is done to somebody, and is therefore tested again straight after it."""
MEAN_OF_GOALS = "psfs"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMark:
    """One cell of the diary; ``None`` is a cell that was left blank."""

    on: date
    row: DiaryRow
    number: float | None


@saves("record-diary")
def record_diary(save: Saving, marks: Sequence[GivenMark], *, clock: Clock) -> None:
    """Type in the paper diary. A blank stays blank; cells that are not among ``marks`` stay.

    Raises RefusedError for a number out of its row's range or a day outside the diary.
    """
    stored = save.so_far.by(DiaryMark, lambda mark: (mark.on, mark.row))
    first, last = diary_span(save.so_far)
    for mark in marks:
        field = f"{mark.row.value}:{mark.on.isoformat()}"
        most = DIARY_LIMITS[mark.row]
        if not first <= mark.on <= last:
            raise RefusedError(f"{mark.on:%-d %B} is not in this diary.", field)
        if mark.number is not None and not (isfinite(mark.number) and 0 <= mark.number <= most):
            raise RefusedError(f"Enter a number from 0 to {most:g}.", field)
        before = stored.get((mark.on, mark.row.value))
        was = before.number if before else None
        if was is None and mark.number is None:
            continue
        row = DiaryMark(on=mark.on, row=mark.row.value, number=mark.number)
        save.put(row, field, _number(mark.number), before, _number(was))


@saves("record-retests")
def record_retests(
    save: Saving, results: Mapping[str, str], *, knowledge: Knowledge, clock: Clock
) -> None:
    """The sign straight after each technique given today: better, same, worse, or not given."""
    here = save.so_far.by(Retest, lambda row: row.item, here=True)
    for item, result in results.items():
        thing = knowledge.pack.library.interventions.get(item)
        if thing is None or not is_given(thing):
            raise RefusedError("This is not a technique that is given.", item)
        if result not in RESULTS:
            raise RefusedError("Choose one of the answers.", item)
        stored = here.get(item)
        if stored is None and not result:
            continue
        save.put(
            Retest(item=item, result=result), item, result, stored, stored.result if stored else ""
        )


@saves("rate-goals")
def rate_goals(
    save: Saving, ratings: Mapping[str, float | None], *, knowledge: Knowledge, clock: Clock
) -> None:
    """How well each goal can be done now, 0 not at all to 10 as before.

    The mean of all goals is the Patient-Specific Functional Scale of this visit, once each is
    rated: the goals are its activities.
    """
    record = save.so_far.latest(GoalRecord)
    goals = tuple(record.goals) if record else ()
    here = save.so_far.by(GoalRating, lambda row: row.goal, here=True)
    now = {goal: here[goal].rating for goal in goals if goal in here}
    for goal, rating in ratings.items():
        if goal not in goals:
            raise RefusedError("This goal is not in the record.", "goals")
        if rating is not None and not (isfinite(rating) and 0 <= rating <= 10):
            raise RefusedError("Enter a number from 0 to 10.", "goals")
        stored = here.get(goal)
        if stored is None and rating is None:
            continue
        was = _number(stored.rating if stored else None)
        save.put(GoalRating(goal=goal, rating=rating), "goal", _number(rating), stored, was)
        now[goal] = rating
    known = [rating for rating in now.values() if rating is not None]
    if save.rows and len(known) == len(goals):
        mean = round(sum(known) / len(known), 1)
        save.add(measurement(knowledge.pack.library, MEAN_OF_GOALS, mean), MEAN_OF_GOALS)


@saves("report-event")
def report_event(
    save: Saving,
    what: str,
    severity: str,
    action_taken: str,
    item: str | None = None,
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Something unwanted since the last visit, with what was done about it."""
    save.refuse_stale()
    if severity not in SEVERITIES:
        raise RefusedError("Say how bad it was.", "severity")
    if item and item not in knowledge.pack.library.interventions:
        raise RefusedError("This is not in the library.", "item")
    row = AdverseEvent(
        what=checked_reason(what, "what"),
        item=item or None,
        severity=severity,
        action=checked(action_taken, "action_taken", 1000).strip(),
    )
    save.add(row, "adverse-event")


@saves("decide-stage")
def decide_stage(
    save: Saving, move: Move, reason: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Decide at the gate. Going against what is suggested needs a reason; some moves stay closed.

    What was suggested and each criterion as it stood are kept with it (HZ-043).
    """
    save.refuse_stale()
    found = gate_of(
        save.db, save.so_far, assessment_from(save.db, save.so_far, knowledge), knowledge.pack
    )
    if found is None:
        raise RefusedError("There is no plan in force whose stage could be left.", "move")
    if move in found.refused:
        raise RefusedError(found.refused[move], "move")
    if move not in found.moves:
        raise RefusedError("This cannot be decided here.", "move")
    why = checked_line(reason, "reason")
    if move is not found.suggestion:
        why = checked_reason(reason)
    plan = plan_in_force(save.db, save.so_far)
    save.add(
        StageDecision(
            picture=plan.picture if plan else "",
            from_stage=found.stage.id,
            to_stage=None if move in (Move.STOP, Move.FINISH) else found.stage_after(move),
            move=move.value,
            suggestion=found.suggestion.value,
            reason=why,
            criteria=[
                {
                    "text": judged.criterion.text,
                    "kind": kind,
                    "state": judged.state.value,
                    "because": judged.because,
                }
                for kind, every in (("leave", found.leave), ("step-back", found.regress))
                for judged in every
            ],
        ),
        f"stage:{move.value}",
    )


def gate_of(db: Session, so_far: EpisodeSoFar, assessment: Assessment, pack: Pack) -> Gate | None:
    """The gate of the plan in force at this visit; none where no plan with stages is."""
    plan = plan_in_force(db, so_far)
    if plan is None:
        return None
    picture = pack.presentation.pictures.get(plan.picture)
    if picture is None or plan.stage not in {stage.id for stage in picture.stages}:
        return None
    return gate(picture, plan.stage, course_of(so_far, assessment, pack, plan))


def is_given(thing: Intervention) -> bool:
    """Whether it is done to somebody: in the clinic, or by a machine that is lent for home."""
    if thing.strand is Strand.ELECTROTHERAPY:
        return True
    by_clinician = thing.who is Who.CLINICIAN or thing.where is Where.CLINIC
    return thing.strand in GIVEN and by_clinician


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
