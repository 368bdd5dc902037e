"""YAML -> expressions: the small grammar of ``clinical.expressions``, read strictly."""

from typing import Any

from planner.clinical.answers import Sex
from planner.clinical.expressions import (
    AgeIs,
    AllOf,
    AnyOf,
    AtLeast,
    Expression,
    FactorIs,
    FindingIs,
    NoneOf,
    Points,
    Scored,
    SexIs,
    SportIs,
    WeeksSinceOnset,
)

_GRAMMAR = (
    "all_of, any_of, none_of, at_least with of, points with reaching, age, sex, "
    "weeks_since_onset, sport or factor"
)


class GrammarError(ValueError):
    """A piece of an expression that says nothing; ``location`` leads to it."""

    def __init__(self, location: tuple[str | int, ...], says: str) -> None:
        self.location = location
        super().__init__(says)


def parse_expression(raw: Any, at: tuple[str | int, ...] = ()) -> Expression:
    """One expression from its YAML form. Raises GrammarError naming the place."""
    if isinstance(raw, str):
        return FindingIs(raw)
    if not isinstance(raw, dict) or not raw:
        raise _nothing_said(raw, at)
    keys = set(raw)
    if len(keys) > 1 and keys not in ({"at_least", "of"}, {"points", "reaching"}):
        # several clauses side by side all have to hold
        return AllOf(tuple(parse_expression({key: raw[key]}, at) for key in raw))
    if {"all_of", "any_of", "none_of", "of"} & keys:
        return _logical(raw, at)
    if "points" in keys:
        return _score(raw, at)
    return _about_patient(raw, at)


def _logical(raw: dict[str, Any], at: tuple[str | int, ...]) -> Expression:
    match raw:
        case {"all_of": parts}:
            return AllOf(_parts(parts, (*at, "all_of")))
        case {"any_of": parts}:
            return AnyOf(_parts(parts, (*at, "any_of")))
        case {"none_of": parts}:
            return NoneOf(_parts(parts, (*at, "none_of")))
        case {"at_least": int(count), "of": parts}:
            read = _parts(parts, (*at, "of"))
            if not 1 <= count <= len(read):
                raise GrammarError((*at, "at_least"), f"at_least is 1 to {len(read)}, not {count}")
            return AtLeast(count, read)
    raise _nothing_said(raw, at)


def _score(raw: dict[str, Any], at: tuple[str | int, ...]) -> Expression:
    match raw:
        case {"points": list(items), "reaching": int() | float() as reaching}:
            return Points(
                tuple(_scored(item, (*at, "points", i)) for i, item in enumerate(items)), reaching
            )
    raise _nothing_said(raw, at)


def _about_patient(raw: dict[str, Any], at: tuple[str | int, ...]) -> Expression:
    match raw:
        case {"age": dict(limits)}:
            return AgeIs(*_limits(limits, (*at, "age")))
        case {"weeks_since_onset": dict(limits)}:
            return WeeksSinceOnset(*_limits(limits, (*at, "weeks_since_onset")))
        case {"sex": "female" | "male" as sex}:
            return SexIs(Sex(sex))
        case {"sport": str(sport)}:
            return SportIs(sport)
        case {"factor": str(factor)}:
            return FactorIs(factor)
    raise _nothing_said(raw, at)


def _nothing_said(raw: Any, at: tuple[str | int, ...]) -> GrammarError:
    return GrammarError(at, f"expected a finding id or one of {_GRAMMAR}, not {raw!r}")


def _parts(raw: Any, at: tuple[str | int, ...]) -> tuple[Expression, ...]:
    if not isinstance(raw, list) or not raw:
        raise GrammarError(at, f"expected a list of findings, not {raw!r}")
    return tuple(parse_expression(part, (*at, index)) for index, part in enumerate(raw))


def _scored(raw: Any, at: tuple[str | int, ...]) -> Scored:
    match raw:
        case {"when": when, "points": int() | float() as points}:
            return Scored(parse_expression(when, (*at, "when")), points)
    raise GrammarError(at, f"expected when and points, not {raw!r}")


def _limits(raw: dict[Any, Any], at: tuple[str | int, ...]) -> tuple[float | None, float | None]:
    if not raw or not set(raw) <= {"from", "under"}:
        raise GrammarError(at, f"expected from, under or both, not {sorted(map(str, raw))}")
    for key, number in raw.items():
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise GrammarError((*at, key), f"expected a number, not {number!r}")
    return raw.get("from"), raw.get("under")
