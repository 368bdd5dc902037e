"""The pages after the fridge page: what it is, the diary, every day, what comes next."""

from dataclasses import dataclass
from enum import Enum

from planner.documents.values.exercise_cards import Drawing
from planner.documents.values.identity import Marked


@dataclass(frozen=True)
class WhatYouHave:
    """What is going on, in plain words; the long name once, after the plain one.

    ``title`` is "What you have", or for an interim plan "What we know so far". ``pointed`` are
    the findings that speak for it, in the patient's words.
    """

    first: str
    paragraphs: tuple[Marked, ...] = ()
    title: str = "What you have"
    long_name: str = ""
    pointed: tuple[str, ...] = ()
    pointed_heading: str = "What pointed to this"
    picture: Drawing | None = None
    picture_caption: str = "The sore spot"


@dataclass(frozen=True)
class LessLikely:
    """Another cause that looks less likely today: nothing is ever "ruled out" to the patient.

    ``tell_us`` repeats the tier of page 1 and never a milder one ("go to A&E", "ring today").
    """

    what: str
    why: str
    tell_us: str


@dataclass(frozen=True)
class Station:
    """One point on the line of time ("1 week", "No better? Ring us.")."""

    when: str
    what: str


@dataclass(frozen=True)
class Expectation:
    """What to expect: one sentence, then stations on a line of time."""

    sentence: str
    stations: tuple[Station, ...] = ()


@dataclass(frozen=True)
class DiaryDay:
    """One dated row of the diary; ``run_hint`` is small in the writing cell ("35 at most").

    ``not_due`` are the places, from 0, of the cards that have this day off; the tick columns are
    the first of them.
    """

    name: str
    date: str
    is_run_day: bool = False
    run_hint: str = "no run"
    not_due: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Diary:
    """A week to write in. Its columns are the rows typed in at the next visit, in that order.

    ``ticks`` are the heads of the tick columns ("1 Bridge hold"), one for each exercise.
    ``blanks`` are sentences with ``____`` where the person writes. The heads are the pack's words.
    """

    title: str
    days: tuple[DiaryDay, ...]
    morning_head: str
    exercises_head: str
    minutes_head: str
    run_pain_head: str
    worst_head: str
    ticks: tuple[str, ...] = ()
    intro: str = ""
    has_running: bool = True
    blanks: tuple[Marked, ...] = ()
    closing: str = ""


class Icon(Enum):
    """The drawn signs beside everyday advice; always beside a word."""

    SITTING = "sitting"
    BENDING = "bending"
    SLEEP = "sleep"
    STILL_DO = "still-do"
    WORK = "work"
    COLD = "cold"
    MASSAGE = "massage"
    PAIN_RELIEF = "pain-relief"
    STRETCH = "stretch"
    WALKING = "walking"
    DRIVING = "driving"
    FOOD = "food"
    MIND = "mind"
    SHOES = "shoes"
    ADVICE = "advice"


@dataclass(frozen=True)
class DailyAdvice:
    """One row of everyday advice: an icon, its title, one to three sentences.

    ``points`` stand before the text as a list, one thought each ("At your visits").
    """

    icon: Icon
    title: str
    text: Marked
    points: tuple[Marked, ...] = ()


@dataclass(frozen=True)
class SportStep:
    """One step of the way back to a sport, and from when it may be tried."""

    text: str
    when: str


@dataclass(frozen=True)
class SportSteps:
    """The way back to a sport that is not running, the hardest step last."""

    title: str
    intro: str
    steps: tuple[SportStep, ...]


class StepState(Enum):
    """Where the person stands on the ladder."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class LadderStep:
    """One stage. Only the current one has criteria; a later one has a name and one line, no dose.

    ``criteria`` are tick boxes in the first person ("I can do 10 bridges on my sore leg.").
    """

    number: str
    name: str
    state: StepState
    line: str = ""
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ladder:
    """What comes next and what must be true to move up: never a date alone."""

    steps: tuple[LadderStep, ...]
    intro: str = (
        "You move up when the boxes are ticked, not when a date comes. "
        "Do not move up alone. We decide it with you."
    )
    title: str = "What comes next"
    criteria_heading: str = "To move up, all of these must be true:"

    def __post_init__(self) -> None:
        if sum(step.state is StepState.NOW for step in self.steps) > 1:
            raise ValueError("The person stands on one step of the ladder, not on two")
