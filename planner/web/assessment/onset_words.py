"""When a symptom began, as people say it: today, Friday evening, 3 days ago, 20 11 2026."""

import re
from datetime import date, timedelta

from planner.web.days import read_day
from planner.web.words import DAY_NAMES

_AGO = re.compile(r"(\d{1,3}|a|one|two|three|four|five|six) (day|week)s?( ago)?")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NAMES = {name[:3].lower(): number for number, name in enumerate(DAY_NAMES)}
_DAYS = {name.lower() for name in DAY_NAMES} | set(_NAMES)


def understood_day(text: str, visit: date) -> date | None:
    """The day that is meant, seen from the day of the visit; ``None`` where it is not plain.

    The words themselves are kept and printed whatever is understood. A day of the week means the
    latest one before the visit, or the visit's own.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    if found := read_day(words):
        return found
    if words in ("today", "this morning", "now"):
        return visit
    if words.startswith("yesterday"):
        return visit - timedelta(days=1)
    if ago := _AGO.fullmatch(words):
        count = _NUMBERS.get(ago[1]) or int(ago[1])
        return visit - timedelta(days=count * (7 if ago[2] == "week" else 1))
    first = words.removeprefix("on ").split(" ")[0] if words else ""
    if first in _DAYS:
        return visit - timedelta(days=(visit.weekday() - _NAMES[first[:3]]) % 7)
    return None
