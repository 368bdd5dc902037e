"""Edits of the draft plan, kept as data: removed, dose changed, added, a note, a dose confirmed."""

from collections.abc import Sequence
from dataclasses import asdict

from planner.assembly.plan import Plan
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.records.plans import DoseConfirmation, PlanEdit
from planner.workflow.case_of import case_from
from planner.workflow.chosen_dose import ChosenDose, beside, checked_dose
from planner.workflow.clock import Clock
from planner.workflow.dose_rows import confirmed_rows, row_hash
from planner.workflow.draft import (
    ADDED,
    DOSE,
    DOWN,
    MOVED,
    NOTE,
    REMOVED,
    SWAPPED,
    TOGETHER,
    UNDONE,
    UP,
    edits_of,
)
from planner.workflow.edited_plan import can_add, dose_on_file, edited, for_none
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.in_use import plans_in_use
from planner.workflow.knowledge import Knowledge
from planner.workflow.planning import plan_of
from planner.workflow.protocol import standing_edits
from planner.workflow.saving import Saving, saves
from planner.workflow.texts import checked, checked_reason
from planner.workflow.usual_dose import keep_as_usual

MOST_NOTES = 3
LONGEST_NOTE = 500


@saves("remove-item")
def remove_item(
    save: Saving, item: str, reason: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Take an item out, or give up one that waits for an answer; the reason is kept with it."""
    known(item, knowledge.pack)
    plan = draft_plan(save, knowledge)
    if item not in _doses(plan) and not any(item in q.waiting for q in plan.questions):
        raise RefusedError("This item is not in the plan.", item)
    add_edit(save, kind=REMOVED, item=item, reason=checked_reason(reason))


@saves("change-dose")
def change_dose(
    save: Saving,
    item: str,
    dose: ChosenDose,
    reason: str,
    *,
    knowledge: Knowledge,
    clock: Clock,
    as_usual: bool = False,
) -> None:
    """Another dose for an item of the plan, or the dose that the pack does not have.

    ``as_usual`` keeps it as the clinician's own: offered to them next time, never taken by itself.
    """
    known(item, knowledge.pack)
    plan = draft_plan(save, knowledge)
    if item not in _doses(plan) and not any(q.id == f"dose-{item}" for q in plan.questions):
        raise RefusedError("This item is not in the plan: add it first.", item)
    chosen = beside(checked_dose(dose), _doses(plan).get(item))
    add_edit(save, kind=DOSE, item=item, reason=checked_reason(reason), dose=chosen)
    if as_usual:
        keep_as_usual(save, plan, item, chosen)


@saves("add-item")
def add_item(
    save: Saving,
    item: str,
    reason: str,
    dose: ChosenDose | None = None,
    keep_reason: str = "",
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Add an item of the library to the current stage.

    Raises RefusedError where a factor holds it, or nobody asked; a contraindicated one stands
    only with ``keep_reason``, and where the pack has no dose for it, one must be given.
    """
    thing = known(item, knowledge.pack)
    if not thing.is_offered:
        raise RefusedError("There is a newer version of it, or it was retired.", "item")
    plan = draft_plan(save, knowledge)
    if plan.current is None:
        raise RefusedError("Nothing is added to a holding plan.", "item")
    kept = checked(keep_reason, "keep_reason").strip()
    has_reason = len(kept) >= 3
    screened = can_add(plan, thing, knowledge.pack, keeps=lambda _factor: has_reason)
    on_file = dose_on_file(plan, thing)
    if dose is None and on_file is None:
        raise RefusedError("The pack has no dose for it here: give one.", "dose")
    add_edit(
        save,
        kind=ADDED,
        item=item,
        reason=checked_reason(reason),
        text=kept,
        kept_for=[caution.factor for caution in screened.blocked_by],
        dose=beside(checked_dose(dose), on_file) if dose else None,
    )


@saves("swap-item")
def swap_item(
    save: Saving,
    item: str,
    other: str,
    reason: str,
    dose: ChosenDose | None = None,
    *,
    knowledge: Knowledge,
    clock: Clock,
) -> None:
    """Put another item in the place of one. It passes the same checks as one that is added.

    Raises RefusedError where a factor stops it: what is contraindicated is added with its own
    reason, never swapped in.
    """
    thing = known(other, knowledge.pack)
    if not thing.is_offered:
        raise RefusedError("There is a newer version of it, or it was retired.", "other")
    known(item, knowledge.pack)
    plan = draft_plan(save, knowledge)
    if item not in _doses(plan):
        raise RefusedError("This item is not in the plan.", "other")
    if other in _doses(plan):
        raise RefusedError("It stands in the plan already.", "other")
    can_add(plan, thing, knowledge.pack, keeps=for_none)
    on_file = dose_on_file(plan, thing)
    if dose is None and on_file is None:
        raise RefusedError("The pack has no dose for it here: add it with one.", "other")
    chosen = beside(checked_dose(dose), on_file) if dose else None
    add_edit(save, kind=SWAPPED, item=item, text=other, reason=checked_reason(reason), dose=chosen)


@saves("move-item")
def move_item(save: Saving, item: str, way: str, *, knowledge: Knowledge, clock: Clock) -> None:
    """One place up or down within its strand: the order of the board and of the paper."""
    if way not in (UP, DOWN):
        raise RefusedError("Move it up or down.", "way")
    if item not in _doses(draft_plan(save, knowledge)):
        raise RefusedError("This item is not in the plan.", "way")
    add_edit(save, kind=MOVED, item=item, text=way)


@saves("choose-together")
def choose_together(
    save: Saving, plan_id: str, reason: str, *, knowledge: Knowledge, clock: Clock
) -> None:
    """Let this plan stand beside another one in use, with the reason (HZ-044)."""
    others = {plan.id for plan in plans_in_use(save.db, save.person.id)}
    if plan_id not in others:
        raise NotFoundError(plan_id)
    add_edit(save, kind=TOGETHER, item=plan_id, reason=checked_reason(reason))


@saves("add-note")
def add_note(save: Saving, text: str, *, clock: Clock) -> None:
    """A text of one's own on the patient's plan."""
    words = checked(text, "text", LONGEST_NOTE).strip()
    if not words:
        raise RefusedError("Write the note.", "text")
    notes = [e for e in edits_of(save.so_far, lambda _: "") if e.kind == NOTE and not e.is_undone]
    if len(notes) >= MOST_NOTES:
        raise RefusedError(f"At most {MOST_NOTES} notes fit on the plan.", "text")
    add_edit(save, kind=NOTE, text=words)


@saves("undo-edit")
def undo_edit(save: Saving, edit_id: str, *, clock: Clock) -> None:
    """Take an edit back: a new row that says so."""
    so_far = save.so_far
    earlier = frozenset(visit.id for visit in so_far.encounters)
    open_ = {e.id for e in edits_of(so_far, lambda _: "", earlier) if not e.is_undone}
    if edit_id not in open_:
        raise NotFoundError(edit_id)
    add_edit(save, kind=UNDONE, undoes=edit_id)


@saves("confirm-doses")
def confirm_doses(
    save: Saving, items: Sequence[str], *, knowledge: Knowledge, clock: Clock
) -> None:
    """Confirm doses of the plan that have no source: once per clinic and row version."""
    save.refuse_stale()
    rows = _doses(draft_plan(save, knowledge))
    confirmed = confirmed_rows(save.db)
    for name in items:
        if name not in rows:
            raise RefusedError("This item is not in the plan.", name)
        digest = row_hash(name, rows[name])
        if digest in confirmed:
            continue
        save.db.add(
            DoseConfirmation(
                item=name,
                row_hash=digest,
                encounter_id=save.encounter.id,
                recorded_at=save.now,
                recorded_by=save.actor.account_id,
            )
        )
        save.subjects.append(name)


def draft_plan(save: Saving, knowledge: Knowledge) -> Plan:
    """The plan as it is edited now. Raises RefusedError where there is none."""
    plan = plan_of(knowledge, case_from(save.db, save.so_far, knowledge)).plan
    if plan is None:
        raise RefusedError("There is no plan yet.", "item")
    edits = standing_edits(save.db, save.so_far, plan, lambda _: "")
    return edited(plan, edits, knowledge.pack).plan


def _doses(plan: Plan) -> dict[str, DoseRow]:
    stage = plan.current
    return {i.intervention.id: i.dose for i in stage.items} if stage else {}


def known(item: str, pack: Pack) -> Intervention:
    """The treatment of the library. Raises RefusedError."""
    thing = pack.library.interventions.get(item)
    if thing is None:
        raise RefusedError("This is not in the library.", "item")
    return thing


def add_edit(
    save: Saving,
    *,
    kind: str,
    item: str | None = None,
    text: str = "",
    reason: str = "",
    dose: ChosenDose | None = None,
    undoes: str | None = None,
    kept_for: list[str] | None = None,
) -> None:
    """Append one edit to the draft of this visit. Raises StaleWriteError."""
    save.refuse_stale()
    row = PlanEdit(
        kind=kind,
        item=item,
        text=text,
        reason=reason,
        dose=asdict(dose) if dose else None,
        undoes=undoes,
        kept_for=kept_for,
    )
    save.add(row, f"{kind}:{item}" if item else kind)
