"""Reading YAML strictly, and saying what was probably meant."""

from __future__ import annotations

import difflib
from typing import Any

import yaml


class PoseError(Exception):
    """A pose file says something the drawing cannot follow; the message says what and where."""


class StrictLoader(yaml.CSafeLoader):
    """YAML 1.2 scalars: on, off, yes and no are words, and a key may stand only once."""


def _mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise PoseError(f"line {key_node.start_mark.line + 1}: {key!r} stands twice")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def nearest(word: str, known: Any) -> str:
    """The known word that was probably meant, as the end of a message."""
    close = difflib.get_close_matches(str(word), sorted(known), 1, 0.5)
    return f"; did you mean {close[0]}" if close else ""


def require(word: str, known: Any, what: str, where: str) -> None:
    """Refuse a word that is not known."""
    if word not in known:
        raise PoseError(f"{where}: unknown {what} {word}{nearest(word, known)}")
