"""What may stand in the place of one item: its ladder first, then others of its strand."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from planner.assembly.doses import dose_for, evidence_rank
from planner.assembly.plan import Plan
from planner.assembly.screening import Screened, screen
from planner.assembly.selection import missing_equipment
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Pack
from planner.clinical.quantities import DoseRow


class Rung(StrEnum):
    """Where an alternative stands beside the item."""

    EASIER = "easier"
    HARDER = "harder"
    ALIKE = "in its place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One item that may take the place. ``missing`` is equipment nobody has; no ``dose``: ask."""

    thing: Intervention
    rung: Rung
    screened: Screened
    dose: DoseRow | None
    missing: tuple[str, ...]

    @property
    def is_free(self) -> bool:
        """Whether it can be taken at once: allowed, dosed and equipped."""
        return self.is_within_reach and self.dose is not None

    @property
    def is_within_reach(self) -> bool:
        """Whether no factor and no limit stops it, and what it needs is there."""
        return self.screened.allowed and not self.missing


def alternatives(plan: Plan, thing: Intervention, pack: Pack) -> tuple[Alternative, ...]:
    """Easier and harder steps of its ladder, then items of its strand, free ones first.

    Each is held against every factor; a dose is only ever a row of this picture and stage.
    """
    stage = plan.current
    if stage is None or plan.picture is None or plan.case.irritability is None:
        return ()
    present = {item.intervention.id for item in stage.items}
    found = [
        alternative(plan, other, rung, pack)
        for other, rung in _candidates(thing, pack)
        if other.id not in present
    ]
    order = list(Rung)
    return tuple(
        sorted(
            (each for each in found if each.rung is not Rung.ALIKE or each.dose is not None),
            key=lambda each: (
                order.index(each.rung),
                not each.is_free,
                evidence_rank(each.thing),
                each.thing.minutes,
            ),
        )
    )


def _candidates(thing: Intervention, pack: Pack) -> Iterator[tuple[Intervention, Rung]]:
    library = pack.library.interventions
    ladder = {thing.id}
    for names, rung in ((thing.regression, Rung.EASIER), (thing.progression, Rung.HARDER)):
        for name in names:
            if name not in ladder:
                ladder.add(name)
                yield library[name], rung
    for other in library.values():
        if other.id not in ladder and other.strand is thing.strand:
            yield other, Rung.ALIKE


def alternative(plan: Plan, other: Intervention, rung: Rung, pack: Pack) -> Alternative:
    """One item in the place of another: its dose in this stage, and what stops it."""
    row = None
    stage, picture, irritability = plan.current, plan.picture, plan.case.irritability
    if stage is not None and picture is not None and irritability is not None:
        row = dose_for(other, picture.id, stage.stage.id, irritability)
    return Alternative(
        thing=other,
        rung=rung,
        screened=screen(other, pack.library, plan.assessment.picture),
        dose=row if row is not None and row.use else None,
        missing=missing_equipment(
            other, pack.library, plan.case.equipment, plan.case.clinic_equipment
        ),
    )
