"""A dose in the clinician's words, on every screen, in the record and on the command line.

The count first, then effort, rest, how often. No number has a trailing zero, and each has its unit
(HZ-022-C2). The sentence that is read back before a plan is frozen is another one on purpose.
"""

import re
from dataclasses import dataclass

from planner.clinical.quantities import Amount, DoseRow

TALK = "talk"
"""The load of advice."""
NO_LOAD = frozenset({"none", "-"})
"""Loads that say there is none."""
THIN_SPACE = "\u202f"
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)-(?=\d)")
TIMES = "\u2009×\u2009"
IS_TIME = {"min": "min", "minute": "min", "s": "s"}
"""Units of a repetition or a bout that are times, and how each is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """Count, effort, rest, frequency, always in that order; a screen shows the count in bold."""

    count: str
    effort: str = ""
    rest: str = ""
    frequency: str = ""

    @property
    def rest_of_line(self) -> str:
        """What follows the count."""
        parts = [part for part in (self.effort, self.rest, self.frequency) if part]
        return "".join(f", {part}" for part in parts)


def dose_line(dose: DoseRow) -> DoseLine:
    """The whole dose. A dose without any amount (relative rest) leads with how often."""
    often = dose.frequency.text if dose.frequency else ""
    count = _count(dose)
    effort = ", ".join(part for part in (_load(dose), _tempo(dose)) if part)
    if is_talk(dose):
        return DoseLine(
            count=often.capitalize(), effort=", ".join(filter(None, (TALK, _one(dose))))
        )
    if not count:
        return DoseLine(count=often.capitalize(), effort=effort)
    rest = f"rest {range_words(dose.rest, 's')}" if dose.rest and dose.rest.high > 0 else ""
    return DoseLine(count=count, effort=effort, rest=rest, frequency=often)


def dose_words(dose: DoseRow) -> str:
    """The same as one text."""
    line = dose_line(dose)
    return f"{line.count}{line.rest_of_line}"


def is_talk(dose: DoseRow) -> bool:
    """Whether it is advice: its minutes are a part of the visit, and its one set is no set."""
    return dose.load is not None and dose.load.text == TALK


def range_words(amount: Amount, unit: str = "") -> str:
    """As "30–45 s"; without a unit as "8–10"."""
    high = f"–{_plain(amount.to)}" if amount.to is not None and amount.to != amount.amount else ""
    text = f"{_plain(amount.amount)}{high}"
    unit = IS_TIME.get(amount.unit or unit, amount.unit or unit)
    return f"{text} {unit}".strip()


def _plain(number: float) -> str:
    return f"{round(number, 2):g}"


def _count(dose: DoseRow) -> str:
    one = _one(dose)
    if dose.sets is None:
        return one
    is_once = dose.sets.high == 1
    if not one:
        return "" if is_once else f"{range_words(dose.sets)} times"
    return one if is_once else f"{range_words(dose.sets)}{TIMES}{one}"


def _one(dose: DoseRow) -> str:
    """What one set is: held seconds, repetitions, or a bout."""
    parts = []
    if dose.reps is not None and not (dose.hold is not None and dose.reps.high == 1):
        parts.append(_reps(dose.reps, is_alone=dose.sets is None or dose.sets.high == 1))
    if dose.hold is not None:
        held = range_words(dose.hold, "s")
        parts.append(f"held {held}" if parts else held)
    if dose.duration is not None:
        parts.append(range_words(dose.duration, "min"))
    return ", ".join(parts)


def _reps(reps: Amount, *, is_alone: bool) -> str:
    unit = reps.unit or "rep"
    if unit in IS_TIME:
        return range_words(reps)
    number = range_words(Amount(amount=reps.amount, to=reps.to))
    if unit == "rep" and not is_alone:
        return number
    word = "repetition" if unit == "rep" else unit
    return f"{number} {word}{'' if reps.high == 1 else 's'}"


def _load(dose: DoseRow) -> str:
    if dose.load is None or dose.load.text in NO_LOAD:
        return ""
    text = _BETWEEN_NUMBERS.sub("–", dose.load.text)
    return text.replace(" %", f"{THIN_SPACE}%")


def _tempo(dose: DoseRow) -> str:
    tempo = dose.tempo or ""
    if not tempo or (tempo == "hold" and dose.hold is not None):
        return ""
    return f"tempo {tempo}" if tempo[0].isdigit() else tempo
