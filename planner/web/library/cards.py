"""Lists of the library: its kinds, what one kind holds, what uses an entry, the matrix."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.clinical.contraindications import CellStatus
from planner.clinical.pack import Pack
from planner.web.library.kinds import KINDS, Ref, entry_address
from planner.web.library.shelf import Key, Shelf
from planner.web.library.values import Entry
from planner.web.menu import address_of
from planner.web.words import as_words

GROUPED = ("causes", "rules", "findings", "treatments", "conflicts")
"""Kinds whose entries stand under the tag they carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCard:
    """One kind with how many entries it has."""

    name: str
    about: str
    count: int
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry in a list. ``kind`` is said where a list mixes kinds."""

    name: str
    lead: str
    address: str | None
    kind: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under one heading."""

    anchor: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """One square of the matrix: a letter with its word, and where it is said in full."""

    letter: str
    word: str
    tone: str
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One factor across every kind of treatment."""

    factor: Ref
    cells: tuple[MatrixCell | None, ...]


LETTERS = {
    CellStatus.CONTRAINDICATED: "C",
    CellStatus.HOLD: "H",
    CellStatus.PRECAUTION: "P",
    CellStatus.SAFE: "s",
}


def kind_cards(shelf: Shelf) -> tuple[KindCard, ...]:
    """The contents of the library."""
    return tuple(
        KindCard(
            name=kind.many,
            about=kind.about,
            count=len(shelf.of_kind(kind.id)),
            address=address_of("library.listing", kind=kind.id),
        )
        for kind in KINDS.values()
    )


def line_of(entry: Entry, *, with_kind: bool = False) -> Line:
    """One entry as a line."""
    return Line(
        name=entry.name,
        lead=entry.lead,
        address=entry_address(entry.kind, entry.id),
        kind=KINDS[entry.kind].one if with_kind else "",
        tag=entry.tag if with_kind else "",
    )


def groups_of(kind: str, entries: Iterable[Entry]) -> tuple[Group, ...]:
    """A kind's entries under their tags, or all under one heading, by name."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.tag if kind in GROUPED else KINDS[kind].many, []).append(entry)
    return tuple(
        Group(
            anchor=f"group-{place}",
            title=title,
            lines=tuple(line_of(e) for e in sorted(found, key=lambda e: e.name.casefold())),
        )
        for place, (title, found) in enumerate(groups.items(), start=1)
    )


def found_groups(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """What a search found, kind by kind, the kind of the best hit first."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.kind, []).append(entry)
    return tuple(
        Group(
            anchor=f"found-{kind}",
            title=KINDS[kind].many,
            lines=tuple(line_of(entry) for entry in found),
        )
        for kind, found in groups.items()
    )


def uses_of(shelf: Shelf, key: Key) -> tuple[Group, ...]:
    """Where an entry is used, kind by kind."""
    groups: dict[str, list[Line]] = {}
    for (kind, name), said in shelf.uses.get(key, ()):
        entry = shelf.entries[kind, name]
        line = Line(name=entry.name, lead=said, address=entry_address(kind, name))
        groups.setdefault(kind, []).append(line)
    return tuple(
        Group(anchor=f"used-{kind}", title=KINDS[kind].many, lines=tuple(groups[kind]))
        for kind in KINDS
        if kind in groups
    )


def matrix_of(pack: Pack) -> tuple[tuple[Ref, ...], tuple[MatrixRow, ...]]:
    """Kinds of treatment across, factors down."""
    modalities = pack.library.modalities
    heads = tuple(
        Ref(words=each.label, address=entry_address("modalities", each.id))
        for each in modalities.values()
    )
    rows = []
    for factor in pack.library.factors.values():
        address = entry_address("factors", factor.id)
        cells = tuple(
            MatrixCell(
                letter=LETTERS[cell.until_agreed],
                word=as_words(cell.until_agreed.value),
                tone=cell.until_agreed.value,
                address=f"{address}#{name}",
            )
            if (cell := factor.cells.get(name)) is not None
            else None
            for name in modalities
        )
        rows.append(MatrixRow(factor=Ref(words=factor.label, address=address), cells=cells))
    return heads, tuple(rows)
