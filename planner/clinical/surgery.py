"""After an operation or a fracture: what a surgeon allows, until when, what it bars (HZ-042)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.clinical.answers import Side
from planner.clinical.citations import Review
from planner.clinical.interventions import Intervention
from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Value):
    """Which items a limit bars, from what each item is and from its own drawn positions.

    An item is barred that is named in ``items``, or is of one of the ``modalities`` and meets
    every condition given: it starts or ends in one of ``bodies``; its knee moves; its hip or knee
    bends beyond the amount of the limit (degrees). Where an item's position is not described,
    every condition counts as met, and so it does for what an item tells somebody to do besides.
    ``spared`` are never barred. ``running`` bars the run table.
    """

    modalities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    knee_moves: bool = False
    hip_over_amount: bool = False
    knee_over_amount: bool = False
    items: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    running: bool = False

    def bar(self, item: Intervention, amount: float | None) -> bool:
        """Whether ``item`` may not be given while a limit of ``amount`` binds."""
        if item.id in self.spared:
            return False
        if item.id in self.items:
            return True
        if any(modality in self.modalities for modality in item.also_as):
            return True
        return item.modality in self.modalities and self._is_met(item, amount)

    def _is_met(self, item: Intervention, amount: float | None) -> bool:
        both = (item.start_position, item.end_position)
        if not all(position.is_described for position in both):
            return True
        start, end = (position.affected for position in both)
        most = amount if amount is not None else 0
        return (
            (not self.bodies or any(position.body in self.bodies for position in both))
            and (not self.knee_moves or start.knee != end.knee)
            and (not self.hip_over_amount or max(start.hip, end.hip) > most)
            and (not self.knee_over_amount or max(start.knee, end.knee) > most)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeonsLimit(Value):
    """One kind of limit. ``patient`` is printed, with ``{amount}`` where the limit has one.

    A limit with a ``unit`` needs an amount from ``lowest`` to ``highest``. Exactly one limit of
    weight bearing is always set, "all the weight" among them: it is never taken for granted.
    """

    id: str
    label: str
    patient: str
    unit: str | None = None
    lowest: float = 0
    highest: float = 0
    is_weight_bearing: bool = False
    bars: Bars | None = None
    review: Review

    def __post_init__(self) -> None:
        if ("{amount}" in self.patient) != (self.unit is not None):
            raise ValueError("a limit with a unit says {amount} to the patient, and only then")

    def words(self, amount: float | None) -> str:
        """What is told to the patient."""
        said = f"{amount:g} {self.unit}" if amount is not None else ""
        return self.patient.replace("{amount}", said)


class LimitState(StrEnum):
    """How a limit stands on a day. It never lapses by itself: past its day it is asked again."""

    BINDS = "binds"
    ASK = "ask"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLimit:
    """One limit as it was set: its kind, its amount, and the first day it may be lifted.

    Without a day it holds until the surgeon lifts it.
    """

    kind: str
    amount: float | None = None
    until: date | None = None
    is_lifted: bool = False

    def state(self, on: date) -> LimitState:
        """The day and the surgeon's word must both be there before a limit is lifted."""
        if self.until is not None and on < self.until:
            return LimitState.BINDS
        if self.is_lifted:
            return LimitState.LIFTED
        return LimitState.BINDS if self.until is None else LimitState.ASK


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSurgery:
    """An operation or a fracture and the limits set after it; what is not known stays empty.

    ``set_by`` is who set the limits or the paper they stand in, ``set_on`` its day.
    """

    what: str
    on: date | None = None
    side: Side | None = None
    set_by: str = ""
    set_on: date | None = None
    limits: tuple[SetLimit, ...] = ()

    def gaps(self, kinds: Mapping[str, SurgeonsLimit]) -> tuple[str, ...]:
        """What is missing in words; while anything is, nothing that loads is given."""
        weight = [x for x in self.limits if x.kind in kinds and kinds[x.kind].is_weight_bearing]
        known = {
            "what was done or broken": bool(self.what),
            "the day of it": self.on is not None,
            "the side": self.side is not None,
            "who set the limits": bool(self.set_by),
            "the day the limits were set": self.set_on is not None,
            "how much weight the leg may take": len(weight) == 1,
        }
        return tuple(words for words, is_known in known.items() if not is_known)

    def standing(self, on: date) -> Iterator[tuple[SetLimit, LimitState]]:
        """The limits that bind on a day, or whose day has passed without a word from anybody."""
        for limit in self.limits:
            state = limit.state(on)
            if state is not LimitState.LIFTED:
                yield limit, state
