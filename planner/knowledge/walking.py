"""Walks every value of a pack, telling where it stands inside its entry."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from planner.clinical.pack import Pack

Place = tuple[str | int, ...]


def entries(pack: Pack) -> Iterator[Any]:
    """Every top entry of the pack: sources, findings, rules, items, pictures ..."""
    for part in (pack.library, pack.presentation):
        for field in dataclasses.fields(part):
            content = getattr(part, field.name)
            if isinstance(content, Mapping):
                yield from content.values()
            elif isinstance(content, tuple):
                yield from content
            else:
                yield content


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; none of anything else."""
    return tuple(field.name for field in dataclasses.fields(kind)) if is_dataclass(kind) else ()


def fields_of(value: Any, at: Place = ()) -> Iterator[tuple[Any, str, Any, Place]]:
    """Every field at every depth of one entry: owner, name, content, place.

    What is still to be walked waits on a pile, the next on top: a check walks a hundred thousand
    fields, and a generator within a generator for each of them took half its time.
    """
    waiting: list[tuple[Any, str, Any, Place]] = _parts(value, at)
    while waiting:
        found = waiting.pop()
        owner, _, content, place = found
        if owner is not None:
            yield found
        waiting += _parts(content, place)


def _parts(value: Any, at: Place) -> list[tuple[Any, str, Any, Place]]:
    """What stands directly in a value, the last first; only a field has an owner."""
    if isinstance(value, str):
        return []
    kind: Any = type(value)
    if names := _names_of(kind):
        return [(value, name, getattr(value, name), (*at, name)) for name in reversed(names)]
    if isinstance(value, tuple):
        return [(None, "", part, (*at, index)) for index, part in reversed([*enumerate(value)])]
    if isinstance(value, Mapping):
        return [(None, "", part, (*at, str(key))) for key, part in reversed([*value.items()])]
    return []
