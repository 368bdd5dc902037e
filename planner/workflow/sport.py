"""Running and sport: what a film of the run showed, and the decision to return to sport."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from sqlalchemy.orm import Session

from planner.assembly.staging import Met
from planner.clinical.answers import Presence
from planner.clinical.pack import Pack
from planner.progression.criteria import judge
from planner.records.course import RunningAnalysis, SportDecision
from planner.records.episode import EpisodeSoFar
from planner.workflow.case_of import assessment_from
from planner.workflow.clock import Clock
from planner.workflow.course_of import course_of, plan_in_force
from planner.workflow.errors import RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.saving import Saving, saves
from planner.workflow.standing import Who
from planner.workflow.texts import checked, checked_line, checked_reason

DECISIONS = ("full", "modified", "not-yet")
STEPS_A_MINUTE = (100, 250)
"""What is taken for a slip of the fingers outside; no norm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What a film of the run showed, by cue; steps a minute at easy pace."""

    seen: Mapping[str, Presence]
    cadence: float | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDecision:
    """Back to sport in full, in part, or not yet: agreed with whom, for which race, and why."""

    decision: str
    with_whom: str
    reason: str
    race: str = ""
    race_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SportEntry:
    """A decision as it was recorded, with each criterion as it stood."""

    given: GivenDecision
    criteria: tuple[dict[str, str], ...]
    on: date
    by: str


@saves("record-analysis")
def record_analysis(
    save: Saving, analysis: Analysis, *, knowledge: Knowledge, clock: Clock
) -> None:
    """What the film showed. A thing that was not looked for stays not assessed."""
    known = cues(knowledge.pack)
    for name in analysis.seen:
        if name not in known:
            raise RefusedError("This is not among what is looked for.", name)
    lowest, highest = STEPS_A_MINUTE
    steps = analysis.cadence
    if steps is not None and not (isfinite(steps) and lowest <= steps <= highest):
        raise RefusedError(f"Enter a number from {lowest} to {highest}.", "cadence")
    seen = {
        name: said.value
        for name, said in analysis.seen.items()
        if said is not Presence.NOT_ASSESSED
    }
    note = checked(analysis.note, "note", 1000).strip()
    stored = save.so_far.latest_here(RunningAnalysis)
    if stored is None and not seen and steps is None and not note:
        return
    row = RunningAnalysis(seen=seen, cadence=steps, note=note)
    save.put(row, "running-analysis", _said(row), stored, _said(stored))


@saves("decide-sport")
def decide_sport(save: Saving, given: GivenDecision, *, knowledge: Knowledge, clock: Clock) -> None:
    """Record the decision with the exit criteria of the last stage as they stand (review 2.11).

    Full sport against a criterion that is not met needs its reason like any other; while a
    red-flag rule stands there is none.
    """
    save.refuse_stale()
    if given.decision not in DECISIONS:
        raise RefusedError("Choose what was decided.", "decision")
    assessment = assessment_from(save.db, save.so_far, knowledge)
    if given.decision != "not-yet" and (assessment.emergency or assessment.holding):
        raise RefusedError("A red-flag rule stands: it is settled first.", "decision")
    save.add(
        SportDecision(
            decision=given.decision,
            race=checked_line(given.race, "race"),
            race_on=given.race_on,
            with_whom=checked_line(given.with_whom, "with_whom", "with whom it was decided"),
            reason=checked_reason(given.reason),
            criteria=list(sport_criteria(save.db, save.so_far, knowledge)),
        ),
        "sport-decision",
    )


def sport_criteria(
    db: Session, so_far: EpisodeSoFar, knowledge: Knowledge
) -> tuple[dict[str, str], ...]:
    """The exit criteria of the last stage of the treatment, each as it stands."""
    plan = plan_in_force(db, so_far)
    picture = knowledge.pack.presentation.pictures.get(plan.picture) if plan else None
    if plan is None or picture is None:
        return ()
    assessment = assessment_from(db, so_far, knowledge)
    course = course_of(so_far, assessment, knowledge.pack, plan)
    judged = [judge(criterion, course) for criterion in picture.stages[-1].exit]
    return tuple(
        {"text": each.criterion.text, "state": each.state.value, "because": each.because}
        for each in judged
    )


def cues(pack: Pack) -> dict[str, str]:
    """What is looked for in a run, by the cue it is for."""
    things = pack.library.interventions.values()
    return {thing.id: thing.cue_for for thing in things if thing.cue_for is not None}


def analysis_of(so_far: EpisodeSoFar) -> Analysis | None:
    """The newest analysis of the run."""
    row = so_far.latest(RunningAnalysis)
    if row is None:
        return None
    seen = {name: Presence(said) for name, said in row.seen.items()}
    return Analysis(seen=seen, cadence=row.cadence, note=row.note)


def sport_decisions(so_far: EpisodeSoFar, who: Who) -> tuple[SportEntry, ...]:
    """Every return-to-sport decision of the episode, oldest first."""
    days = {visit.id: visit.visit_date for visit in so_far.encounters}
    return tuple(
        SportEntry(
            given=GivenDecision(
                decision=row.decision,
                with_whom=row.with_whom,
                reason=row.reason,
                race=row.race,
                race_on=row.race_on,
            ),
            criteria=tuple(dict(each) for each in row.criteria),
            on=days[row.encounter_id],
            by=who(row.recorded_by),
        )
        for row in so_far.rows(SportDecision)
    )


def not_met(entry: SportEntry) -> int:
    """How many criteria were not met, or not measured, when it was decided."""
    return sum(each["state"] != Met.MET.value for each in entry.criteria)


def _said(row: RunningAnalysis | None) -> str:
    if row is None:
        return ""
    seen = ", ".join(f"{name} {said}" for name, said in sorted(row.seen.items()))
    return f"{seen}; {row.cadence or ''} {row.note}".strip()
