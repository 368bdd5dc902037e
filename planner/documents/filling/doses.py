"""A dose row in words for the patient: four cells, and the next step up."""

from planner.clinical.quantities import Amount, DoseRow, Frequency, Per
from planner.clinical.wording import CardWords
from planner.documents.filling.numbers import (
    MINUTES,
    high_in_seconds,
    in_seconds,
    number,
    time_in_words,
)
from planner.documents.filling.placeholders import fill
from planner.documents.values import DoseCell

TIMES = frozenset({*MINUTES, "s"})
"""Units of a repetition that is itself a time."""

MOST_CELLS = 4
"""Cells on one dose line."""


def dose_cells(dose: DoseRow, counts: str | None, words: CardWords) -> tuple[DoseCell, ...]:
    """The dose line: how many, how long, how much rest, how often. The low end of each range.

    ``counts`` is the card's own word for one unit ("lifts").
    """
    cells = [*_amounts(dose, counts, words)]
    if dose.rest is not None and dose.rest.amount > 0:
        amount, unit = time_in_words(in_seconds(dose.rest), words)
        cells.append(DoseCell(amount, fill(words.units["rest"], unit=unit)))
    if dose.frequency is not None:
        cells = [*cells[: MOST_CELLS - 1], rhythm(dose.frequency, words)]
    return tuple(cells)


def rhythm(frequency: Frequency, words: CardWords) -> DoseCell:
    """How often, in words: once a day, every second day, 2 times a week, before each run."""
    name, values = _rhythm(frequency)
    if name in words.rhythms:
        amount, word = words.rhythms[name]
        return DoseCell(fill(amount, **values), fill(word, **values))
    first, _, rest = (frequency.occasion or frequency.text).partition(" ")
    return DoseCell(first.capitalize(), rest or words.units["time"])


def harder(dose: DoseRow, words: CardWords) -> str:
    """The high end of the dose as the next step up, where there is a range."""
    if dose.hold is not None and _is_range(dose.hold):
        return fill(words.harder_hold, to=_time(high_in_seconds(dose.hold), words))
    if dose.reps is not None and _is_range(dose.reps):
        return fill(words.harder_reps, to=number(dose.reps.high))
    if dose.sets is not None and _is_range(dose.sets):
        return fill(words.harder_sets, to=number(dose.sets.high))
    if dose.duration is not None and _is_range(dose.duration):
        return fill(words.harder_duration, to=_time(high_in_seconds(dose.duration), words))
    return ""


def tempo_in_words(tempo: str | None, words: CardWords) -> str:
    """A tempo like 3-0-3 as counting; any other spelling is the clinician's and stays there."""
    parts = (tempo or "").split("-")
    if len(parts) != 3 or not all(part.strip().isdigit() for part in parts):
        return ""
    up, down = (str(int(part)) for part in (parts[0], parts[2]))
    return fill(words.speed_text, up=up, down=down)


def _amounts(dose: DoseRow, counts: str | None, words: CardWords) -> list[DoseCell]:
    sets = dose.sets.amount if dose.sets else 1.0
    units = words.units
    if dose.hold is not None:
        cells = [_held(dose, sets, counts, words)]
        amount, unit = time_in_words(in_seconds(dose.hold), words)
        return [*cells, DoseCell(amount, fill(units["hold"], unit=unit))]
    if dose.reps is not None:
        if dose.reps.unit in TIMES:
            amount, unit = time_in_words(in_seconds(dose.reps), words)
            each = DoseCell(amount, fill(units["hold"], unit=unit))
            return [DoseCell(number(sets), units["time"]), each] if sets > 1 else [each]
        own = units.get(dose.reps.unit or "rep", units["time"])
        each = DoseCell(number(dose.reps.amount), counts or own)
        return [DoseCell(number(sets), units["sets"]), each] if sets > 1 else [each]
    if dose.duration is not None:
        amount, unit = time_in_words(in_seconds(dose.duration), words)
        cell = DoseCell(amount, unit)
        return [DoseCell(number(sets), units["time"]), cell] if sets > 1 else [cell]
    return [DoseCell(number(sets), units["sets"])] if dose.sets else []


def _held(dose: DoseRow, sets: float, counts: str | None, words: CardWords) -> DoseCell:
    if dose.reps is None or dose.reps.amount == 1:
        return DoseCell(number(sets), counts or words.holds)
    if sets == 1:
        return DoseCell(number(dose.reps.amount), counts or words.units["time"])
    of = fill(words.units["sets_of"], reps=number(dose.reps.amount))
    return DoseCell(number(sets), of)


def _rhythm(frequency: Frequency) -> tuple[str, dict[str, str]]:
    if frequency.occasion:
        counted = frequency.times.amount if frequency.times else 1
        return frequency.occasion, {"times": number(counted)}
    if frequency.every_days:
        days = number(frequency.every_days)
        named = {1: "once-a-day", 2: "every-second-day", 3: "every-third-day"}
        return named.get(frequency.every_days, "every-so-many-days"), {"days": days}
    if frequency.times is None or frequency.per is None or frequency.per is Per.VISIT:
        return frequency.text, {}
    times = number(frequency.times.amount)
    if frequency.times.amount < 1:
        return f"once-in-{frequency.per.value}s", {"weeks": number(1 / frequency.times.amount)}
    if frequency.period > 1:
        return f"once-in-{frequency.per.value}s", {"weeks": number(frequency.period)}
    many = "once-a" if frequency.times.amount == 1 else "times-a"
    return f"{many}-{frequency.per.value}", {"times": times}


def _is_range(amount: Amount) -> bool:
    return amount.to is not None and amount.to > amount.amount


def _time(seconds: float, words: CardWords) -> str:
    return " ".join(time_in_words(seconds, words))
