"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any


@dataclass
class MovableClock:
    """Sunday 22 November 2026, nine in the morning."""

    moment: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def move(self, **by: Any) -> None:
        self.moment += timedelta(**by)
