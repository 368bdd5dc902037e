"""The list of edits: what, why, who and when, and how one is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.assembly.plan import Plan
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.progression.differences import dose_differences
from planner.web.protocol.change_cards import change_lines, session_name
from planner.web.visits import visit_address
from planner.web.words import DAY_NAMES, day_or_time
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
    EditEntry,
)
from planner.workflow.edited_plan import dose_on_file
from planner.workflow.entries import VisitPage
from planner.workflow.moved_days import move_of
from planner.workflow.protocol import ProtocolBoard
from planner.workflow.waiting import EDIT

WORDS = {
    REMOVED: "Taken out",
    DOSE: "Dose changed",
    ADDED: "Added",
    NOTE: "Note for the patient",
    SWAPPED: "Swapped",
    MOVED: "Moved",
    TOGETHER: "Stands beside another plan in use",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLine:
    """One edit as it stands. ``is_idle``: it found nothing to do, and the issue waits for it."""

    id: str
    what: str
    why: str
    who: str
    is_undone: bool
    is_idle: bool
    undo_address: str | None


def edit_lines(
    draft: ProtocolBoard, page: VisitPage, pack: Pack, today: date
) -> tuple[EditLine, ...]:
    """Every edit of this visit's draft in order, those taken back among them."""
    idle = {waiting.id for waiting in draft.waiting if waiting.kind == EDIT}
    return tuple(
        EditLine(
            id=edit.id,
            what=_dose_change(draft.edits[:place], edit, draft.plan, pack) or _what(edit, pack),
            why=edit.text if edit.kind == NOTE else edit.reason,
            who=f"{edit.by}, {day_or_time(edit.at, today)}"
            + (", carried from that visit" if edit.is_carried else ""),
            is_undone=edit.is_undone,
            is_idle=edit.id in idle,
            undo_address=None
            if edit.is_undone or not page.is_open
            else visit_address("protocol.undo", page, edit_id=edit.id),
        )
        for place, edit in enumerate(draft.edits)
    )


def _dose_change(
    before: Sequence[EditEntry], edit: EditEntry, plan: Plan | None, pack: Pack
) -> str:
    """As "Double-leg bridge hold: hold 15–30 s to 30–45 s"; empty for any other edit."""
    thing = pack.library.interventions.get(edit.item or "")
    if edit.kind != DOSE or thing is None or plan is None:
        return ""
    was = dose_on_file(plan, thing)
    for each in before:
        if each.kind in (DOSE, ADDED) and each.item == edit.item and not each.is_undone:
            was = _row(each, plan, was) or was
    now = _row(edit, plan, was)
    if was is None or now is None:
        return ""
    name, told = f"{thing.name}: ", change_lines(tuple(dose_differences(thing.id, was, now)), pack)
    return f"Dose changed: {name}{'; '.join(line.removeprefix(name) for line in told)}"


def _row(edit: EditEntry, plan: Plan, standing: DoseRow | None) -> DoseRow | None:
    stage, picture, irritability = plan.current, plan.picture, plan.case.irritability
    if edit.dose is None or stage is None or picture is None or irritability is None:
        return None
    return as_row(edit.dose, picture.id, stage.stage.id, irritability, edit.reason, standing)


def _what(edit: EditEntry, pack: Pack) -> str:
    thing = pack.library.interventions.get(edit.item or "")
    other = pack.library.interventions.get(edit.other)
    if edit.kind == DAY:
        move = move_of(edit)
        days = f"{DAY_NAMES[move.day]} to {DAY_NAMES[move.to]}"
        return f"Moved in the week: {session_name(move.item, pack)}, {days}"
    if edit.kind == SWAPPED and thing and other:
        return f"Swapped: {thing.name} for {other.name}"
    if edit.kind == MOVED and thing:
        return f"Moved {edit.other}: {thing.name}"
    kept = " although contraindicated" if edit.keeps else ""
    words = f"{WORDS.get(edit.kind, edit.kind)}{kept}"
    return f"{words}: {thing.name}" if thing else words
