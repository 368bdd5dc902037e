"""The draft plan's edits as they stand at one visit: its own, and those carried from before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from planner.records.episode import EpisodeSoFar
from planner.records.plans import PlanEdit
from planner.workflow.chosen_dose import ChosenDose
from planner.workflow.standing import Who

REMOVED, DOSE, ADDED, NOTE, UNDONE = "removed", "dose", "added", "note", "undone"
SWAPPED, MOVED, TOGETHER, DAY = "swapped", "moved", "together", "day"
OF_A_STAGE = frozenset({DOSE, ADDED, SWAPPED, MOVED, DAY})
"""Edits that were made for one stage: they are carried while the plan stays in it."""
UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEntry:
    """One edit as it stands. ``keeps`` are the factors a contraindicated item was kept in spite of.

    ``other`` is the item that took the place, the way it was moved, or from which weekday to
    which. ``is_carried``: made at an earlier visit of this episode, and laid over the plan that is
    worked out today (HZ-045).
    """

    id: str
    kind: str
    item: str | None
    text: str
    reason: str
    dose: ChosenDose | None
    keeps: tuple[str, ...]
    by: str
    at: datetime
    is_undone: bool
    other: str = ""
    is_carried: bool = False


def edits_of(
    so_far: EpisodeSoFar, who: Who, same_stage: Collection[str] = ()
) -> tuple[EditEntry, ...]:
    """The edits of this visit's draft, in order, after those carried from earlier visits.

    What somebody took out stays out until a person puts it back, whatever the stage. A dose, an
    addition, a swap are carried from the visits of ``same_stage`` alone. A note is of its visit.
    """
    rows = so_far.rows(PlanEdit)
    undone = {row.undoes: row for row in rows if row.undoes}
    here = so_far.encounter.id
    return tuple(
        _entry(row, who, undone, is_carried=row.encounter_id != here)
        for row in rows
        if row.kind != UNDONE
        and (row.encounter_id == here or _is_carried(row, rows, undone, same_stage, here))
    )


def _is_carried(
    row: PlanEdit,
    rows: Iterable[PlanEdit],
    undone: dict[str, PlanEdit],
    same_stage: Collection[str],
    here: str,
) -> bool:
    if row.id in undone and undone[row.id].encounter_id != here:
        return False
    if row.kind == REMOVED:
        return not any(
            other.kind == ADDED
            and other.item == row.item
            and other.recorded_at > row.recorded_at
            and other.encounter_id != here
            and other.id not in undone
            for other in rows
        )
    return row.kind in OF_A_STAGE and row.encounter_id in same_stage


def _entry(row: PlanEdit, who: Who, undone: dict[str, PlanEdit], *, is_carried: bool) -> EditEntry:
    return EditEntry(
        id=row.id,
        kind=row.kind,
        item=row.item,
        text=row.text if row.kind == NOTE else "",
        reason=" ".join(filter(None, (row.reason, row.text if row.kind == ADDED else ""))),
        dose=ChosenDose(**row.dose) if row.dose else None,
        keeps=tuple(row.kept_for or ()),
        by=who(row.recorded_by),
        at=row.recorded_at,
        is_undone=row.id in undone,
        other=row.text if row.kind in (SWAPPED, MOVED, DAY) else "",
        is_carried=is_carried,
    )
