"""Where a statement comes from, how good it is, and who has checked it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.clinical.value import Value


class Seen(StrEnum):
    """How much of a source was read when the entry was written."""

    FULL = "full"
    ABSTRACT = "abstract"
    EXCERPT = "excerpt"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Value):
    """One entry of the bibliography, with what was really seen of it."""

    id: str
    authors: str | None = None
    year: int | None = None
    title: str
    journal: str | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    design: str | None = None
    n: int | str | None = None
    population: str | None = None
    seen: Seen
    seen_via: str | None = None
    note: str | None = None


class EvidenceGrade(StrEnum):
    """The dossier's own grades, never re-graded; *indirect*: another tendon, or healthy people."""

    RCT_DIRECT = "rct-direct"
    RCT_INDIRECT = "rct-indirect"
    SR_INDIRECT = "sr-indirect"
    COHORT = "cohort"
    CASE = "case"
    CONFLICTING = "conflicting"
    LAB = "lab"
    EXPERT = "expert"
    NONE = "none"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Value):
    """Who wrote an entry, which clinician signed it (nobody yet is ``None``), when it is due.

    ``verified`` says the content was seen in its source; ``checked_by`` says a clinician signed.
    An entry that is not verified says why in ``reason``. Nobody signs what they wrote themselves,
    however the name is spelt (HZ-061).
    """

    authored_by: str
    checked_by: str | None = None
    due: date
    verified: bool = False
    reason: str | None = None

    def __post_init__(self) -> None:
        if not self.verified and not (self.reason or "").strip():
            raise ValueError("an entry that is not verified gives its reason")
        if not _letters(self.authored_by):
            raise ValueError("an entry names who wrote it")
        if self.checked_by is not None and not _letters(self.checked_by):
            raise ValueError("checked_by names a clinician, or is null while nobody signed")
        if self.checked_by and _letters(self.checked_by) == _letters(self.authored_by):
            raise ValueError("an entry is signed by somebody else than the one who wrote it")


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
