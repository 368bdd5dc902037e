"""Rest days as the record keeps them: one text among the others, names of weekdays in it."""

from collections.abc import Iterable

from planner.clinical.case import WEEKDAYS
from planner.workflow.errors import RefusedError

REST_DAYS = "rest-days"
"""The field of weekdays without a run or a spaced session."""
BETWEEN = ", "


def rest_days_of(text: str) -> tuple[str, ...]:
    """The weekdays of a text of the record, by their English names."""
    return tuple(name for name in text.split(BETWEEN) if name)


def rest_days_text(names: Iterable[str]) -> str:
    """Weekdays as the record keeps them."""
    return BETWEEN.join(names)


def check_rest_days(text: str) -> None:
    """Refuse what is no weekday, and seven of them: no day would be left."""
    names = rest_days_of(text)
    if not set(names) <= set(WEEKDAYS):
        raise RefusedError("Choose days of the week.", "rest_days")
    if len(set(names)) == len(WEEKDAYS):
        raise RefusedError("Leave at least one day for the plan.", "rest_days")
