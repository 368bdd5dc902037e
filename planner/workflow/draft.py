"""The draft plan's edits as they stand at one visit."""

from dataclasses import dataclass
from datetime import datetime

from planner.records.episode import EpisodeSoFar
from planner.records.plans import PlanEdit
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.standing import Who

REMOVED, DOSE, ADDED, NOTE, UNDONE = "removed", "dose", "added", "note", "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEntry:
    """One edit as it stands. ``keeps`` says a contraindicated item was kept on purpose."""

    id: str
    kind: str
    item: str | None
    text: str
    reason: str
    dose: ChosenDose | None
    keeps: bool
    by: str
    at: datetime
    is_undone: bool


def edits_of(so_far: EpisodeSoFar, who: Who) -> tuple[EditEntry, ...]:
    """The edits of this visit's draft, in order. A new visit starts from a new draft."""
    rows = so_far.here(PlanEdit)
    undone = {row.undoes for row in rows if row.undoes}
    return tuple(
        EditEntry(
            id=row.id,
            kind=row.kind,
            item=row.item,
            text="" if row.kind == ADDED else row.text,
            reason=" ".join(filter(None, (row.reason, row.text if row.kind == ADDED else ""))),
            dose=ChosenDose(**row.dose) if row.dose else None,
            keeps=row.kind == ADDED and bool(row.text),
            by=who(row.recorded_by),
            at=row.recorded_at,
            is_undone=row.id in undone,
        )
        for row in rows
        if row.kind != UNDONE
    )
