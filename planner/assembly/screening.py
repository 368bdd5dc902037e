"""Contraindications bind: every item is held against every factor, answered or not.

An answered "yes" takes the cell's status. An unanswered factor takes it too: what a yes would
block is blocked until somebody asks. Only a "no" frees the item.
"""

from dataclasses import dataclass

from planner.assembly.plan import ItemCaution
from planner.clinical.answers import Presence
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Library
from planner.ruleout.picture import ClinicalPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """One item after the matrix: what blocks it for sure, what is unasked, what to mind."""

    intervention: Intervention
    blocked_by: tuple[ItemCaution, ...]
    waiting_for: tuple[ItemCaution, ...]
    cautions: tuple[ItemCaution, ...]

    @property
    def allowed(self) -> bool:
        """Whether the item may stand in a plan."""
        return not self.blocked_by and not self.waiting_for

    @property
    def would_be_allowed(self) -> bool:
        """Whether only unanswered questions stand in its way."""
        return not self.blocked_by


def screen(item: Intervention, library: Library, picture: ClinicalPicture) -> Screened:
    """Hold one item against every factor, by its modality and by its own exceptions."""
    met = [
        caution
        for caution in _cells(item, library, picture)
        if caution.answer is not Presence.ABSENT and caution.status is not CellStatus.SAFE
    ]
    blocking = [caution for caution in met if caution.status.blocks]
    return Screened(
        intervention=item,
        blocked_by=tuple(c for c in blocking if c.answer is Presence.PRESENT),
        waiting_for=tuple(c for c in blocking if c.answer is Presence.NOT_ASSESSED),
        cautions=tuple(c for c in met if not c.status.blocks),
    )


def _cells(
    item: Intervention, library: Library, picture: ClinicalPicture
) -> tuple[ItemCaution, ...]:
    from_matrix = tuple(
        ItemCaution(
            factor=factor.id,
            status=cell.status,
            answer=picture.factor(factor.id),
            clinician=cell.clinician or "",
            patient=cell.patient or "",
        )
        for factor in library.factors.values()
        if (cell := factor.cells.get(item.modality)) is not None
    )
    own = tuple(
        ItemCaution(
            factor=entry.factor,
            status=entry.status,
            answer=picture.factor(entry.factor),
            clinician=entry.because,
            patient=entry.patient,
        )
        for entry in item.avoid_when
    )
    return own + from_matrix
