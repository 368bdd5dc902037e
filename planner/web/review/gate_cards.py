"""The gate in words: its heading, each criterion with its evidence, what can be decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.assembly.staging import Met
from planner.clinical.pack import Pack
from planner.clinical.stages import Stage, Strictness
from planner.progression.criteria import Judged
from planner.progression.gate import Gate, Move
from planner.progression.odd_numbers import unusual
from planner.web.components.forms import FieldError
from planner.web.review.numbers_form import YES_OR_NO, NumbersForm
from planner.web.words import day_or_time, plural, short_day
from planner.workflow.measuring import unit_of
from planner.workflow.review import Decision, Review

SIGNS = {Met.MET: "done", Met.NOT_MET: "ring-crossed", Met.NOT_MEASURED: "ring-dashed"}
WORDS = {Met.MET: "Met", Met.NOT_MET: "Not met", Met.NOT_MEASURED: "Not measured"}
BACK = {Met.MET: "Yes", Met.NOT_MET: "No", Met.NOT_MEASURED: "Not asked"}
"""A criterion for stepping back is asked, and a yes is no success."""
BACK_SIGNS = {Met.MET: "triangle", Met.NOT_MET: "done", Met.NOT_MEASURED: "ring-dashed"}
MOVE_SIGNS = {
    Move.ADVANCE: "done",
    Move.FINISH: "done",
    Move.HOLD: "ring-dashed",
    Move.STEP_BACK: "triangle",
    Move.STOP: "triangle",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionLine:
    """One criterion: sign, sentence, evidence, state in words, and the fields to measure it by."""

    id: str
    sign: str
    text: str
    because: str
    state: str
    tone: str
    fields: tuple[str, ...]
    how_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveButton:
    """One decision. ``needs_reason``: it goes against what is suggested."""

    move: str
    words: str
    is_suggested: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GateCard:
    """The gate as it is drawn."""

    over: str
    heading: str
    sign: str
    tone: str
    leave: tuple[CriterionLine, ...]
    back: tuple[CriterionLine, ...]
    buttons: tuple[MoveButton, ...]
    refused: tuple[str, ...]
    says: str
    decided: str


def gate_card(review: Review, pack: Pack, form: NumbersForm) -> GateCard | None:
    """The card, or none where no plan is in force."""
    gate, plan = review.gate, review.plan
    if gate is None or plan is None:
        return None
    weeks = (review.last_day - plan.on).days // 7
    return GateCard(
        over=f"Stage {gate.stage.id}, {_small(gate.stage.name)}. Plan version {plan.number} since "
        f"{short_day(plan.on)}, {plural(weeks, 'week')}",
        heading=gate.because,
        sign=MOVE_SIGNS[gate.suggestion],
        tone="urgent" if gate.suggestion in (Move.STOP, Move.STEP_BACK) else "plain",
        leave=tuple(_line(each, pack, form, review, is_back=False) for each in gate.leave),
        back=tuple(_line(each, pack, form, review, is_back=True) for each in gate.regress),
        buttons=tuple(
            MoveButton(
                move=move.value,
                words=move_words(move, gate),
                is_suggested=move is gate.suggestion,
                needs_reason=move is not gate.suggestion,
            )
            for move in gate.moves
        ),
        refused=tuple(dict.fromkeys(gate.refused.values())),
        says=_says(gate),
        decided=decision_words(review.decided, gate) if review.decided else "",
    )


def move_words(move: Move, gate: Gate) -> str:
    """A decision as its button says it."""
    if move is Move.ADVANCE and gate.next is not None:
        return f"Advance to stage {gate.next.id}"
    if move is Move.STEP_BACK:
        is_first = gate.previous is None
        return "Ease the load" if is_first else f"Back to stage {_id(gate)}"
    return {
        Move.HOLD: "Hold, add load",
        Move.STOP: "Stop, re-examine",
        Move.FINISH: "Finish the treatment",
    }.get(move, move.value)


def decision_words(decision: Decision, gate: Gate) -> str:
    """As "Decided: hold. A. Example, 14:06"."""
    said = f"Decided: {_small(move_words(decision.move, gate))}"
    if decision.goes_against:
        said += f", against the suggestion: {decision.reason}"
    return f"{said}. {decision.by}, {day_or_time(decision.at, decision.on)}"


def decision_errors(errors: tuple[FieldError, ...]) -> tuple[FieldError, ...]:
    """What is wrong with a decision links to its reason: the buttons stand below it."""
    return tuple(
        FieldError("reason", error.sentence) if error.field == "move" else error for error in errors
    )


def _line(
    judged: Judged, pack: Pack, form: NumbersForm, review: Review, *, is_back: bool
) -> CriterionLine:
    criterion = judged.criterion
    measure = pack.library.measures.get(criterion.measure or "")
    names = form.measures_of(criterion.measure or "")
    is_open = judged.state is Met.NOT_MEASURED or any(form.is_typed(name) for name in names)
    words, signs = (BACK, BACK_SIGNS) if is_back else (WORDS, SIGNS)
    note = ""
    if criterion.strictness is not Strictness.GATE and judged.state is Met.NOT_MET:
        note = "Reported, does not block."
    tones = {Met.MET: "good", Met.NOT_MET: "urgent", Met.NOT_MEASURED: "plain"}
    if is_back:
        tones = {Met.MET: "urgent", Met.NOT_MET: "good", Met.NOT_MEASURED: "plain"}
    return CriterionLine(
        id=f"{'back' if is_back else 'leave'}-{criterion.measure or 'finding'}",
        sign=signs[judged.state],
        text=criterion.text,
        because=" ".join(
            filter(
                None,
                (f"{judged.because}." if judged.because else "", note, _check(names, pack, review)),
            )
        ),
        state=words[judged.state],
        tone=tones[judged.state],
        fields=names if is_open else (),
        how_to=measure.how_to if measure and is_open and measure.unit != YES_OR_NO else "",
    )


def _check(names: Iterable[str], pack: Pack, review: Review) -> str:
    """Which of the numbers typed today are unusual."""
    course, library = review.course, pack.library
    if course is None:
        return ""
    said = (
        unusual(
            library,
            name,
            unit_of(library, name),
            course.today[name],
            course.earlier.get(name, ()),
        )
        for name in names
        if name in course.today and name in library.measures
    )
    return " ".join(filter(None, said))


def _says(gate: Gate) -> str:
    missing = [j for j in (*gate.leave, *gate.regress) if j.state is Met.NOT_MEASURED]
    if gate.suggestion is Move.HOLD and missing:
        onward = f"stage {gate.next.id}" if gate.next else "the end of treatment"
        return f"What is not measured keeps {onward} closed. Time alone opens nothing."
    if gate.suggestion is Move.HOLD:
        return "Load is added inside the stage: the ladders are on the protocol."
    return ""


def _id(gate: Gate) -> int:
    return gate.previous.id if gate.previous else gate.stage.id


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def stage_title(stage: Stage) -> str:
    """As "Stage 2, isotonic"."""
    return f"Stage {stage.id}, {_small(stage.name)}"
