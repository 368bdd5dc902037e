"""One week on one page: what to do, boxes to tick, when to stop and whom to ring."""

from dataclasses import dataclass

from planner.documents.values.fridge_page import HelpTier, NextVisit, PainRule
from planner.documents.values.identity import Identity
from planner.documents.values.later_pages import Diary


@dataclass(frozen=True)
class WeekRow:
    """One exercise of the week, with each part of its dose ("5 holds", "30 seconds each")."""

    number: str
    name: str
    dose: tuple[str, ...] = ()


@dataclass(frozen=True)
class WeekSheet:
    """The week of a plan on one sheet. Every word of it stands in the plan too.

    ``heading`` is this week's running in full, ``take_care`` what to mind in every run. The sheet
    holds every danger sign of the plan: it may be the only page that hangs on the wall. Where it
    stands for several plans, ``note`` says so, and ``minutes`` is the work at home of each day.
    """

    identity: Identity
    title: str
    diary: Diary
    rows: tuple[WeekRow, ...]
    help: tuple[HelpTier, ...]
    draft: bool = True
    heading: str = ""
    take_care: str = ""
    pain: PainRule | None = None
    next_visit: NextVisit | None = None
    note: str = ""
    minutes: tuple[int, ...] = ()
    minutes_head: str = ""

    def __post_init__(self) -> None:
        if not self.help:
            raise ValueError("A week on one page says when to get help, or it is not printed")
        if self.minutes and len(self.minutes) != len(self.diary.days):
            raise ValueError("The minutes of a week have one number for each of its days")
