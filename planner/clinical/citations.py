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
    An entry that is not verified says why in ``reason``.
    """

    authored_by: str
    checked_by: str | None = None
    due: date
    verified: bool = False
    reason: str | None = None

    def __post_init__(self) -> None:
        if not self.verified and not (self.reason or "").strip():
            raise ValueError("an entry that is not verified gives its reason")
