"""A note for work: what helps at work until the next visit, and nothing about the cause."""

from dataclasses import dataclass

from planner.documents.values.identity import Identity
from planner.documents.values.later_pages import DailyAdvice


@dataclass(frozen=True)
class WorkNote:
    """What the person takes to their employer, cut from their plan.

    It names no cause, no finding and no exercise: those are not the employer's. ``until`` is the
    next visit in words; empty leaves a line to write on. It is advice, not a statutory fit note.
    """

    identity: Identity
    rows: tuple[DailyAdvice, ...]
    title: str = "Advice for work"
    draft: bool = True
    until: str = ""

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("A note for work says what helps at work, or it is not printed")
