"""All candidates of a plan: the main picture's stage, then the core of each contributor."""

from collections.abc import Mapping
from dataclasses import replace

from planner.assembly.candidates import Gathered, gather
from planner.assembly.home_load import rounded_up
from planner.assembly.running import runs
from planner.assembly.selection import NO_CEILING, Candidate, Ceiling, choose
from planner.clinical.answers import Irritability
from planner.clinical.pack import Pack
from planner.clinical.stages import Running, Stage, TreatmentPicture
from planner.ruleout.assess import Assessment

HIGH = Irritability.HIGH
CALMER = {HIGH: Irritability.MODERATE, Irritability.MODERATE: Irritability.LOW}

AFTER_OWN_CORE = 100
"""Places that the core of the main picture keeps before a contributor's."""


def gathered(
    pack: Pack,
    assessment: Assessment,
    treatment: TreatmentPicture,
    stage: Stage,
    irritability: Irritability,
    running: Running,
) -> Gathered:
    """The main picture's items, then the core items of each contributor's first stage.

    ``running`` is what the run table comes to, whatever the stage allows.
    """
    case = assessment.case
    is_runner = runs(case.sport, pack.presentation.sports.runners)
    parts = [
        gather(
            pack,
            treatment,
            stage,
            irritability,
            assessment.picture,
            serves=treatment.id,
            equipment=case.equipment,
            clinic=case.clinic_equipment,
            is_runner=is_runner,
            running=running,
            dropped=case.dropped,
            seen=case.running_seen,
        )
    ]
    shared: dict[str, Candidate] = {}
    seen = {c.item.id for c in parts[0].candidates} | {left.id for left in parts[0].left_out}
    for contributor in case.contributors:
        other = pack.picture_for(contributor)
        if other is None or other.id == treatment.id:
            continue
        extra = gather(
            pack,
            other,
            other.stages[0],
            irritability,
            assessment.picture,
            serves=contributor,
            equipment=case.equipment,
            clinic=case.clinic_equipment,
            is_runner=is_runner,
            running=running,
            dropped=case.dropped,
            seen=case.running_seen,
            only_core=True,
        )
        shared |= {c.item.id: c for c in extra.candidates if c.item.id in seen}
        parts.append(
            Gathered(
                candidates=tuple(c for c in extra.candidates if c.item.id not in seen),
                left_out=tuple(left for left in extra.left_out if left.id not in seen),
                questions=tuple(q for q in extra.questions if q.waiting[0] not in seen),
            )
        )
        seen |= {c.item.id for c in extra.candidates} | {left.id for left in extra.left_out}
    return Gathered(
        candidates=tuple(_as_core(c, shared) for part in parts for c in part.candidates),
        left_out=tuple(left for part in parts for left in part.left_out),
        questions=tuple(q for part in parts for q in part.questions),
    )


def ceiling(
    pack: Pack,
    assessment: Assessment,
    treatment: TreatmentPicture,
    stage: Stage,
    irritability: Irritability,
    running: Running,
) -> Ceiling:
    """What irritability leaves: never more than one grade less would be given; low binds nothing.

    The day, and the week's time under load, are told in steps of five minutes, as the person reads
    the day; at high irritability the pack's own limit holds for it as well. Calmer pain that would
    be given nothing is no measure.
    """
    calmer, limits = CALMER.get(irritability), pack.presentation.limits
    if calmer is None:
        return NO_CEILING
    wall = limits.irritable_home_minutes.value if irritability is HIGH else None
    found = gathered(pack, assessment, treatment, stage, calmer, running)
    allowed = [c for c in found.candidates if c.screened.allowed]
    at_most = ceiling(pack, assessment, treatment, stage, calmer, running)
    given = choose(allowed, limits, at_most)
    day = rounded_up(given.minutes)
    return Ceiling(
        minutes=min((limit for limit in (day, wall) if limit), default=None),
        heavy_sets=given.heavy_sets or at_most.heavy_sets,
        loaded_minutes=rounded_up(given.loaded_minutes) or at_most.loaded_minutes,
    )


def _as_core(candidate: Candidate, shared: Mapping[str, Candidate]) -> Candidate:
    """An item of the main picture that a contributor names as core counts as core too."""
    other = shared.get(candidate.item.id)
    if candidate.is_core or other is None or other.core_place is None:
        return candidate
    return replace(candidate, core_place=AFTER_OWN_CORE + other.core_place, serves=other.serves)
