"""The patient's plan: everything the person takes home, in their words."""

from dataclasses import dataclass
from enum import Enum

from planner.documents.values.exercise_cards import Cards, Running
from planner.documents.values.fridge_page import (
    Flare,
    HelpLevel,
    HelpTier,
    NextVisit,
    Notice,
    PainRule,
    Week,
)
from planner.documents.values.identity import Identity
from planner.documents.values.later_pages import (
    DailyAdvice,
    Diary,
    Expectation,
    Ladder,
    LessLikely,
    SportSteps,
    WhatYouHave,
)


class PlanKind(Enum):
    """What the plan may ask of the person."""

    FULL = "full"
    HOLDING = "holding"
    """An urgent rule is raised: safe advice until it is settled, nothing that loads the part."""
    INTERIM = "interim"
    """"Not sure yet": two weeks of safe care, then look again."""


@dataclass(frozen=True)
class PatientPlan:
    """One patient's plan for one stage. Every part but identity, title and help may be left out.

    A holding plan cannot hold an exercise card, a running page, a run day, a diary of exercises,
    a ladder or a way back to sport: such a value is refused here, whatever made it (design:
    nothing that loads the part). Every plan says when to get help, with an emergency tier.
    """

    identity: Identity
    title: str
    help: tuple[HelpTier, ...]
    kind: PlanKind = PlanKind.FULL
    draft: bool = True
    goal: str = ""
    changes: tuple[str, ...] = ()
    notice: Notice | None = None
    week: Week | None = None
    pain: PainRule | None = None
    flare: Flare | None = None
    missed_day: str = ""
    next_visit: NextVisit | None = None
    what_you_have: WhatYouHave | None = None
    less_likely: tuple[LessLikely, ...] = ()
    expect: Expectation | None = None
    exercises: Cards | None = None
    running: Running | None = None
    diary: Diary | None = None
    every_day: tuple[DailyAdvice, ...] = ()
    can_still_do: tuple[str, ...] = ()
    question_lines: int = 3
    ladder: Ladder | None = None
    sport: SportSteps | None = None
    prevention: tuple[str, ...] = ()
    if_things_slip: str = ""
    sources: tuple[str, ...] = ()
    named_sources: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A patient plan needs a title")
        if not any(tier.level is HelpLevel.EMERGENCY for tier in self.help):
            raise ValueError("A patient plan always says when to ring 999: no emergency tier")
        if self.kind is PlanKind.HOLDING:
            self._refuse_loading()

    def _refuse_loading(self) -> None:
        loading = {
            "exercise cards": self.exercises is not None,
            "a running page": self.running is not None,
            "run days": self.week is not None and self.week.has_runs,
            "exercises to tick": self.diary is not None and bool(self.diary.ticks),
            "a ladder of stages": self.ladder is not None,
            "a way back to sport": self.sport is not None,
        }
        for name, is_there in loading.items():
            if is_there:
                raise ValueError(f"A holding plan loads nothing, so it cannot hold {name}")
