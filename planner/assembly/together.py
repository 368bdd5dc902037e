"""Two plans of one person held side by side: what they ask twice, and in all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from planner.assembly.selection import ADVICE
from planner.clinical.interventions import Intervention, Strand, Where, Who
from planner.clinical.limits import AssemblyLimits
from planner.clinical.pack import Library


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


def together(
    mine: Collection[str], theirs: Iterable[str], library: Library, limits: AssemblyLimits
) -> Together:
    """Work that stands in both plans, and the minutes a day of both; advice counts nothing."""
    both = [library.interventions[name] for name in dict.fromkeys((*mine, *theirs))]
    others = set(theirs)
    return Together(
        twice=tuple(
            thing.id
            for thing in both
            if thing.id in mine and thing.id in others and is_home_work(thing)
        ),
        minutes=sum(
            thing.minutes * ((thing.id in mine) + (thing.id in others))
            for thing in both
            if is_home_work(thing)
        ),
        limit=limits.home_minutes.value,
    )


def is_home_work(thing: Intervention) -> bool:
    """Whether the person does it at home, as the home meter counts it."""
    return (
        thing.where in (Where.HOME, Where.GYM)
        and thing.who is not Who.CLINICIAN
        and thing.strand not in (*ADVICE, Strand.ELECTROTHERAPY, Strand.SELF_CARE)
    )
