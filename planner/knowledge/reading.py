"""YAML by the rules of YAML 1.2, once, with lines for the errors.

PyYAML's C loader is fast but follows YAML 1.1, where ``no`` is false and ``1:30`` is ninety.
The resolvers here are those of the YAML 1.2 core schema; a key written twice is refused.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as FastLoader
except ImportError:  # pragma: no cover - libyaml is part of the wheels
    from yaml import SafeLoader as FastLoader  # type: ignore[assignment]

LARGEST_FILE = 1_000_000
"""Bytes. The largest pack file is a tenth of this; a case file a hundredth."""

DEEPEST = 60
"""Levels of nesting; the deepest pack entry has twelve."""


_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[^\s*]", re.MULTILINE)


class PackError(Exception):
    """A file that cannot be used: which file, which line, which entry, and what was expected."""

    def __init__(self, path: Path | str, line: int | None, says: str) -> None:
        self.path, self.line, self.says = str(path), line, says
        where = f"{self.path}:{line}" if line else self.path
        super().__init__(f"{where}: {says}")


_TAG = "tag:yaml.org,2002:"
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_MAYBE_NUMBER = frozenset("-+.0123456789")
_PLAIN = {f"{_TAG}str", f"{_TAG}map", f"{_TAG}seq"}


class Yaml12Loader(FastLoader):
    """The C parser with the YAML 1.2 core schema: no tags, no duplicate keys.

    Values are made straight from the nodes; PyYAML's own constructors would be 1.1 again.
    """

    def resolve(self, kind: type, _text: str, _implicit: tuple[bool, bool]) -> str:
        """Every scalar is a word here; ``_scalar`` reads plain ones by the rules of 1.2."""
        if kind is yaml.MappingNode:
            return f"{_TAG}map"
        return f"{_TAG}seq" if kind is yaml.SequenceNode else f"{_TAG}str"

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """No path resolvers are used."""

    def ascend_resolver(self) -> None:
        """No path resolvers are used."""

    def get_single_data(self) -> Any:
        """The one document of the file as plain values."""
        node = self.get_single_node()
        return None if node is None else _value(node, 0)


def _value(node: yaml.Node, depth: int) -> Any:
    if node.tag not in _PLAIN:
        raise yaml.constructor.ConstructorError(
            None, None, f"the tag {node.tag!r} is not used here", node.start_mark
        )
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style else _scalar(node.value)
    if depth > DEEPEST:
        raise yaml.constructor.ConstructorError(
            None, None, f"nested deeper than {DEEPEST} levels", node.start_mark
        )
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, depth + 1) for part in node.value]
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _value(key_node, depth + 1)
        if not isinstance(key, str | int):
            raise yaml.constructor.ConstructorError(
                None, None, f"a key is a word, not {key!r}", key_node.start_mark
            )
        if key in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is written twice", key_node.start_mark
            )
        mapping[key] = _value(value_node, depth + 1)
    return mapping


def _scalar(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema: null, a truth value, a number or a word."""
    if text[:1] in _MAYBE_NUMBER:
        if _INT.fullmatch(text):
            return int(text)
        return float(text) if _FLOAT.fullmatch(text) else text
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    return False if text in _FALSE else text


def read(path: Path) -> Any:
    """The content of one YAML file. Raises PackError with file and line for anything wrong."""
    return parse(text_of(path), path)


def text_of(path: Path) -> str:
    """The text of a file: UTF-8, at most ``LARGEST_FILE`` bytes."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except IsADirectoryError as error:
        raise PackError(path, None, "this is a folder; expected a YAML file") from error
    except FileNotFoundError as error:
        raise PackError(path, None, "no such file") from error
    except OSError as error:
        raise PackError(path, None, f"cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_FILE:
        raise PackError(path, None, f"larger than {LARGEST_FILE:,} bytes; expected a small file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PackError(path, line, "not UTF-8 text; expected a YAML text file") from error


def parse(text: str, path: Path) -> Any:
    """The content of YAML text read from ``path``."""
    if "\0" in text:
        raise PackError(path, None, "not text; expected a YAML text file")
    if "*" in text and _ALIAS.search(text):
        _refuse_aliases(text, path)
    try:
        return yaml.load(text, Loader=Yaml12Loader)  # noqa: S506 - a safe loader's subclass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        says = error.problem or error.context or "not YAML"
        raise PackError(path, mark.line + 1 if mark else None, f"not valid YAML: {says}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else "not YAML"
        raise PackError(path, None, f"not valid YAML: {first}") from error


def _line(node_or_event: yaml.Node | yaml.Event) -> int | None:
    mark = node_or_event.start_mark
    return mark.line + 1 if mark else None


def _refuse_aliases(text: str, path: Path) -> None:
    """Aliases could unfold a small file to gigabytes, and packs need none."""
    try:
        for event in yaml.parse(text, Loader=FastLoader):
            if isinstance(event, yaml.AliasEvent):
                raise PackError(path, _line(event), "aliases (*name) are not used here")
    except yaml.YAMLError:
        return  # reading it again tells what is wrong, with the line


def line_of(path: Path, location: Iterable[str | int]) -> int | None:
    """The line where an entry stands: the deepest part of ``location`` that the file has.

    Only called once something is wrong, so that good files are read fast.
    """
    try:
        node = yaml.compose(text_of(path), Loader=Yaml12Loader)
    except (yaml.YAMLError, PackError):
        return None
    line = None
    for step in location:
        if isinstance(node, yaml.MappingNode):
            found = next(
                ((key, value) for key, value in node.value if key.value == str(step)), None
            )
            if found is None:
                break
            key, node = found
            line = _line(key)
        elif isinstance(node, yaml.SequenceNode):
            if not isinstance(step, int) or step >= len(node.value):
                break
            node = node.value[step]
            line = _line(node)
        else:
            break
    return line if line is not None or node is None else _line(node)
