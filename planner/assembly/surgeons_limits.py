"""What a surgeon's limits bar: they win over the matrix, and nothing outvotes them (HZ-042)."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol

from planner.assembly.plan import ItemCaution
from planner.clinical.answers import Presence
from planner.clinical.contraindications import CellStatus
from planner.clinical.pack import Library
from planner.clinical.surgery import AfterSurgery, Bars, LimitState, SetLimit, SurgeonsLimit

BarsIt = Callable[[Bars, float | None], bool]
"""Whether what is looked at is barred by these rules at this amount."""


class Facts(Protocol):
    """Whoever knows the limits of a patient, and on which day."""

    @property
    def on(self) -> date: ...
    @property
    def after_surgery(self) -> AfterSurgery | None: ...


class AnsweredFacts(Facts, Protocol):
    """The same, and what was answered to each factor."""

    def factor(self, factor: str) -> Presence: ...


def missing(library: Library, facts: Facts) -> tuple[str, ...]:
    """What is not recorded yet of the operation and its limits, in words."""
    surgery = facts.after_surgery
    if surgery is None:
        return ("the operation or fracture, and its limits",)
    return surgery.gaps(library.surgeons_limits)


def limit_cautions(library: Library, facts: Facts, bars_it: BarsIt) -> Iterator[ItemCaution]:
    """One ``hold`` for each limit that bars it; a limit whose day has passed is asked again."""
    asking = next((f for f in library.factors.values() if f.eased_by_limits), None)
    surgery = facts.after_surgery
    if asking is None or surgery is None:
        return
    for limit, state in surgery.standing(facts.on):
        kind = library.surgeons_limits.get(limit.kind)
        if kind is None or kind.bars is None or not bars_it(kind.bars, limit.amount):
            continue
        is_asked = state is LimitState.ASK
        yield ItemCaution(
            factor=asking.id,
            status=CellStatus.HOLD,
            answer=Presence.NOT_ASSESSED if is_asked else Presence.PRESENT,
            clinician=f"{limit_line(limit, kind)} ({surgery.set_by or 'source not recorded'}).",
            patient=kind.words(limit.amount),
            asks=f"{limit_line(limit, kind)}: does it still hold?" if is_asked else "",
        )


def still_limited(library: Library, facts: AnsweredFacts) -> tuple[str, ...]:
    """What of an operation or fracture still holds, in words: gaps first, else each limit.

    Nothing where there was none. A limit that bars nothing ("all the weight") holds nothing.
    """
    asking = next((f for f in library.factors.values() if f.eased_by_limits), None)
    if asking is None or facts.factor(asking.id) is not Presence.PRESENT:
        return ()
    if gaps := missing(library, facts):
        return tuple(f"not recorded: {gap}" for gap in gaps)
    surgery, kinds = facts.after_surgery, library.surgeons_limits
    return tuple(
        limit_line(limit, kinds[limit.kind])
        for limit, _ in (surgery.standing(facts.on) if surgery else ())
        if limit.kind in kinds and kinds[limit.kind].bars is not None
    )


def limit_line(limit: SetLimit, kind: SurgeonsLimit) -> str:
    """As "Hip bent no further than a limit: 60 degrees, until 3 Jan 2027"."""
    amount = f": {limit.amount:g} {kind.unit}" if limit.amount is not None else ""
    day = limit.until
    until = f"until {day.day} {day:%b %Y}" if day else "until the surgeon lifts it"
    return f"{kind.label}{amount}, {until}"
