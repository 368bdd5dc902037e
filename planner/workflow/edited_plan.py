"""A plan with a clinician's edits: worked out again each time, so every check runs again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from planner.assembly.accounting import strands_without_items
from planner.assembly.doses import dose_for
from planner.assembly.meter import home_meter
from planner.assembly.plan import LeftOut, Plan, PlanItem, PlanStage, Question
from planner.assembly.screening import Screened, screen
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import BRIEF_STRANDS, Intervention, Strand
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.workflow.chosen_dose import as_row
from planner.workflow.draft import (
    ADDED,
    DAY,
    DOSE,
    MOVED,
    NOTE,
    REMOVED,
    SWAPPED,
    TOGETHER,
    UP,
    EditEntry,
)
from planner.workflow.errors import RefusedError
from planner.workflow.moved_days import move_of, with_move


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The plan after the edits, the texts for the patient, and edits that found nothing to do."""

    plan: Plan
    notes: tuple[str, ...]
    idle: tuple[str, ...]


def edited(plan: Plan, edits: Sequence[EditEntry], pack: Pack) -> Edited:
    """Apply the edits that were not undone, in order. The plan handed in is not changed.

    Sessions are moved last, in the week that the other edits leave. An edit that
    finds nothing to do is idle, and waits for somebody; a dose, a swap or a day of an earlier visit
    whose item is not there any more is let go.
    """
    notes: list[str] = []
    idle: list[str] = []
    for edit in sorted(edits, key=lambda edit: edit.kind == DAY):
        if edit.is_undone:
            continue
        if edit.kind == TOGETHER:
            continue
        if edit.kind == NOTE:
            notes.append(edit.text)
            continue
        changed = _apply(plan, edit, pack)
        if changed is None:
            if not edit.is_carried or edit.kind == ADDED:
                idle.append(edit.id)
        else:
            plan = changed
    if plan.meter is not None and edits:
        plan = replace(plan, meter=home_meter(plan, pack))
    return Edited(plan=plan, notes=tuple(notes), idle=tuple(idle))


def can_add(
    plan: Plan, thing: Intervention, pack: Pack, *, keeps: Callable[[str], bool]
) -> Screened:
    """Hold an item against every factor. Raises RefusedError with the factor that stops it.

    A ``hold``, or a question nobody asked, is never outvoted; a contraindicated item only by a
    reason recorded for that very factor, which ``keeps`` is asked for.
    """
    screened = screen(thing, pack.library, plan.assessment.picture)
    labels = {name: factor.label for name, factor in pack.library.factors.items()}
    for caution in screened.waiting_for:
        raise RefusedError(
            f"{thing.name} waits for an answer: {labels[caution.factor]}.", caution.factor
        )
    for caution in screened.blocked_by:
        if caution.status is CellStatus.CONTRAINDICATED and keeps(caution.factor):
            continue
        raise RefusedError(
            f"{thing.name}: {labels[caution.factor]}. {caution.clinician}", caution.factor
        )
    return screened


def for_none(_factor: str) -> bool:
    """Nothing is kept in spite of anything."""
    return False


def dose_on_file(plan: Plan, thing: Intervention) -> DoseRow | None:
    """The pack's dose for an item in the plan's picture and stage, unless it says no."""
    stage, irritability = plan.current, plan.case.irritability
    if stage is None or plan.picture is None or irritability is None:
        return None
    row = dose_for(thing, plan.picture.id, stage.stage.id, irritability)
    return row if row is not None and row.use else None


def _apply(plan: Plan, edit: EditEntry, pack: Pack) -> Plan | None:
    stage = plan.current
    if edit.kind == DAY:
        return with_move(plan, move_of(edit), pack)
    thing = pack.library.interventions.get(edit.item or "")
    if thing is None:
        return None
    if edit.kind == REMOVED:
        return _without(plan, stage, thing, edit)
    if edit.kind == MOVED:
        return _moved(plan, stage, thing, edit) if stage is not None else None
    if stage is None or plan.picture is None or plan.case.irritability is None:
        return None
    if edit.kind == SWAPPED:
        return _swapped(plan, stage, thing, edit, pack)
    chosen = None
    present = [item for item in stage.items if item.intervention.id == thing.id]
    if edit.dose is not None:
        because = f"chosen by {edit.by or 'the clinician'}: {edit.reason}"
        chosen = as_row(
            edit.dose,
            plan.picture.id,
            stage.stage.id,
            plan.case.irritability,
            because,
            present[0].dose if present else dose_on_file(plan, thing),
        )
        if chosen is None:
            return None
    if edit.kind == DOSE and present and chosen is not None:
        items = tuple(
            replace(item, dose=chosen) if item.intervention.id == thing.id else item
            for item in stage.items
        )
        return _with(plan, stage, items, plan.left_out, thing.id)
    asked = any(question.id == f"dose-{thing.id}" for question in plan.questions)
    if present or (edit.kind == DOSE and not asked):
        return None
    return _added(plan, stage, thing, chosen, edit, pack)


def _added(
    plan: Plan,
    stage: PlanStage,
    thing: Intervention,
    chosen: DoseRow | None,
    edit: EditEntry,
    pack: Pack,
) -> Plan | None:
    """The item in its strand's place; nothing where a factor holds it by now."""
    dose = chosen or dose_on_file(plan, thing)
    if dose is None or plan.picture is None:
        return None
    try:
        screened = can_add(plan, thing, pack, keeps=edit.keeps.__contains__)
    except RefusedError:
        return None
    item = PlanItem(
        intervention=thing,
        dose=dose,
        is_core=thing.id in stage.stage.core_interventions,
        serves=plan.picture.id,
        why=f"{thing.purpose} (added by {edit.by or 'the clinician'}: {edit.reason})",
        cautions=(*screened.blocked_by, *screened.cautions),
        conflicts=tuple(pack.presentation.conflicts[name] for name in thing.conflicts),
    )
    strands = list(Strand)
    items = tuple(sorted((*stage.items, item), key=lambda i: strands.index(i.intervention.strand)))
    left = tuple(entry for entry in plan.left_out if entry.id != thing.id)
    return _with(plan, stage, items, left, thing.id)


def _swapped(
    plan: Plan, stage: PlanStage, thing: Intervention, edit: EditEntry, pack: Pack
) -> Plan | None:
    """Another item in the place of one; checked like any that is added."""
    other = pack.library.interventions.get(edit.other)
    present = {item.intervention.id for item in stage.items}
    if other is None or thing.id not in present or other.id in present:
        return None
    said = replace(edit, reason=f"{other.name} in its place: {edit.reason}")
    left = _without(plan, stage, thing, said)
    now = left.current
    if now is None or left.picture is None or left.case.irritability is None:
        return None
    chosen = None
    if edit.dose is not None:
        because = f"chosen by {edit.by or 'the clinician'}: {edit.reason}"
        chosen = as_row(
            edit.dose,
            left.picture.id,
            now.stage.id,
            left.case.irritability,
            because,
            dose_on_file(left, other),
        )
    return _added(left, now, other, chosen, edit, pack)


def _moved(plan: Plan, stage: PlanStage, thing: Intervention, edit: EditEntry) -> Plan:
    """One place up or down among the items of its strand; at the end it stays."""
    items = list(stage.items)
    mine = [n for n, item in enumerate(items) if item.intervention.strand is thing.strand]
    here = next((n for n in mine if items[n].intervention.id == thing.id), None)
    if here is None:
        return plan
    at = mine.index(here) + (-1 if edit.other == UP else 1)
    if 0 <= at < len(mine):
        items[here], items[mine[at]] = items[mine[at]], items[here]
    return _with(plan, stage, tuple(items), plan.left_out, "")


def _without(plan: Plan, stage: PlanStage | None, thing: Intervention, edit: EditEntry) -> Plan:
    """The plan without the item; one that is not in it any more stays out."""
    items = stage.items if stage else ()
    kept = tuple(item for item in items if item.intervention.id != thing.id)
    waits = any(thing.id in question.waiting for question in plan.questions)
    if len(kept) == len(items) and not waits:
        return plan
    entry = LeftOut(
        id=thing.id,
        name=thing.name,
        because=f"taken out by {edit.by or 'the clinician'}: {edit.reason}",
        strand=thing.strand,
    )
    left = (entry, *(each for each in plan.left_out if each.id != thing.id))
    return _with(plan, stage, kept, left, thing.id)


def _with(
    plan: Plan,
    stage: PlanStage | None,
    items: tuple[PlanItem, ...],
    left_out: tuple[LeftOut, ...],
    settled: str,
) -> Plan:
    """The plan with other items; questions that only ``settled`` waited for fall away."""
    stages = tuple(
        replace(each, items=items) if stage is not None and each.is_current else each
        for each in plan.stages
    )
    return replace(
        plan,
        stages=stages,
        left_out=_accounted(plan, stage, items, left_out),
        questions=tuple(q for each in plan.questions if (q := _still(each, settled))),
    )


def _accounted(
    plan: Plan,
    stage: PlanStage | None,
    items: tuple[PlanItem, ...],
    left_out: tuple[LeftOut, ...],
) -> tuple[LeftOut, ...]:
    """Each strand of the brief accounted for anew: an edit may have filled or emptied it."""
    if stage is None or plan.picture is None:
        return left_out
    strands = {strand.value for strand in BRIEF_STRANDS}
    single = tuple(entry for entry in left_out if entry.id not in strands)
    return (*single, *strands_without_items(plan.picture, stage.stage, items, single))


def _still(question: Question, settled: str) -> Question | None:
    if settled not in question.waiting:
        return question
    waiting = tuple(name for name in question.waiting if name != settled)
    return replace(question, waiting=waiting) if waiting else None
