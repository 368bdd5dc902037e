"""The one clock of the record. Nothing else asks the system for the time (HZ-020)."""

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Now, with its zone, and the local day."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return datetime.now().astimezone().date()
