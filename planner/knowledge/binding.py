"""Raw YAML -> one clinical value, strictly: pydantic checks types, this file finds the words.

The value classes live in the core and know nothing of pydantic; they are read here through a
``TypeAdapter``. Expressions are parsed first, because a grammar error should name its clause.
"""

import dataclasses
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from planner.clinical.expressions import Expression
from planner.knowledge.grammar import GrammarError, parse_expression
from planner.knowledge.reading import PackError, line_of
from planner.knowledge.words import closest

T = TypeVar("T")
_EXPRESSIONS = set(get_args(Expression))


def bind(kind: type[T], raw: Any, path: Path, at: tuple[str | int, ...] = ()) -> T:
    """One value of ``kind`` from raw YAML. Raises PackError with file, line and key."""
    if not isinstance(raw, dict):
        raise PackError(path, line_of(path, at), f"expected {kind.__name__} keys, not {raw!r}")
    entry = raw.get("id", path.stem)
    try:
        prepared = _with_expressions(kind, raw, ())
        value: T = _adapter(kind).validate_python(prepared)
    except GrammarError as error:
        location = (*at, *error.location)
        raise PackError(
            path, line_of(path, location), f"{entry}: {_spell(error.location)}: {error}"
        ) from error
    except ValidationError as error:
        problem = _worst(error)
        location = (*at, *problem["loc"])
        raise PackError(
            path, line_of(path, location), f"{entry}: {_sentence(kind, problem)}"
        ) from error
    return value


def _worst(error: ValidationError) -> Any:
    """An unknown key explains a missing one, so it is told first."""
    problems = error.errors(include_url=False)
    unknown = [item for item in problems if item["type"] == "unexpected_keyword_argument"]
    return (unknown or problems)[0]


def _sentence(kind: type, problem: Any) -> str:
    where = _spell(problem["loc"])
    match problem["type"]:
        case "unexpected_keyword_argument":
            known = _known_keys(kind, problem["loc"][:-1])
            return f"unknown key {where}{closest(str(problem['loc'][-1]), known)}"
        case "missing":
            return f"{where} is missing"
        case "value_error":
            return f"{where}: {problem['ctx']['error']}" if where else str(problem["ctx"]["error"])
        case _:
            return f"{where}: {problem['msg']}, not {problem['input']!r}"


def _spell(location: tuple[str | int, ...]) -> str:
    return " > ".join(f"item {part + 1}" if isinstance(part, int) else part for part in location)


def _known_keys(kind: type, location: tuple[str | int, ...]) -> list[str]:
    for part in location:
        if isinstance(part, int):
            continue
        hint = get_type_hints(kind).get(part)
        nested = next((t for t in _leaves(hint) if _is_value(t)), None)
        if nested is None:
            return []
        kind = nested
    return [field.name for field in dataclasses.fields(kind)]


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    """One adapter a class, made when the first entry of its kind is read."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


@cache
def _nested(kind: type) -> dict[str, tuple[bool, type | None]]:
    """Per field: whether it holds expressions, and the value class it holds, if any."""
    found: dict[str, tuple[bool, type | None]] = {}
    for name, hint in get_type_hints(kind).items():
        leaves = list(_leaves(hint))
        is_expression = any(leaf in _EXPRESSIONS for leaf in leaves)
        value = next((leaf for leaf in leaves if _is_value(leaf)), None)
        if is_expression or value is not None:
            found[name] = (is_expression, None if is_expression else value)
    return found


def _is_value(hint: Any) -> TypeGuard[type]:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint)


def _leaves(hint: Any) -> Iterator[Any]:
    if get_origin(hint) in (Union, types.UnionType, tuple, list, dict):
        for part in get_args(hint):
            yield from _leaves(part)
    elif hint is not Ellipsis:
        yield hint


def _with_expressions(kind: type, raw: Any, at: tuple[str | int, ...]) -> Any:
    if isinstance(raw, list):
        return [_with_expressions(kind, part, (*at, index)) for index, part in enumerate(raw)]
    if not isinstance(raw, dict):
        return raw
    fields = _nested(kind)
    result = dict(raw)
    for key, content in raw.items():
        is_expression, nested = fields.get(key, (False, None))
        if content is None:
            continue
        if is_expression:
            result[key] = parse_expression(content, (*at, key))
        elif nested is not None and isinstance(content, dict) and not _is_one(nested, content):
            result[key] = {
                inner: _with_expressions(nested, part, (*at, key, inner))
                for inner, part in content.items()
            }
        elif nested is not None:
            result[key] = _with_expressions(nested, content, (*at, key))
    return result


def _is_one(kind: type, content: dict[str, Any]) -> bool:
    """One value rather than a mapping of values by id (the cells of a factor)."""
    names = {field.name for field in dataclasses.fields(kind)}
    return not content or bool(names & set(content))
