"""Sources and how far each statement was checked, in a clinician's words."""

from collections.abc import Iterable

from planner.clinical.citations import Review, Source
from planner.clinical.pack import Pack
from planner.documents.values import SourceRow

MOST_AUTHORS = 2


def cited(sources: Iterable[str]) -> str:
    """Source ids as they stand beside a statement."""
    return ", ".join(dict.fromkeys(sources))


def checked(verified: bool) -> str:
    """Whether the content was seen in its source."""
    return "verified" if verified else "not verified"


def signed(review: Review) -> str:
    """Who signed an entry; nobody is said, never left out."""
    return f"checked by {review.checked_by}" if review.checked_by else "not checked by a clinician"


def source_rows(pack: Pack, names: Iterable[str]) -> tuple[SourceRow, ...]:
    """The bibliography of one record, by id, each with what was really seen of it."""
    known = pack.library.sources
    cited_here = sorted({part for name in names for part in name.split(", ") if part in known})
    return tuple(
        SourceRow(name, citation(known[name]), f"seen: {known[name].seen.value}")
        for name in cited_here
    )


def citation(source: Source) -> str:
    """First authors, title, journal, year, DOI."""
    where = " ".join(part for part in (source.journal, str(source.year or "")) if part)
    doi = f"doi:{source.doi}" if source.doi else source.url or ""
    parts = (_first_authors(source.authors or ""), source.title, where, doi)
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip()) + "."


def _first_authors(authors: str) -> str:
    """The authors, or the first of more than two."""
    names = authors.split(", ")
    return authors if len(names) <= MOST_AUTHORS else f"{names[0]} et al"
