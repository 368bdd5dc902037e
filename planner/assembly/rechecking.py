"""Items of a plan in use that an answer given since would stop."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from planner.assembly.screening import FactorAnswers, screen
from planner.clinical.contraindications import CellStatus
from planner.clinical.pack import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """One item, the factor that stops it, and what the clinician is told."""

    item: str
    factor: str
    status: CellStatus
    says: str


def stopped(
    items: Iterable[str],
    library: Library,
    facts: FactorAnswers,
    known: Collection[tuple[str, str]] = (),
) -> tuple[Stopped, ...]:
    """What a yes stops now. ``known`` pairs of item and factor were decided when it was issued.

    Only a yes stops what is in use: a question that nobody asked again stops the next plan, and
    is asked there.
    """
    things = [library.interventions[name] for name in items if name in library.interventions]
    return tuple(
        Stopped(
            item=thing.id,
            factor=caution.factor,
            status=caution.status,
            says=caution.clinician,
        )
        for thing in things
        for caution in screen(thing, library, facts).blocked_by
        if (thing.id, caution.factor) not in known
    )
