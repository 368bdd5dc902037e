"""One field of a case file at a time: its type, its range, and the sentence when it is wrong."""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.knowledge.words import closest

LONGEST_TEXT = 300
"""Characters of one text a person typed."""

E = TypeVar("E", Presence, Sex, Side, Irritability)


class CaseError(ValueError):
    """What is wrong with a case file, in one sentence."""


def known_keys(raw: Mapping[str, Any], known: Iterable[str], inside: str) -> None:
    """Refuse a key that is not one of ``known``; ``inside`` names the section."""
    known = list(known)
    for key in raw:
        if key not in known:
            where = f"{inside}: " if inside else ""
            hint = closest(str(key), known) or f"; expected one of {', '.join(known)}"
            raise CaseError(f"{where}the key {key!r} is not known{hint}")


def section(raw: Mapping[str, Any], key: str, known: Iterable[str]) -> Mapping[str, Any]:
    """The keys of one section; none when it is left out."""
    content = raw.get(key)
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise CaseError(f"{key}: {show(content)} is not usable; expected keys with values")
    known_keys(content, known, key)
    return content


def text(raw: Mapping[str, Any], key: str, inside: str = "") -> str | None:
    """A text of one line, or none."""
    content = raw.get(key)
    return None if content is None else short_text(content, f"{inside}{key}")


def short_text(content: Any, key: str) -> str:
    """Content as a text of one line. Raises CaseError for anything else."""
    if isinstance(content, bool) or not isinstance(content, str | int | float):
        raise CaseError(f"{key}: {show(content)} is not usable; expected a text")
    text = str(content).strip()
    if not text:
        raise CaseError(f"{key}: nothing is written; expected a text, or leave the key out")
    if len(text) > LONGEST_TEXT:
        raise CaseError(
            f"{key}: {len(text)} characters, starting {text[:20]!r}; expected at most "
            f"{LONGEST_TEXT}"
        )
    if any(ord(sign) < 32 for sign in text):
        raise CaseError(
            f"{key}: {text[:40]!r} holds a control character; expected one line of text"
        )
    return text


def number(
    raw: Mapping[str, Any], key: str, lowest: float, highest: float, inside: str = ""
) -> float | None:
    """A number from ``lowest`` to ``highest``, or none."""
    content = raw.get(key)
    if content is None:
        return None
    is_number = isinstance(content, int | float) and not isinstance(content, bool)
    if not is_number or not math.isfinite(content) or not lowest <= content <= highest:
        raise CaseError(
            f"{inside}{key}: {show(content)} is not possible; expected a number from "
            f"{lowest:g} to {highest:g}"
        )
    return float(content)


def day(raw: Mapping[str, Any], key: str, inside: str = "") -> date | None:
    """A date, or none."""
    content = raw.get(key)
    if content is None:
        return None
    try:
        return date.fromisoformat(str(content))
    except ValueError as error:
        raise CaseError(
            f"{inside}{key}: {show(content)} is no date; expected a day such as 2026-11-22"
        ) from error


def choice(raw: Mapping[str, Any], key: str, kind: type[E], inside: str = "") -> E | None:
    """One of the values of ``kind``, or none."""
    content = raw.get(key)
    if content is None:
        return None
    try:
        return kind(content)
    except ValueError as error:
        choices = [choice.value for choice in kind]
        raise CaseError(
            f"{inside}{key}: {show(content)} is not a choice; expected {' or '.join(choices)}"
        ) from error


def listed(raw: Mapping[str, Any], key: str) -> list[Any]:
    """A list; empty when it is left out."""
    content = raw.get(key)
    if content is None:
        return []
    if not isinstance(content, list):
        raise CaseError(f"{key}: {show(content)} is not usable; expected a list")
    return content


def ids(raw: Mapping[str, Any], key: str, known: Mapping[str, Any], what: str) -> tuple[str, ...]:
    """A list of known ids, each once."""
    names = listed(raw, key)
    for name in names:
        known_id(name, key, known, what)
    return tuple(dict.fromkeys(names))


def known_id(name: Any, key: str, known: Mapping[str, Any], what: str) -> None:
    """Refuse an id that is not known, with the nearest one that is."""
    if not isinstance(name, str) or name not in known:
        hint = closest(str(name), known) or f"; expected {what} of the pack"
        raise CaseError(f"{key}: {show(name)} is not known{hint}")


def show(content: Any) -> str:
    """What was written, short enough for a sentence."""
    text = repr(content)
    return text if len(text) <= 60 else f"{text[:57]}..."
