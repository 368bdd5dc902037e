"""When a statement is due to be read again, and how late that is (HZ-063)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.clinical.citations import Review
from planner.clinical.value import Value


class Due(StrEnum):
    """How a review date stands to a day, from calm to grave."""

    IN_DATE = "in date"
    SOON = "due soon"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long overdue"


LATE = (Due.OVERDUE, Due.LONG_OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule(Value):
    """From how many days before its date a review is due soon, and how many after it is long late.

    A statement that is late is marked wherever it is used. One that keeps somebody safe and is
    long overdue lets no new plan be issued until it was read again.
    """

    notice_days: int
    grace_days: int
    sources: tuple[str, ...] = ()
    verified: bool
    reason: str | None = None

    def __post_init__(self) -> None:
        if min(self.notice_days, self.grace_days) < 0:
            raise ValueError("days are 0 or more")

    def due(self, review: Review, today: date) -> Due:
        """The date itself is still in time."""
        if today > review.due + timedelta(days=self.grace_days):
            return Due.LONG_OVERDUE
        if today > review.due:
            return Due.OVERDUE
        if today >= review.due - timedelta(days=self.notice_days):
            return Due.SOON
        return Due.IN_DATE
