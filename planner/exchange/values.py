"""Values of the record as JSON and back, each by the kind of its column and in one form only.

A day is ``2026-11-22`` and nothing else, a moment has its zone; what is written in any other way
is refused and never guessed (HZ-081).
"""

import base64
import json
import math
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from planner.records.base import UtcTime

DAY, MOMENT, WHOLE, NUMBER, YES_NO, BYTES, LIST, TEXT = (
    "day, as 2026-11-22",
    "moment in UTC, as 2026-11-22T09:30:00+00:00",
    "whole number",
    "number",
    "true or false",
    "bytes, as base64",
    "list or object, as JSON",
    "text",
)
KINDS: tuple[tuple[type, str], ...] = (
    (UtcTime, MOMENT),
    (sa.Boolean, YES_NO),
    (sa.Integer, WHOLE),
    (sa.Date, DAY),
    (sa.Float, NUMBER),
    (sa.Numeric, NUMBER),
    (sa.LargeBinary, BYTES),
    (sa.JSON, LIST),
    (sa.String, TEXT),
)
UNITS = {
    "duration_weeks": "weeks",
    "weekly_km": "km a week",
    "longest_run_km": "km",
    "longest_tolerated_km": "km",
    "longest_tolerated_minutes": "minutes",
    "easy_pace_minutes_per_km": "minutes for 1 km",
    "cadence": "steps a minute",
    "rating": "points of 10",
    "low": "probability, 0 to 1",
    "high": "probability, 0 to 1",
    "measurement.number": "the unit of its measure",
    "diary_mark.number": "the unit of its row: points of 10, minutes or times",
}
"""Units by column, or by table and column."""


class ValueRefusedError(Exception):
    """A value is not of its column's kind; the sentence says what was expected."""


def kind_of(column: sa.Column[Any]) -> str:
    """What a column holds, in words."""
    return next(said for kind, said in KINDS if isinstance(column.type, kind))


def unit_of(column: sa.Column[Any]) -> str:
    """The unit of a number; empty for what has none."""
    return UNITS.get(f"{column.table.name}.{column.name}") or UNITS.get(column.name, "")


def to_json(column: sa.Column[Any], value: Any) -> Any:
    """A value of the store as JSON holds it."""
    if value is None:
        return None
    kind = kind_of(column)
    if kind == MOMENT:
        return value.astimezone(UTC).isoformat()
    if kind == DAY:
        return value.isoformat()
    if kind == BYTES:
        return base64.b64encode(value).decode("ascii")
    return value


def from_json(column: sa.Column[Any], value: Any) -> Any:
    """The same value back. Raises ValueRefusedError."""
    kind = kind_of(column)
    if value is None:
        if not column.nullable:
            raise ValueRefusedError(f"{kind} was expected and nothing stands there")
        return None
    try:
        read = READ[kind](value)
        is_same = to_json(column, read) == value
    except (TypeError, ValueError, AttributeError):
        is_same = False
    if not is_same:
        raise ValueRefusedError(f"{kind} was expected")
    return read


def _typed(*kinds: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) not in kinds:
            raise TypeError
        return value

    return read


def _number(value: Any) -> Any:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise TypeError
    return value


def _list(value: Any) -> Any:
    if not isinstance(value, list | dict):
        raise TypeError
    json.dumps(value, allow_nan=False)
    return value


READ: dict[str, Callable[[Any], Any]] = {
    MOMENT: datetime.fromisoformat,
    DAY: date.fromisoformat,
    BYTES: lambda value: base64.b64decode(value, validate=True),
    WHOLE: _typed(int),
    NUMBER: _number,
    YES_NO: _typed(bool),
    LIST: _list,
    TEXT: _typed(str),
}
