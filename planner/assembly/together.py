"""Plans of one person held side by side: asked twice, asked against each other, and in all."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

from planner.assembly.home_load import is_home_work, whole_minutes
from planner.assembly.moves import apart
from planner.assembly.rhythms import HOURS, LOADED, is_hard_work
from planner.clinical.interventions import Intervention
from planner.clinical.limits import AssemblyLimits
from planner.clinical.quantities import DoseRow

Dosed = tuple[Intervention, DoseRow]
"""One item of a plan with its dose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one plan asks. ``name`` tells it from the others ("K7P2QA", "this plan").

    ``run_minutes`` is the most for one run: 0 is no running for now, none says nothing of running.
    ``days`` are the weekdays of each item. ``stopped`` are items a factor keeps out, with why.
    """

    name: str
    items: tuple[Dosed, ...]
    days: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    run_minutes: float | None = None
    is_holding: bool = False
    stopped: Mapping[str, str] = field(default_factory=dict)


class Against(StrEnum):
    """How one plan speaks against another."""

    HOLDING = "holding"
    STOPPED = "stopped"
    NO_RUN = "no-run"
    RUNS_TWICE = "runs-twice"
    HARD_DAYS = "hard-days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposite:
    """What the plan ``rests`` spares and the plan ``loads`` asks; ``items`` are names of work.

    Where both ask (runs twice, hard days), ``rests`` is the first. ``because`` is why it stops.
    """

    kind: Against
    rests: str
    loads: str
    items: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What two plans ask between them. ``minutes`` is the home work of both a day."""

    twice: tuple[str, ...]
    opposites: tuple[Opposite, ...]
    minutes: float
    limit: float

    @property
    def is_clash(self) -> bool:
        """Whether somebody has to choose."""
        return bool(self.twice or self.opposites) or self.minutes > self.limit


def together(mine: Asked, theirs: Asked, limits: AssemblyLimits) -> Together:
    """Work in both plans, work one plan asks and the other spares, and the minutes a day of both.

    Advice counts nothing.
    """
    others = {thing.id for thing, _ in theirs.items}
    return Together(
        twice=tuple(
            thing.id for thing, _ in mine.items if thing.id in others and is_home_work(thing)
        ),
        opposites=(
            *_spared(mine, theirs),
            *_spared(theirs, mine),
            *_runs_twice(mine, theirs),
            *_hard_days(mine, theirs, math.ceil(limits.speed_gap_hours.value / HOURS)),
        ),
        minutes=whole_minutes((*mine.items, *theirs.items), limits),
        limit=limits.home_minutes.value,
    )


def _spared(rests: Asked, loads: Asked) -> Iterator[Opposite]:
    """What ``rests`` spares: all load while it holds, what a factor stops, running."""

    def told(kind: Against, items: tuple[str, ...] = (), because: str = "") -> Opposite:
        return Opposite(kind=kind, rests=rests.name, loads=loads.name, items=items, because=because)

    if rests.is_holding and (load := _names(t for t, _ in loads.items if t.strand in LOADED)):
        yield told(Against.HOLDING, load)
    for thing, _ in loads.items:
        if thing.id in rests.stopped:
            yield told(Against.STOPPED, (thing.name,), rests.stopped[thing.id])
    if loads.run_minutes and (rests.is_holding or rests.run_minutes == 0):
        yield told(Against.NO_RUN)


def _runs_twice(mine: Asked, theirs: Asked) -> Iterator[Opposite]:
    if mine.run_minutes and theirs.run_minutes:
        yield Opposite(kind=Against.RUNS_TWICE, rests=mine.name, loads=theirs.name)


def _hard_days(mine: Asked, theirs: Asked, between: int) -> Iterator[Opposite]:
    """Two hard sessions, one of each plan, with fewer days between them than springing asks."""
    for one, other in product(_hard(mine.items), _hard(theirs.items)):
        days = product(mine.days.get(one.id, ()), theirs.days.get(other.id, ()))
        if one.id != other.id and any(apart(*pair) < between for pair in days):
            yield Opposite(
                kind=Against.HARD_DAYS,
                rests=mine.name,
                loads=theirs.name,
                items=(one.name, other.name),
            )


def _hard(items: Sequence[Dosed]) -> list[Intervention]:
    return [thing for thing, _ in items if is_hard_work(thing)]


def _names(things: Iterable[Intervention]) -> tuple[str, ...]:
    return tuple(thing.name for thing in things)
