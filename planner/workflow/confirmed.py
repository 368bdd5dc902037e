"""Which doses without a source this clinic has confirmed, by whom, and whether they still stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow
from planner.records.plans import DoseConfirmation
from planner.workflow.case_of import names_in
from planner.workflow.dose_rows import is_unsourced, row_hash
from planner.workflow.knowledge import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedDose:
    """One confirmed row. ``row`` is ``None`` once the pack says it differently: it asks again."""

    item: str
    row: DoseRow | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedDoses:
    """All of them, the newest first, beside how many rows of the pack have no source."""

    doses: tuple[ConfirmedDose, ...]
    unsourced: int

    @property
    def standing(self) -> int:
        """How many rows of the pack are confirmed as they stand today."""
        return len({(dose.item, dose.row) for dose in self.doses if dose.row is not None})


def confirmed_doses(db: Session, *, knowledge: Knowledge) -> ConfirmedDoses:
    """Every confirmation of this clinic with the row it was given for."""
    rows, who = _unsourced(knowledge.pack), names_in(db)
    found = db.scalars(select(DoseConfirmation).order_by(DoseConfirmation.recorded_at.desc()))
    return ConfirmedDoses(
        doses=tuple(
            ConfirmedDose(
                item=one.item,
                row=rows.get(one.row_hash),
                by=who(one.recorded_by),
                at=one.recorded_at,
            )
            for one in found
        ),
        unsourced=len(rows),
    )


def _unsourced(pack: Pack) -> dict[str, DoseRow]:
    return {
        row_hash(item.id, row): row
        for item in pack.library.interventions.values()
        for row in item.doses
        if row.use and is_unsourced(row)
    }
