"""Items of a plan in use that an answer given since would stop."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from planner.assembly.screening import FactorAnswers, running_barred, screen
from planner.clinical.contraindications import CellStatus
from planner.clinical.pack import Library

RUNNING = "running"
"""In the place of an item: the run table of a plan."""


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
    running_modality: str | None = None,
) -> tuple[Stopped, ...]:
    """What a yes stops now. ``known`` pairs of item and factor were decided when it was issued.

    ``running_modality`` is given where the plan has a run table, which a yes stops as an item
    of the name RUNNING.

    Only a yes stops what is in use: a question that nobody asked again stops the next plan, and
    is asked there.
    """
    things = [library.interventions[name] for name in items if name in library.interventions]
    no_run = running_barred(running_modality, library, facts)[0] if running_modality else ()
    return tuple(
        Stopped(item=RUNNING, factor=c.factor, status=c.status, says=c.clinician) for c in no_run
    ) + tuple(
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
