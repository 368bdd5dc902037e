"""Red-flag rules that differ from the last seal: a new seal says which, and why (HZ-038).

A clinic signs its own change with a name and an end (local.py), and pages tell it. Whoever makes a
new edition of the folder seals everything anew, and a rule must not change unseen among a hundred
files: each stands in ``rule-changes.txt`` with its day and its reason.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from planner.knowledge.manifest import MANIFEST, digests

CHANGES = "rule-changes.txt"
RULES = "rules"
"""The folder of a presentation that holds them."""


def since_seal(protocols: Path, presentation: str) -> Mapping[str, str]:
    """Each file that is new, changed or gone, with that word; without a seal every one is new.

    A seal in which two versions were left side by side counts with both: what either of them
    sealed was said there already.
    """
    sealed: dict[str, set[str]] = {}
    for name, value in _lines(protocols / MANIFEST):
        sealed.setdefault(name, set()).add(value)
    found = digests(protocols, presentation)
    return {
        name: "gone" if name not in found else "changed" if name in sealed else "new"
        for name in sorted(sealed.keys() | found.keys())
        if found.get(name) not in sealed.get(name, ())
    }


def rules_since_seal(protocols: Path, presentation: str) -> Mapping[str, str]:
    """Each rule among them, by its id."""
    folder = f"{presentation}/{RULES}/"
    found = since_seal(protocols, presentation)
    return {Path(name).stem: how for name, how in found.items() if name.startswith(folder)}


def keep_rule_changes(
    protocols: Path, presentation: str, changed: Mapping[str, str], because: str, on: date
) -> Path:
    """Add a line for each. Raises ValueError without a reason."""
    why = " ".join(because.split())
    if len(why) < 3:
        raise ValueError("--rules-changed says why, in a few words")
    file = protocols / presentation / CHANGES
    before = file.read_text("utf-8") if file.exists() else ""
    lines = "".join(f"{on} {rule} {how}: {why}\n" for rule, how in changed.items())
    part = file.with_suffix(".part")
    part.write_text(before + lines, "utf-8")
    part.replace(file)
    return file


def _lines(file: Path) -> list[tuple[str, str]]:
    text = file.read_text("utf-8", errors="replace") if file.exists() else ""
    parted = (line.partition("  ") for line in text.splitlines())
    return [(name, value) for value, _, name in parted if len(value) == 64 and name]
