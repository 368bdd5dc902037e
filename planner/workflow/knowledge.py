"""What every action is handed of the packs: read once at start, told apart by their content."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.clinical.answers import Side
from planner.clinical.pack import Pack
from planner.documents.values import Drawing
from planner.knowledge.content_changes import Change, read_changes
from planner.knowledge.sealed import load_sealed
from planner.ruleout.assess import Reasoner
from planner.ruleout.warning_signs import protected, warnings

PROGRAM_VERSION = "0.1.0"
"""Printed nowhere, kept with every issued plan."""


def no_drawings(_side: Side | None) -> Mapping[str, Drawing]:
    """Cards without a drawing stand alone."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """One presentation's pack, ready to reason with, and the fingerprint of its files.

    ``seal`` is the digest of the list that every file was held against, drawings included.
    ``changes`` are what seal after seal was kept of it, and the lines of them nobody can read.
    ``protected`` and ``warnings`` are worked out once: every read of a visit asks for them.
    """

    pack: Pack
    content_hash: str
    seal: str
    reasoner: Reasoner
    drawings: Callable[[Side | None], Mapping[str, Drawing]] = field(default=no_drawings)
    changes: tuple[tuple[Change, ...], tuple[str, ...]] = ((), ())
    protected: frozenset[str] = field(init=False)
    warnings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "protected", protected(self.pack))
        object.__setattr__(self, "warnings", warnings(self.pack))


def load_knowledge(
    protocols: Path,
    presentation: str,
    drawings: Callable[[Side | None], Mapping[str, Drawing]] = no_drawings,
) -> Knowledge:
    """Read one presentation. Raises PackError for the first thing wrong, a broken seal first."""
    pack, seal = load_sealed(protocols, presentation)
    return Knowledge(
        pack=pack,
        content_hash=content_hash(protocols, presentation),
        seal=seal,
        reasoner=Reasoner(pack),
        drawings=drawings,
        changes=read_changes(protocols, presentation),
    )


def content_hash(protocols: Path, presentation: str) -> str:
    """SHA-256 over the name and bytes of every file the pack is made of."""
    digest = hashlib.sha256()
    folders = (protocols / "library", protocols / presentation)
    for path in sorted(path for folder in folders for path in folder.rglob("*.yaml")):
        digest.update(f"{path.relative_to(protocols)}\n{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
