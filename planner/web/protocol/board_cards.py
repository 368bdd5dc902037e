"""The board: stages across, strands down, and what stands around it."""

from collections.abc import Sequence

from planner.assembly.accounting import why_no
from planner.assembly.plan import Plan, PlanKind, PlanStage
from planner.clinical.interventions import Intervention, Strand, Where
from planner.clinical.pack import Pack
from planner.clinical.stages import Criterion, Strictness
from planner.documents.filling.dose_line import range_words
from planner.web.components.protocol import (
    ItemCard,
    LeftOutLine,
    Meter,
    ProtocolBoard,
    StageHead,
    StrandRow,
)
from planner.web.protocol.item_cards import Desk, cards_of, some
from planner.web.words import as_words, plural
from planner.workflow.entries import VisitPage

ORDER = (
    Strand.LUMBAR_RELEASE,
    Strand.SOFT_TISSUE,
    Strand.MANUAL_THERAPY,
    Strand.ELECTROTHERAPY,
    Strand.STRENGTHENING,
    Strand.ENERGY_STORAGE,
    Strand.GAIT_REEDUCATION,
    Strand.BIOMECH_ANALYSIS,
    Strand.EDUCATION,
    Strand.LOAD_MANAGEMENT,
    Strand.SELF_CARE,
    Strand.PREVENTION,
)
"""The founding order of the treatment first, then what is said and done alongside."""
NAMES = {
    Strand.GAIT_REEDUCATION: "Gait re-education",
    Strand.BIOMECH_ANALYSIS: "Biomechanical analysis",
    Strand.SELF_CARE: "Self-care",
}
CANDIDATES = 2
"""Names of a later stage in one cell, its core first; the rest are counted."""


def board_of(desk: Desk) -> ProtocolBoard:
    """Every strand, with its items now or why it has none, and later stages by name."""
    plan = desk.plan
    later = later_stages(plan)
    return ProtocolBoard(
        now=_head_now(plan, desk.page),
        later=tuple(_head(entry) for entry in later),
        strands=tuple(_row(desk, strand, later) for strand in ORDER),
    )


def later_stages(plan: Plan) -> tuple[PlanStage, ...]:
    """Stages after the current one."""
    return tuple(entry for entry in plan.stages if not entry.is_current and not entry.is_done)


def strand_name(strand: Strand) -> str:
    """The strand as a heading."""
    return NAMES.get(strand, as_words(strand.value))


def weeks_words(entry: PlanStage) -> str:
    """As "1–3 weeks"; a promise about time, never a gate."""
    weeks = entry.stage.expected_weeks
    return range_words(weeks, "weeks") if weeks else ""


def _head_now(plan: Plan, page: VisitPage) -> StageHead:
    entry = plan.current
    if entry is None:
        return StageHead(title="No stage", note="")
    stage = entry.stage
    weeks = (
        f" Usually {weeks_words(entry)}; leaves on criteria, never on time."
        if (stage.expected_weeks)
        else " Leaves on criteria, never on time."
    )
    return StageHead(
        title=f"Stage {stage.id}, {stage.name[:1].lower()}{stage.name[1:]}: now",
        note=f"{stage.aim}{weeks} Pain limit {stage.pain_limit}/10. {_chosen(page)}",
    )


def _chosen(page: VisitPage) -> str:
    """How the stage came about, in one sentence."""
    if page.stage is None or page.stage.value is None:
        return "Worked out: the first stage whose exit is not measured as met."
    return f"Chosen by {page.stage.by}: {page.stage.note}"


def _head(entry: PlanStage) -> StageHead:
    return StageHead(
        title=f"Stage {entry.stage.id}", note=entry.stage.name, weeks=weeks_words(entry)
    )


def _row(desk: Desk, strand: Strand, later: Sequence[PlanStage]) -> StrandRow:
    items = cards_of(desk, strand)
    return StrandRow(
        name=strand_name(strand),
        note=_note(desk, strand, items),
        items=items,
        later=tuple(_candidates(entry, strand) for entry in later),
        left_out="" if items else _left_out(desk.plan, strand),
        conflicts=_conflicts(desk.plan, strand),
    )


def _conflicts(plan: Plan, strand: Strand) -> tuple[str, ...]:
    """Where founding document and evidence part over an item of this strand, each said once."""
    items = plan.current.items if plan.current else ()
    found = [
        conflict.says
        for item in items
        if item.intervention.strand is strand
        for conflict in item.conflicts
    ]
    return tuple(dict.fromkeys(found))


def _note(desk: Desk, strand: Strand, items: Sequence[ItemCard]) -> str:
    """As "1 clinic, 2 home", and how many wait."""
    waiting = sum(card.dose is None for card in items)
    stage = desk.plan.current
    here = [
        item.intervention
        for item in (stage.items if stage else ())
        if item.intervention.strand is strand
    ]
    places = {"clinic": (Where.CLINIC,), "home": (Where.HOME, Where.GYM), "running": (Where.RUN,)}
    counted = [
        f"{count} {word}"
        for word, wheres in places.items()
        if (count := sum(thing.where in wheres for thing in here))
    ]
    if rest := sum(thing.where is Where.FIELD for thing in here):
        counted.append(f"{rest} outdoors")
    if waiting:
        counted.append(f"{waiting} waiting")
    return ", ".join(counted) or "left out"


def _left_out(plan: Plan, strand: Strand) -> str:
    stage = plan.current
    if plan.picture is None or stage is None:
        return "Nothing is given while this plan holds."
    single = [entry for entry in plan.left_out if entry.id != strand.value]
    return _sentence(why_no(strand, plan.picture, stage.stage, single))


def _candidates(entry: PlanStage, strand: Strand) -> tuple[str, ...]:
    """The core of that stage first; a promise, not a dose."""
    core = entry.stage.core_interventions
    here: list[Intervention] = sorted(
        (thing for thing in entry.candidates if thing.strand is strand),
        key=lambda thing: core.index(thing.id) if thing.id in core else len(core),
    )
    rest = len(here) - CANDIDATES
    names = tuple(thing.name.partition(" (")[0] for thing in here[:CANDIDATES])
    return (*names, f"{rest} more") if rest > 0 else names


def meters_of(plan: Plan) -> tuple[Meter, ...]:
    """Exercises, self-care and minutes at home: over a limit says what may go, stops nothing."""
    meter = plan.meter
    if meter is None:
        return ()
    return (
        Meter(
            name="Home exercises",
            value=meter.exercises,
            limit=meter.exercise_limit,
            blocks=True,
            drop=_drop(plan, meter.exercises - meter.exercise_limit, is_care=False),
        ),
        Meter(
            name="Self-care",
            value=meter.self_care,
            limit=meter.self_care_limit,
            blocks=True,
            drop=_drop(plan, meter.self_care - meter.self_care_limit, is_care=True),
        ),
        Meter(
            name="Home time a day",
            value=meter.minutes,
            limit=meter.minutes_limit,
            unit="min",
            drop=_over(meter.minutes - meter.minutes_limit),
        ),
    )


def _over(minutes: float) -> str:
    return f"{minutes:g} min over: fewer sets, or one exercise less" if minutes > 0 else ""


def _drop(plan: Plan, over: int, *, is_care: bool) -> str:
    """What may go first: not core, and the least certain of them."""
    stage = plan.current
    if over <= 0 or stage is None:
        return ""
    home = [
        item
        for item in stage.items
        if item.intervention.where in (Where.HOME, Where.GYM)
        and (item.intervention.strand is Strand.SELF_CARE) is is_care
        and not item.is_core
    ]
    names = some(item.intervention.name for item in reversed(home[-over:]))
    return f"{over} over: drop {names} first" if names else f"{over} over: all of it is core"


def left_out_lines(plan: Plan) -> tuple[LeftOutLine, ...]:
    """Whole strands first, then items; what waits for an answer stands on the board instead."""
    strands = {strand.value for strand in Strand}
    waiting = {name for question in plan.questions for name in question.waiting}
    here = {entry.strand for entry in plan.left_out if entry.id in waiting and entry.strand}
    entries = [
        entry
        for entry in plan.left_out
        if entry.id not in waiting and entry.id not in {strand.value for strand in here}
    ]
    entries.sort(key=lambda entry: entry.id not in strands)
    return tuple(
        LeftOutLine(
            name=strand_name(Strand(entry.id)) if entry.id in strands else entry.name,
            because=_sentence(entry.because),
        )
        for entry in entries
    )


def criteria_lines(criteria: Sequence[Criterion]) -> tuple[str, ...]:
    """Each criterion in the pack's words; one that only prompts says so."""
    return tuple(
        criterion.text
        if criterion.strictness is Strictness.GATE
        else f"{criterion.text} ({criterion.strictness.value}: does not decide)"
        for criterion in criteria
    )


def intro_of(plan: Plan, pack: Pack) -> str:
    """What is treated, in one line: condition, side, irritability, contributors."""
    name = plan.diagnosis.name if plan.diagnosis else "Not sure yet"
    parts = [f"{name}, {_side(plan)}."]
    if plan.case.irritability:
        parts.append(f"Irritability {plan.case.irritability.value}.")
    names = [pack.presentation.conditions[each].name for each in plan.case.contributors]
    if names:
        parts.append(f"{plural(len(names), 'Contributor')[2:]}: {', '.join(names)}.")
    if plan.kind is PlanKind.INTERIM and plan.picture and plan.picture.interim_weeks:
        parts.append(f"For {plural(plan.picture.interim_weeks, 'week')}.")
    return " ".join(parts)


def _side(plan: Plan) -> str:
    side = plan.case.side
    if side is None:
        return "side not recorded"
    return "both sides" if side.value == "both" else side.value


def _sentence(text: str) -> str:
    text = text.strip()
    text = f"{text[:1].upper()}{text[1:]}"
    return text if text.endswith((".", "?", "!")) else f"{text}."
