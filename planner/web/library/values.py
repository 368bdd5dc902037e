"""An entry of the library as it is shown: facts, sections, tables, and who checked what."""

from dataclasses import dataclass

from planner.web.library.kinds import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How far a statement was checked: seen in its source, and signed by a clinician."""

    is_verified: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A condition of the pack in words; ``ref`` where it is one finding or factor."""

    words: str
    ref: Ref | None = None
    parts: tuple["Clause", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label with what is said, in words, links or a condition."""

    label: str
    words: str = ""
    refs: tuple[Ref, ...] = ()
    clause: Clause | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table: words, links below them, and a mark."""

    words: str = ""
    refs: tuple[Ref, ...] = ()
    note: str = ""
    mark: Mark | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its name with a link, then its cells. ``anchor`` is its id on the page."""

    name: Ref
    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a heading for each column, the first of them for the names of the rows."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of an entry. Empty ones are left out of the page."""

    anchor: str
    title: str
    note: str = ""
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    refs: tuple[Ref, ...] = ()
    table: Table | None = None
    is_spoken: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.texts or self.points or self.facts or self.refs or self.table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page of the library."""

    kind: str
    id: str
    name: str
    lead: str
    marks: tuple[Mark, ...]
    sections: tuple[Section, ...]
    tag: str = ""

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections that hold something."""
        return tuple(section for section in self.sections if not section.is_empty)
