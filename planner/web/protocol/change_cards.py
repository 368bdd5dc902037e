"""The differences from the version before, in the clinician's words."""

from collections.abc import Sequence

from planner.assembly.moves import RUN
from planner.clinical.pack import Pack
from planner.clinical.quantities import Amount
from planner.documents.filling.dose_line import range_words
from planner.progression.differences import UNITS, Difference, Kind
from planner.web.words import DAYS


def change_lines(changes: Sequence[Difference], pack: Pack) -> tuple[str, ...]:
    """One sentence for each: "Single-leg bridge hold: hold 15–30 s to 30–45 s"."""
    return tuple(_line(change, pack) for change in changes)


def _line(change: Difference, pack: Pack) -> str:
    before, after = _value(change, change.before), _value(change, change.after)
    if change.kind is Kind.STAGE:
        return f"Stage {before} to stage {after}"
    if change.kind is Kind.RUNNING:
        what = "Longest run" if change.part == "minutes" else "Runs a week"
        return f"{what}: {before} to {after}"
    name = session_name(change.item, pack)
    if change.kind is Kind.DAYS:
        return f"{name}: on {', '.join(DAYS[day] for day in change.weekdays)} now"
    if change.kind is Kind.DOSE:
        return f"{name}: {change.part} {before} to {after}"
    return f"{'New' if change.kind is Kind.ADDED else 'Stopped'}: {name}"


def session_name(item: str, pack: Pack) -> str:
    """What lies on the days of the week: an item by its name, or running."""
    thing = pack.library.interventions.get(item)
    return thing.name if thing else "Running" if item == RUN else item


def _value(change: Difference, value: Amount | str | None) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return value
    if change.kind is Kind.RUNNING:
        return range_words(value) if change.part == "minutes" else f"{value.amount:g}"
    if change.part in ("sets", "reps"):
        return range_words(Amount(amount=value.amount, to=value.to))
    return range_words(value, UNITS.get(change.part, ""))
