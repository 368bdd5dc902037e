"""Numbers, times and dates as they are printed."""

from collections.abc import Sequence
from datetime import date

from planner.clinical.quantities import Amount
from planner.clinical.wording import CardWords

WEEKS_IN_A_MONTH = 365.25 / 12 / 7
"""Weeks."""

SECONDS_IN_A_MINUTE = 60

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def number(amount: float) -> str:
    """A number without a needless ".0"."""
    return f"{amount:g}"


def measured(amount: float, unit: str) -> str:
    """A number that was measured, with its unit: 40 of 80, 12.5 min, 94 % (HZ-011)."""
    return f"{number(amount)} {unit}"


def time_in_words(seconds: float, words: CardWords) -> tuple[str, str]:
    """Seconds as a number and its unit: 30 seconds, 1 minute, 90 seconds, 2 minutes."""
    if seconds >= SECONDS_IN_A_MINUTE and seconds % SECONDS_IN_A_MINUTE == 0:
        minutes = seconds / SECONDS_IN_A_MINUTE
        return number(minutes), words.units["minute" if minutes == 1 else "minutes"]
    return number(seconds), words.units["second" if seconds == 1 else "seconds"]


def in_seconds(amount: Amount) -> float:
    """The low end of a time in seconds; a time without a unit is in seconds."""
    return amount.amount * (SECONDS_IN_A_MINUTE if amount.unit in MINUTES else 1)


def high_in_seconds(amount: Amount) -> float:
    """The high end of a time in seconds."""
    return amount.high * (SECONDS_IN_A_MINUTE if amount.unit in MINUTES else 1)


MINUTES = frozenset({"min", "minute", "minutes"})


def as_range(amount: Amount, unit: str = "") -> str:
    """A clinician's spelling: "30-45 s"."""
    high = f"–{number(amount.to)}" if amount.to is not None and amount.to != amount.amount else ""
    return f"{number(amount.amount)}{high} {unit or amount.unit or ''}".strip()


def months(weeks: float) -> int:
    """Whole months, at least one."""
    return max(1, round(weeks / WEEKS_IN_A_MONTH))


def long_date(day: date) -> str:
    """A date in full: 1 March 1992."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, month_names: Sequence[str]) -> str:
    """A date for the foot: 22 Nov 2026."""
    return f"{day.day} {month_names[day.month - 1]} {day.year}"


def listed(parts: Sequence[str], joined_by: str = "and") -> str:
    """Names in one sentence: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joined_by} {parts[-1]}"
