"""The clock, read at the edge and nowhere else."""

from datetime import date, datetime


def today() -> date:
    """The local day on this machine."""
    return datetime.now().astimezone().date()
