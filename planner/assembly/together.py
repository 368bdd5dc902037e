"""Two plans of one person held side by side: what they ask twice, and in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.assembly.home_load import is_home_work, whole_minutes
from planner.clinical.interventions import Intervention
from planner.clinical.limits import AssemblyLimits
from planner.clinical.quantities import DoseRow

Dosed = tuple[Intervention, DoseRow]
"""One item of a plan with its dose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What two plans ask between them. ``minutes`` is the home work of both a day."""

    twice: tuple[str, ...]
    minutes: float
    limit: float

    @property
    def is_clash(self) -> bool:
        """Whether somebody has to choose."""
        return bool(self.twice) or self.minutes > self.limit


def together(mine: Sequence[Dosed], theirs: Sequence[Dosed], limits: AssemblyLimits) -> Together:
    """Work that stands in both plans, and the minutes a day of both; advice counts nothing."""
    others = {thing.id for thing, _ in theirs}
    return Together(
        twice=tuple(thing.id for thing, _ in mine if thing.id in others and is_home_work(thing)),
        minutes=whole_minutes((*mine, *theirs), limits),
        limit=limits.home_minutes.value,
    )
