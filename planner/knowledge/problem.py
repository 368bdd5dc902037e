"""One thing that is wrong with a pack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence that starts with file and line and names the entry."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence
