"""The library beside the plan: what may be added now, and what stops the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from planner.assembly.plan import Plan
from planner.assembly.screening import Screened, screen
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.documents.filling.dose_line import dose_words
from planner.web.components.protocol import Tested
from planner.web.components.questions import Caution
from planner.web.protocol.board_cards import ORDER, strand_name
from planner.web.protocol.evidence import grade_words, tested_where
from planner.web.protocol.item_cards import some, where_words
from planner.workflow.edited_plan import dose_on_file
from planner.workflow.names import folded


class State(StrEnum):
    """Whether an item can be added."""

    IN_PLAN = "in the plan"
    FREE = "can be added"
    WAITS = "waits for an answer"
    HELD = "held"
    CONTRAINDICATED = "contraindicated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One treatment of the library: what stops it, or the dose on file."""

    id: str
    name: str
    where: str
    state: State
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandChoices:
    """The treatments of one strand."""

    id: str
    name: str
    choices: tuple[Choice, ...]
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One treatment before it is added. ``stops`` are factors that forbid it, each with why."""

    name: str
    where: str
    strand: str
    purpose: str
    how: str
    tested: Tested
    grade: str
    grade_note: str
    state: State
    stops: tuple[Caution, ...]
    cautions: tuple[Caution, ...]
    conflicts: tuple[str, ...]
    dose: str
    first_factor: str | None

    @property
    def may_be_added(self) -> bool:
        """Freely, or on purpose with a reason; never while a question is open or a hold stands."""
        return self.state in (State.FREE, State.CONTRAINDICATED)


def strands_to_add(plan: Plan, pack: Pack, text: str = "") -> tuple[StrandChoices, ...]:
    """Every treatment by strand; with words, those whose name or id holds each of them."""
    wanted = folded(text).split()
    found = []
    for strand in ORDER:
        choices = tuple(
            _choice(plan, pack, thing)
            for thing in pack.library.interventions.values()
            if thing.strand is strand and thing.is_offered and _holds(thing, wanted)
        )
        if choices:
            free = sum(choice.state is State.FREE for choice in choices)
            found.append(
                StrandChoices(id=strand.value, name=strand_name(strand), choices=choices, free=free)
            )
    return tuple(found)


def candidate_of(plan: Plan, pack: Pack, thing: Intervention) -> Candidate:
    """One treatment held against every factor of this person."""
    screened = screen(thing, pack.library, plan.assessment.picture)
    row = dose_on_file(plan, thing)
    stops = (*screened.blocked_by, *screened.waiting_for)
    return Candidate(
        name=thing.name,
        where=where_words(thing),
        strand=strand_name(thing.strand),
        purpose=thing.purpose,
        how=thing.clinician_how,
        tested=tested_where(thing, plan.picture.id if plan.picture else ""),
        grade=grade_words(thing),
        grade_note=thing.evidence.note,
        state=_state(plan, thing, screened),
        stops=tuple(
            Caution(
                factor=f"{pack.library.factors[c.factor].label}, {_stop(c.status, c.answer)}:",
                action=f" {c.clinician}",
            )
            for c in stops
        ),
        cautions=tuple(
            Caution(factor=f"{pack.library.factors[c.factor].label}:", action=f" {c.clinician}")
            for c in screened.cautions
            if c.answer.value == "present"
        ),
        conflicts=tuple(pack.presentation.conflicts[name].says for name in thing.conflicts),
        dose=dose_words(row) if row else "",
        first_factor=stops[0].factor if stops else None,
    )


def _stop(status: CellStatus, answer: str) -> str:
    return f"{'not asked' if answer == 'not-assessed' else 'yes'}, {status.value}"


def _choice(plan: Plan, pack: Pack, thing: Intervention) -> Choice:
    screened = screen(thing, pack.library, plan.assessment.picture)
    state = _state(plan, thing, screened)
    labels = pack.library.factors
    if state is State.WAITS:
        says = some(labels[c.factor].label for c in screened.waiting_for)
    elif state in (State.HELD, State.CONTRAINDICATED):
        says = some(labels[c.factor].label for c in screened.blocked_by)
    else:
        row = dose_on_file(plan, thing)
        says = dose_words(row) if row else "no dose on file: you set it"
    return Choice(id=thing.id, name=thing.name, where=where_words(thing), state=state, says=says)


def _state(plan: Plan, thing: Intervention, screened: Screened) -> State:
    stage = plan.current
    if stage and any(item.intervention.id == thing.id for item in stage.items):
        return State.IN_PLAN
    if any(c.status is CellStatus.HOLD for c in screened.blocked_by):
        return State.HELD
    if screened.waiting_for:
        return State.WAITS
    return State.CONTRAINDICATED if screened.blocked_by else State.FREE


def _holds(thing: Intervention, wanted: Iterable[str]) -> bool:
    said = folded(f"{thing.name} {strand_name(thing.strand)} {thing.purpose}")
    return all(word in said for word in wanted)
