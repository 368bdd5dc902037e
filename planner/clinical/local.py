"""What a clinic changed of the protocols it was given: by whom, why and until when (HZ-064)."""

from dataclasses import dataclass
from datetime import date

from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSigned(Value):
    """The head of the clinic's own seal. ``until`` is the last day on which it counts."""

    by: str
    because: str
    until: date
    files: dict[str, str]

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.because.strip():
            raise ValueError("a change of one's own names who made it, and why")
        if not self.files:
            raise ValueError("a change of one's own names the files it changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalChange:
    """The same, read: the files, and the ids of every entry that stands in one of them."""

    by: str
    because: str
    until: date
    files: tuple[str, ...]
    entries: frozenset[str]

    def has_ended(self, today: date) -> bool:
        """From the day after its last: then nothing new rests on it."""
        return today > self.until
