"""A dose with every number and its unit in words, to be read once more before it is frozen."""

from planner.clinical.quantities import Amount, DoseRow
from planner.documents.filling.numbers import number

UNITS = {
    "s": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "minute": ("minute", "minutes"),
    "rep": ("repetition", "repetitions"),
}
"""Singular and plural; any other unit takes an s."""


def dose_in_words(dose: DoseRow) -> str:
    """As "5 sets of 1 repetition, each held 30 to 45 seconds, rest 60 seconds, twice a day".

    What is stored is said: a range as a range, nothing rounded, nothing added (HZ-022-C3).
    """
    parts = [
        _work(dose),
        f"each held {counted(dose.hold, 's')}" if dose.hold else "",
        f"for {counted(dose.duration, 's')}" if dose.duration else "",
        f"load: {dose.load.text}" if dose.load else "",
        f"tempo: {dose.tempo}" if dose.tempo else "",
        f"rest {counted(dose.rest, 's')}" if dose.rest else "",
        dose.frequency.text if dose.frequency else "",
    ]
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def counted(amount: Amount, unit: str = "") -> str:
    """A number or a range with its unit in words: "30 to 45 seconds", "1 minute"."""
    one, many = _unit(amount.unit or unit)
    high = f" to {number(amount.high)}" if amount.high != amount.amount else ""
    return f"{number(amount.amount)}{high} {one if amount.high == 1 else many}".strip()


def _work(dose: DoseRow) -> str:
    sets = counted(dose.sets, "set") if dose.sets else ""
    reps = counted(dose.reps, "rep") if dose.reps else ""
    return " of ".join(part for part in (sets, reps) if part)


def _unit(unit: str) -> tuple[str, str]:
    return UNITS.get(unit, (unit, f"{unit}s" if unit else ""))
