"""What else of the protocols differs from the last seal: kept by the day, shown with the rules.

A ratio, a prior, a cell of the matrix or a dose may change without a reason being asked (a word
that is mended changes the same file), but not without a trace: each seal adds the entries that
differ to ``content-changes.txt``, a line for each day and folder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.knowledge.manifest import MANIFEST
from planner.knowledge.rule_changes import CHANGES, RULES, since_seal

CONTENT = "content-changes.txt"
SINGLE = "single-files"
"""Stands for the folder of what lies in none."""
HOW = ("new", "changed", "gone")

Key = tuple[date, str]
"""Day and folder."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that is new, changed or gone since the seal before.

    ``why`` is there for red-flag rules alone: nothing else is sealed with a reason.
    """

    on: date
    folder: str
    entry: str
    how: str
    why: str = ""


def content_since_seal(protocols: Path, presentation: str) -> Mapping[str, Mapping[str, str]]:
    """Entries that differ by their folder, rules left out; nothing where there is no seal yet."""
    found: dict[str, dict[str, str]] = {}
    if not (protocols / MANIFEST).exists():
        return found
    for name, how in since_seal(protocols, presentation).items():
        _, *folders, file = name.split("/")
        folder = folders[0] if folders else SINGLE
        if folder != RULES:
            found.setdefault(folder, {})[Path(file).stem] = how
    return found


def keep_content_changes(
    protocols: Path, presentation: str, changed: Mapping[str, Mapping[str, str]], on: date
) -> Path:
    """Put them to what was kept that day already."""
    file = protocols / presentation / CONTENT
    kept, odd = _kept(_lines_of(file))
    for folder, entries in changed.items():
        kept.setdefault((on, folder), {}).update(entries)
    lines = [
        f"{day} {folder}: {', '.join(f'{name} {how}' for name, how in sorted(entries.items()))}"
        for (day, folder), entries in sorted(kept.items())
    ]
    part = file.with_suffix(".part")
    part.write_text("".join(f"{line}\n" for line in (*odd, *lines)), "utf-8")
    part.replace(file)
    return file


def read_changes(protocols: Path, presentation: str) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Everything that was kept, the newest day first; and the lines that cannot be read."""
    folder = protocols / presentation
    kept, odd = _kept(_lines_of(folder / CONTENT))
    found = [
        Change(day, kind, entry, how)
        for (day, kind), entries in kept.items()
        for entry, how in sorted(entries.items())
    ]
    for line in _lines_of(folder / CHANGES):
        change = _rule(line)
        if change is None:
            odd.append(line)
        else:
            found.append(change)
    return tuple(sorted(found, key=lambda one: one.on, reverse=True)), tuple(odd)


def _kept(lines: Iterable[str]) -> tuple[dict[Key, dict[str, str]], list[str]]:
    """By day and folder, what stood there; a day that stands twice, as after a merge, is one."""
    kept: dict[Key, dict[str, str]] = {}
    odd = []
    for line in lines:
        head, _, told = line.partition(": ")
        words, entries = head.split(), [each.rpartition(" ") for each in told.split(", ")]
        day = _day(words[0]) if len(words) == 2 else None
        if day is None or any(not name or how not in HOW for name, _, how in entries):
            odd.append(line)
            continue
        kept.setdefault((day, words[1]), {}).update({name: how for name, _, how in entries})
    return kept, odd


def _rule(line: str) -> Change | None:
    head, _, why = line.partition(": ")
    words = head.split()
    day = _day(words[0]) if len(words) == 3 and words[2] in HOW else None
    return Change(day, RULES, words[1], words[2], why) if day and why else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _lines_of(file: Path) -> list[str]:
    text = file.read_text("utf-8", errors="replace") if file.exists() else ""
    return [line for line in text.splitlines() if line.strip()]
