"""The list of edits: what, why, who and when, and how one is taken back."""

from dataclasses import dataclass
from datetime import date

from planner.clinical.pack import Pack
from planner.web.protocol.change_cards import session_name
from planner.web.visits import visit_address
from planner.web.words import DAY_NAMES, day_or_time
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
            what=_what(edit, pack),
            why=edit.text if edit.kind == NOTE else edit.reason,
            who=f"{edit.by}, {day_or_time(edit.at, today)}"
            + (", carried from that visit" if edit.is_carried else ""),
            is_undone=edit.is_undone,
            is_idle=edit.id in idle,
            undo_address=None
            if edit.is_undone or not page.is_open
            else visit_address("protocol.undo", page, edit_id=edit.id),
        )
        for edit in draft.edits
    )


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
