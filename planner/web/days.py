"""Dates as people type them: one reading of them, one field for them."""

import re
from datetime import date

from wtforms import StringField
from wtforms.validators import StopValidation

from planner.web.words import MONTH_NAMES

_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[A-Za-z]{3,9})[\s./-]+(\d{4})")


def read_day(text: str) -> date | None:
    """A date as people write it (1 3 1992, 01/03/1992, 1 March 1992, 1992-03-01), or ``None``.

    Day before month, always; a year has four digits, so that nothing is guessed.
    """
    text = " ".join(text.split())
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            month = int(found[2]) if found[2].isdigit() else _MONTHS.get(found[2][:3].lower(), 0)
            return date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None
    return None


def stripped(text: str | None) -> str:
    """One line without blanks at its ends or doubled."""
    return " ".join((text or "").split())


class DayField(StringField):
    """A date typed as text; ``day`` holds it once it was understood."""

    day: date | None = None

    def pre_validate(self, _form: object) -> None:
        """Raises StopValidation with one sentence when the text is no date."""
        text = str(self.data or "")
        self.day = read_day(text)
        if text and self.day is None:
            raise StopValidation("Enter the date as day, month and year, for example 1 3 1992")


def typed_day(day: date | None) -> str:
    """A date as one would type it: "1 3 1992"."""
    return f"{day.day} {day.month} {day.year}" if day else ""
