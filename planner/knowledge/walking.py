"""Walks every value of a pack, telling where it stands inside its entry."""

import dataclasses
from collections.abc import Iterator, Mapping
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


def fields_of(value: Any, at: Place = ()) -> Iterator[tuple[Any, str, Any, Place]]:
    """Every field at every depth of one entry: owner, name, content, place."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            content = getattr(value, field.name)
            yield value, field.name, content, (*at, field.name)
            yield from fields_of(content, (*at, field.name))
    elif isinstance(value, Mapping):
        for key, content in value.items():
            yield from fields_of(content, (*at, str(key)))
    elif isinstance(value, tuple):
        for index, content in enumerate(value):
            yield from fields_of(content, (*at, index))
