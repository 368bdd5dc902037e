"""What the next plan asks otherwise than the one before, part by part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planner.clinical.quantities import Amount, DoseRow

UNITS = {"hold": "s", "rest": "s", "duration": "min"}
"""The unit of each part of a dose that is a time, where its number names none."""


class Kind(StrEnum):
    """What changed."""

    STAGE = "stage"
    ADDED = "added"
    REMOVED = "removed"
    DOSE = "dose"
    RUNNING = "running"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanThen:
    """What a plan asked of the person. ``minutes`` is the most for one run, 0 none.

    ``days`` are the weekdays of each item and of the runs, ``moved`` what of it a clinician put on
    another day. A plan issued before sessions could be moved has neither.
    """

    stage: int | None
    doses: Mapping[str, DoseRow] = field(default_factory=dict)
    minutes: float | None = None
    runs: int | None = None
    days: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One change. ``item`` is the intervention, ``part`` the part of its dose, with its two values.

    A value is an amount with its unit, a text (load, how often), or nothing. ``weekdays`` are where
    a moved item, or the runs, lie now.
    """

    kind: Kind
    item: str = ""
    part: str = ""
    before: Amount | str | None = None
    after: Amount | str | None = None
    weekdays: tuple[int, ...] = ()


def differences(before: PlanThen, after: PlanThen) -> tuple[Difference, ...]:
    """Every change from one plan to the next: stage, running, then item by item."""
    return tuple(_differences(before, after))


def _differences(before: PlanThen, after: PlanThen) -> Iterator[Difference]:
    if before.stage != after.stage:
        yield Difference(kind=Kind.STAGE, before=_number(before.stage), after=_number(after.stage))
    for part, was, now, unit in (
        ("minutes", before.minutes, after.minutes, "min"),
        ("runs", before.runs, after.runs, "run"),
    ):
        if was != now:
            yield Difference(
                kind=Kind.RUNNING, part=part, before=_number(was, unit), after=_number(now, unit)
            )
    for item in after.doses:
        if item not in before.doses:
            yield Difference(kind=Kind.ADDED, item=item)
    for item, dose in after.doses.items():
        if item in before.doses:
            yield from dose_differences(item, before.doses[item], dose)
    for item in dict.fromkeys((*after.moved, *before.moved)):
        lies = after.days.get(item, ())
        if lies and before.days.get(item, ()) != lies:
            yield Difference(kind=Kind.DAYS, item=item, weekdays=lies)
    for item in before.doses:
        if item not in after.doses:
            yield Difference(kind=Kind.REMOVED, item=item)


def dose_differences(item: str, before: DoseRow, after: DoseRow) -> Iterator[Difference]:
    """The parts of a dose that are not the same any more, in the order they are read."""
    parts: tuple[tuple[str, Amount | str | None, Amount | str | None], ...] = (
        ("sets", before.sets, after.sets),
        ("reps", before.reps, after.reps),
        ("hold", before.hold, after.hold),
        ("duration", before.duration, after.duration),
        ("load", _text(before.load), _text(after.load)),
        ("tempo", before.tempo, after.tempo),
        ("rest", before.rest, after.rest),
        ("frequency", _text(before.frequency), _text(after.frequency)),
    )
    for part, was, now in parts:
        if was != now:
            yield Difference(kind=Kind.DOSE, item=item, part=part, before=was, after=now)


def asks_less(changes: Iterable[Difference]) -> bool:
    """Whether anything is asked less than before.

    Words of load or of how often cannot be weighed: a change of them is taken as meant.
    """
    return any(_is_less(change) for change in changes)


def _is_less(change: Difference) -> bool:
    if change.kind is Kind.REMOVED:
        return True
    if change.kind not in (Kind.DOSE, Kind.RUNNING) or change.part == "rest":
        return False
    if isinstance(change.before, Amount) and isinstance(change.after, Amount):
        return _most(change.after) < _most(change.before)
    return change.part in ("load", "frequency")


def _most(value: Amount) -> float:
    return value.amount if value.to is None else value.to


def _text(value: object) -> str | None:
    return getattr(value, "text", None)


def _number(number: float | None, unit: str | None = None) -> Amount | None:
    return None if number is None else Amount(amount=number, unit=unit)
