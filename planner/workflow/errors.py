"""How an action ends when it does not save. Each carries one sentence for the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class WorkflowError(Exception):
    """Nothing was written."""


class NotFoundError(WorkflowError):
    """There is no such thing, or it belongs to somebody else: the answer is the same."""


class RefusedError(WorkflowError):
    """The action is not possible as asked. ``field`` names the input it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        self.sentence = sentence
        self.field = field
        super().__init__(sentence)


class UnusualNumberError(WorkflowError):
    """Numbers that are possible and not likely: nothing is saved until each is said again.

    ``numbers`` holds each with a sentence on what is unusual about it, by its measure.
    """

    def __init__(self, numbers: Mapping[str, tuple[float, str]]) -> None:
        self.numbers = numbers
        super().__init__(", ".join(numbers))


class NotAllowedError(RefusedError):
    """The person's role does not allow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One field that two people saved: both texts, and who saved the other one when."""

    field: str
    mine: str
    theirs: str
    by: str
    at: datetime | None


class StaleWriteError(WorkflowError):
    """The page was older than the record. ``version`` is the one to save again with."""

    def __init__(self, version: int, conflicts: tuple[Conflict, ...]) -> None:
        self.version = version
        self.conflicts = conflicts
        super().__init__(f"the record is at version {version}")


class MissingAuditError(RuntimeError):
    """A writing action forgot its audit entry: a broken promise, so nothing is saved."""
