"""Every entry of the packs, built once, with what links to it and the words it is found by."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from flask import current_app

from planner.clinical.pack import Pack
from planner.web.library.entries.causes import cause_entry
from planner.web.library.entries.findings import finding_entry
from planner.web.library.entries.others import (
    conflict_entry,
    investigation_entry,
    measure_entry,
    source_entry,
)
from planner.web.library.entries.respect import factor_entry, modality_entry
from planner.web.library.entries.rules import rule_entry
from planner.web.library.entries.stages import stages_entry
from planner.web.library.entries.treatments import treatment_entry
from planner.web.library.kinds import KINDS, Ref, entry_address
from planner.web.library.values import Clause, Entry, Section
from planner.web.services import knowledge

NAME = "library"
MARKS, SIGNS = re.compile(r"[\u0300-\u036f]"), re.compile(r"[\W_]+")
Key = tuple[str, str]
"""Kind and id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The whole library. ``uses``: which entries link to one, each with the parts that do."""

    pack: Pack
    entries: Mapping[Key, Entry]
    uses: Mapping[Key, tuple[tuple[Key, str], ...]]
    texts: Mapping[Key, str]

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """Every entry of one kind, in the order of the pack."""
        return tuple(entry for (each, _), entry in self.entries.items() if each == kind)

    def search(self, text: str) -> tuple[Entry, ...]:
        """Entries that hold every word of the text; those with it in their name lead."""
        words = folded(text).split()
        if not words:
            return ()
        found = [key for key, said in self.texts.items() if all(word in said for word in words)]
        return tuple(
            self.entries[key] for key in sorted(found, key=lambda k: self._place(k, words))
        )

    def _place(self, key: Key, words: list[str]) -> tuple[int, int, str]:
        name = folded(f"{self.entries[key].name} {key[1].replace('-', ' ')}")
        in_name = all(word in name for word in words)
        first = 0 if in_name and name.startswith(words[0]) else 1 if in_name else 2
        return (first, list(KINDS).index(key[0]), name)


def shelf() -> Shelf:
    """The library of this installation's packs; built at the first visit."""
    held = cast("Shelf | None", current_app.extensions.get(NAME))
    if held is None or held.pack is not knowledge().pack:
        held = build_shelf(knowledge().pack)
        current_app.extensions[NAME] = held
    return held


def build_shelf(pack: Pack) -> Shelf:
    """Build every entry, then turn its links round."""
    entries = {
        (kind, name): build(pack, name)
        for kind, (names, build) in _builders(pack).items()
        for name in names
    }
    addresses = {entry_address(*key): key for key in entries}
    uses: dict[Key, dict[Key, list[str]]] = {}
    for key, entry in entries.items():
        for section in entry.sections:
            for ref in refs_in(section):
                target = addresses.get((ref.address or "").partition("#")[0])
                if target is not None and target != key:
                    said = uses.setdefault(target, {}).setdefault(key, [])
                    if section.title not in said:
                        said.append(section.title)
    return Shelf(
        pack=pack,
        entries=entries,
        uses={
            target: tuple((key, "; ".join(said)) for key, said in found.items())
            for target, found in uses.items()
        },
        texts={
            key: folded(" ".join((key[1].replace("-", " "), *words_in(e))))
            for key, e in entries.items()
        },
    )


def folded(text: str) -> str:
    """Small letters without accents, every sign a blank."""
    return SIGNS.sub(" ", MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())))


def _builders(
    pack: Pack,
) -> dict[str, tuple[Iterable[str], Callable[[Pack, str], Entry]]]:
    library, presentation = pack.library, pack.presentation
    return {
        "causes": (presentation.conditions, cause_entry),
        "rules": (presentation.rules, rule_entry),
        "findings": (library.findings, finding_entry),
        "treatments": (library.interventions, treatment_entry),
        "factors": (library.factors, factor_entry),
        "modalities": (library.modalities, modality_entry),
        "stages": (presentation.pictures, stages_entry),
        "measures": ({**library.outcome_measures, **library.measures}, measure_entry),
        "investigations": (library.investigations, investigation_entry),
        "conflicts": (presentation.conflicts, conflict_entry),
        "sources": (library.sources, source_entry),
    }


def refs_in(section: Section) -> Iterator[Ref]:
    """Every link of a part of an entry."""
    yield from section.refs
    for fact in section.facts:
        yield from fact.refs
        if fact.clause is not None:
            yield from _refs_of(fact.clause)
    if section.table is not None:
        for row in section.table.rows:
            yield row.name
            for cell in row.cells:
                yield from cell.refs


def words_in(entry: Entry) -> Iterator[str]:
    """Every word of an entry, for searching."""
    yield from (entry.name, entry.lead, entry.tag)
    for section in entry.sections:
        yield from (*section.texts, *section.points, section.title)
        for fact in section.facts:
            yield from (fact.label, fact.words)
        if section.table is not None:
            for row in section.table.rows:
                yield row.name.words
                yield from (cell.words for cell in row.cells)


def _refs_of(clause: Clause) -> Iterator[Ref]:
    if clause.ref is not None:
        yield clause.ref
    for part in clause.parts:
        yield from _refs_of(part)
