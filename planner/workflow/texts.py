"""Texts are kept as typed. Too long is refused with a count and never cut (HZ-021)."""

import unicodedata
from datetime import date

from planner.workflow.errors import RefusedError

LONG = 5000
"""Characters of a text that tells something."""
LINE = 300
"""Characters of a name, a title, a telephone number."""


def checked(text: str, field: str, limit: int = LONG) -> str:
    """The text itself, with line ends as one sign. Raises RefusedError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limit:
        raise RefusedError(
            f"This is {len(text) - limit} characters too long: {len(text)} of at most {limit}. "
            "Nothing was cut.",
            field,
        )
    for letter in text:
        if letter not in "\n\t" and unicodedata.category(letter) in ("Cc", "Cs"):
            raise RefusedError(
                f"This holds a hidden sign (U+{ord(letter):04X}) that cannot be printed: "
                "type it again.",
                field,
            )
    return text


def checked_line(text: str, field: str, what: str = "", *, limit: int = LINE) -> str:
    """One line of text without blanks at its ends; ``what`` is asked for when it is empty."""
    text = " ".join(checked(text, field, limit).split())
    if what and not text:
        raise RefusedError(f"Enter {what}.", field)
    return text


def checked_reason(text: str, field: str = "reason") -> str:
    """A reason that somebody can read later. Raises RefusedError when there is none."""
    text = checked(text, field).strip()
    if len(text) < 3:
        raise RefusedError("Give the reason in a few words.", field)
    return text


def checked_day(day: date, today: date, field: str, *, earliest: date | None = None) -> date:
    """A day that has come. Raises RefusedError for one in the future or before ``earliest``."""
    if day > today:
        raise RefusedError(f"{day:%-d %B %Y} is in the future.", field)
    if earliest is not None and day < earliest:
        raise RefusedError(f"{day:%-d %B %Y} is before {earliest:%-d %B %Y}.", field)
    return day
