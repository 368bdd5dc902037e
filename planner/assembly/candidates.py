"""What may stand in one stage: fits the condition, is dosed, screened and equipped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.assembly.doses import dose_for
from planner.assembly.plan import ItemCaution, LeftOut, Question, QuestionKind
from planner.assembly.screening import Screened, screen
from planner.assembly.selection import Candidate, missing_equipment
from planner.clinical.answers import Irritability, Presence
from planner.clinical.expressions import evaluate
from planner.clinical.interventions import Intervention, Priority, Strand, Where
from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.clinical.stages import Running, Stage, TreatmentPicture
from planner.ruleout.picture import ClinicalPicture

WAITS = "waits for an answer about"
"""How the reason starts when only unanswered factors stand in an item's way."""

DROPPED_STRANDS = frozenset({Strand.LUMBAR_RELEASE, Strand.ELECTROTHERAPY})
"""Where a technique without change at two visits is not chosen any more."""

NAMED = 3
"""Unanswered factors named in one reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Candidates of one stage, and the items that fell away before any choice."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]
    questions: tuple[Question, ...]


def fitting(pack: Pack, picture: TreatmentPicture, stage: Stage) -> tuple[Intervention, ...]:
    """Items written for this stage of this picture: its core, then others of active strands."""
    library = pack.library.interventions
    core = [library[name] for name in stage.core_interventions]
    others = [
        item
        for item in library.values()
        if item.id not in stage.core_interventions
        and item.strand in stage.active_strands
        and any(a.picture == picture.id and stage.id in a.stages for a in item.applies)
    ]
    return (*core, *others)


def gather(
    pack: Pack,
    treatment: TreatmentPicture,
    stage: Stage,
    irritability: Irritability,
    facts: ClinicalPicture,
    *,
    serves: str,
    equipment: tuple[str, ...],
    clinic: tuple[str, ...] | None,
    is_runner: bool,
    running: Running,
    dropped: Mapping[str, str],
    seen: Mapping[str, Presence],
    only_core: bool = False,
) -> Gathered:
    """Dose and screen every fitting item; whatever falls away carries its reason."""
    candidates: list[Candidate] = []
    left_out: list[LeftOut] = []
    questions: list[Question] = []
    for item in fitting(pack, treatment, stage):
        is_core = item.id in stage.core_interventions
        if only_core and not is_core:
            continue
        row = dose_for(item, treatment.id, stage.id, irritability)
        if row is None:
            if is_core:
                questions.append(_ask_dose(item, stage, irritability))
            left_out.append(
                _left(item, f"no dose is on file for {irritability.value} irritability")
            )
        elif not row.use:
            left_out.append(_left(item, row.because or "not used at this irritability"))
        elif item.id in dropped and item.strand in DROPPED_STRANDS:
            left_out.append(_left(item, f"dropped: {dropped[item.id]}"))
        elif why := _not_shown(item, seen):
            left_out.append(_left(item, why))
        elif item.only_if and evaluate(item.only_if, facts) is not Presence.PRESENT:
            left_out.append(_left(item, item.only_if_because or ""))
        elif item.where is Where.RUN and not is_runner:
            left_out.append(_left(item, "for people who run"))
        elif item.goes_with_running and running.value not in item.goes_with_running:
            left_out.append(_left(item, f"belongs to other weeks; running now: {running.value}"))
        elif missing := missing_equipment(item, pack.library, equipment, clinic):
            left_out.append(_left(item, f"needs {' and '.join(missing)}"))
        else:
            screened = screen(item, pack.library, facts)
            place = stage.core_interventions.index(item.id) if is_core else None
            candidates.append(
                Candidate(screened=screened, dose=row, core_place=place, serves=serves)
            )
    return Gathered(
        candidates=tuple(candidates), left_out=tuple(left_out), questions=tuple(questions)
    )


def _not_shown(item: Intervention, seen: Mapping[str, Presence]) -> str:
    """Why a running cue is not chosen, from the analysis of the run; empty where none was made."""
    if item.cue_for is None or not seen:
        return ""
    shown = seen.get(item.id, Presence.NOT_ASSESSED)
    if shown is Presence.ABSENT:
        return f"the running analysis does not show it: {item.cue_for}"
    if shown is Presence.NOT_ASSESSED and Presence.PRESENT in seen.values():
        return "the running analysis chose other cues"
    return ""


def blocked(screened: Screened, pack: Pack) -> LeftOut:
    """The entry for an item that a factor blocks, known or unasked."""
    labels = {name: factor.label for name, factor in pack.library.factors.items()}
    stopping = screened.blocked_by or screened.waiting_for
    if screened.blocked_by:
        because = advice_of(screened.blocked_by, labels)
    else:
        because = f"{WAITS} {_named(screened.waiting_for, labels)}"
    return _left(screened.intervention, because, tuple(c.factor for c in stopping))


def advice_of(cautions: Iterable[ItemCaution], labels: Mapping[str, str]) -> str:
    """Each factor with what it asks of the clinician."""
    return " ".join(f"{labels[c.factor]}: {c.clinician}" for c in cautions)


def factor_questions(wanted: Iterable[Candidate], pack: Pack) -> tuple[Question, ...]:
    """One question per unanswered factor that matters to the items wanted, blocking ones first."""
    waiting: dict[str, list[str]] = {}
    ended: dict[str, list[str]] = {}
    minding: dict[str, list[str]] = {}
    for candidate in wanted:
        for caution in candidate.screened.waiting_for:
            held = ended if caution.asks else waiting
            held.setdefault(caution.asks or caution.factor, []).append(candidate.item.id)
        for caution in candidate.screened.cautions:
            if caution.answer.value == "not-assessed":
                minding.setdefault(caution.factor, []).append(candidate.item.id)
    factors = pack.library.factors
    blocking = [
        Question(
            id=name,
            kind=QuestionKind.FACTOR,
            ask=factors[name].ask,
            because="a yes would block these items, so they wait for the answer",
            waiting=tuple(dict.fromkeys(items)),
        )
        for name, items in waiting.items()
    ]
    changing = [
        Question(
            id=name,
            kind=QuestionKind.FACTOR,
            ask=factors[name].ask,
            because="a yes would change how these items are done",
            waiting=tuple(dict.fromkeys(items)),
            blocks=False,
        )
        for name, items in minding.items()
        if name not in waiting
    ]
    return (*blocking, *limit_questions(ended), *changing)


def limit_questions(ended: Mapping[str, Sequence[str]]) -> tuple[Question, ...]:
    """One question for each surgeon's limit whose day has passed, with the items that wait."""
    return tuple(
        Question(
            id=f"limit-{place}",
            kind=QuestionKind.LIMIT,
            ask=asks,
            because="its day has passed, and a limit never lapses by itself",
            waiting=tuple(dict.fromkeys(items)),
        )
        for place, (asks, items) in enumerate(ended.items(), start=1)
    )


def _named(cautions: Sequence[ItemCaution], labels: Mapping[str, str]) -> str:
    """The first few factors by name, the rest by number; the questions list them all."""
    return first_few([labels[caution.factor] for caution in cautions], NAMED, joined_by="; ")


def _ask_dose(item: Intervention, stage: Stage, irritability: Irritability) -> Question:
    return Question(
        id=f"dose-{item.id}",
        kind=QuestionKind.DOSE,
        ask=f"What dose of {item.name} at {irritability.value} irritability in stage {stage.id}?",
        because="no row of the pack was written for it, and no dose is invented",
        waiting=(item.id,),
    )


def _left(item: Intervention, because: str, factors: tuple[str, ...] = ()) -> LeftOut:
    if item.priority is Priority.FOUNDING_ONLY:
        because = f"{because} (founding document only, evidence: {item.evidence.grade.value})"
    return LeftOut(id=item.id, name=item.name, because=because, strand=item.strand, factors=factors)
