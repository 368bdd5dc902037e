"""Contraindications bind: every item is held against every factor, answered or not.

An answered "yes" takes the cell's status. An unanswered factor takes it too: what a yes would
block is blocked until somebody asks. Only a "no" frees the item.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from planner.assembly.plan import ItemCaution
from planner.assembly.surgeons_limits import limit_cautions, missing
from planner.clinical.answers import Presence
from planner.clinical.case import InvestigationOutcome
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention
from planner.clinical.pack import Library
from planner.clinical.surgery import AfterSurgery
from planner.ruleout.results import is_signed

NOT_AGREED = "Their answer is not on record."
"""Said where an agreement that a precaution depends on was not recorded as a signed result."""


class FactorAnswers(Protocol):
    """Whoever can say what is known of a factor, of a surgeon's limits and of signed results."""

    @property
    def on(self) -> date: ...
    @property
    def after_surgery(self) -> AfterSurgery | None: ...
    @property
    def investigations(self) -> tuple[InvestigationOutcome, ...]: ...
    def factor(self, factor: str) -> Presence: ...


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


def screen(item: Intervention, library: Library, picture: FactorAnswers) -> Screened:
    """Hold one item against every factor, by its modality and by its own exceptions."""
    met = tuple(_met(item, library, picture))
    blocking = [caution for caution in met if caution.status.blocks]
    return Screened(
        intervention=item,
        blocked_by=tuple(c for c in blocking if c.answer is Presence.PRESENT),
        waiting_for=tuple(c for c in blocking if c.answer is Presence.NOT_ASSESSED),
        cautions=tuple(c for c in met if not c.status.blocks),
    )


def _met(item: Intervention, library: Library, picture: FactorAnswers) -> Iterator[ItemCaution]:
    """Every factor that is not answered no and whose cell is not safe; own exceptions first."""
    for entry in item.avoid_when:
        answer = picture.factor(entry.factor)
        if answer is not Presence.ABSENT:
            yield ItemCaution(
                factor=entry.factor,
                status=entry.status,
                answer=answer,
                clinician=entry.because,
                patient=entry.patient,
            )
    for modality in (item.modality, *item.also_as):
        yield from _cells(modality, library, picture)
    yield from limit_cautions(library, picture, lambda bars, amount: bars.bar(item, amount))


Barred: TypeAlias = tuple[tuple[ItemCaution, ...], tuple[ItemCaution, ...]]
"""What bars running: by a yes, and because nobody asked."""


def running_barred(modality: str, library: Library, picture: FactorAnswers) -> Barred:
    """What stops running, a ``modality`` like any: what blocks it for sure, what nobody asked."""
    found = (
        *_cells(modality, library, picture),
        *limit_cautions(library, picture, lambda bars, _: bars.running),
    )
    blocking = [caution for caution in found if caution.status.blocks]
    return (
        tuple(c for c in blocking if c.answer is Presence.PRESENT),
        tuple(c for c in blocking if c.answer is Presence.NOT_ASSESSED),
    )


def is_barred(modality: str, library: Library, picture: FactorAnswers) -> bool:
    """Whether a factor stops one row of the matrix, by a yes or because nobody asked."""
    return any(caution.status.blocks for caution in _cells(modality, library, picture))


def running_cautions(
    modality: str, library: Library, picture: FactorAnswers
) -> tuple[ItemCaution, ...]:
    """What a yes asks to be minded in every run, where it does not stop running."""
    return tuple(
        caution
        for caution in _cells(modality, library, picture)
        if not caution.status.blocks and caution.answer is Presence.PRESENT
    )


def _cells(modality: str, library: Library, picture: FactorAnswers) -> Iterator[ItemCaution]:
    for factor in library.factors.values():
        cell = factor.cells.get(modality)
        if cell is None or cell.status is CellStatus.SAFE:
            continue
        answer = picture.factor(factor.id)
        says, known = cell.clinician or "", answer is Presence.PRESENT
        status: CellStatus = cell.status
        waits = cell.agreed_by and not is_signed(cell.agreed_by, picture.investigations)
        if waits:
            status, says = cell.until_agreed, f"{says} {NOT_AGREED}"
        told = cell.patient if waits else cell.patient_agreed or cell.patient
        if factor.eased_by_limits and cell.status is CellStatus.HOLD and known:
            gaps = missing(library, picture)
            if not gaps:
                continue
            says = f"{says} Not recorded: {', '.join(gaps)}."
        if answer is not Presence.ABSENT:
            yield ItemCaution(
                factor=factor.id,
                status=status,
                answer=answer,
                clinician=says,
                patient=told or "",
                settled_by=tuple(one.investigation for one in cell.agreed_by) if waits else (),
            )
