"""Exercise cards, their drawings, and the run table."""

import re
from dataclasses import dataclass
from enum import Enum

from planner.documents.values.identity import Marked

VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')

UNDER, STEP, AFTER = 38, 42, 46
"""Letters in a line: under a drawing beside the steps, of a step itself, and after the steps."""
DRAWN_WIDTH, DRAWN_HEIGHT, LINE = 78.0, 70.0, 6.7
"""Millimetres a drawing beside the steps takes at most, and the height of a line of text."""


class DrawingShape(Enum):
    """How a drawing lies on a card; read from its own proportions."""

    BESIDE = "beside"
    """84 mm wide on the left, steps on the right."""
    ACROSS = "across"
    """One very wide figure (over 4 to 1) above the steps."""
    TALL = "tall"
    """A 48 mm column on the left."""


@dataclass(frozen=True)
class Drawing:
    """One drawing: the text of an SVG file, what it shows, and a word for each of its panels.

    ``words`` ("Start", "Hold") name as many panels. They stand in a line of their own, where they
    can cover nothing: above panels beside each other, below panels one above the other.
    ``starts`` says where each panel starts, in per cent from the left and from the top; without
    it the panels are stacked.
    """

    svg: str
    alt: str
    words: tuple[str, ...] = ()
    starts: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A drawing must say in words what it shows: alt is empty")
        if self.starts and len(self.starts) != len(self.words):
            raise ValueError(f"The drawing '{self.alt}' has words without a place")
        if self.width_to_height <= 0:
            raise ValueError(f"The drawing '{self.alt}' has no width")

    @property
    def is_side_by_side(self) -> bool:
        """Whether a second panel stands beside the first."""
        return any(left > 0 for left, _ in self.starts)

    @property
    def width_to_height(self) -> float:
        """The proportions of the whole file, from its viewBox."""
        match = VIEW_BOX.search(self.svg)
        if match is None or float(match.group(2)) == 0:
            raise ValueError(f"The drawing '{self.alt}' has no viewBox, so it has no proportions")
        return float(match.group(1)) / float(match.group(2))

    @property
    def shape(self) -> DrawingShape:
        if self.width_to_height > 4:
            return DrawingShape.ACROSS
        if self.width_to_height < 0.8:
            return DrawingShape.TALL
        return DrawingShape.BESIDE


@dataclass(frozen=True)
class DoseCell:
    """One cell of the dose line: a big number over its word ("30" over "seconds each")."""

    amount: str
    word: str


def _rows(text: Marked, letters: int) -> int:
    return -(-len(text.replace("**", "")) // letters)


@dataclass(frozen=True)
class CardLine:
    """A labelled line under the steps ("Next day:" "Check your pain in the morning.")."""

    label: str
    text: Marked

    def rows(self, letters: int) -> int:
        """Lines of so many letters it takes."""
        return _rows(f"{self.label}: {self.text}", letters)


@dataclass(frozen=True)
class ExerciseCard:
    """One exercise, printed once: dose, three to five short steps, why, easier, harder.

    ``easier`` is what "one step easier" on page 1 means. ``take_care`` is the action of a
    precaution in the patient's words. Without a drawing the steps take the width.
    """

    number: str
    name: str
    steps: tuple[Marked, ...]
    dose: tuple[DoseCell, ...] = ()
    why: Marked = ""
    easier: Marked = ""
    harder: Marked = ""
    take_care: Marked = ""
    more: tuple[CardLine, ...] = ()
    drawing: Drawing | None = None

    @property
    def lines_under_drawing(self) -> tuple[CardLine, ...]:
        """What goes under a drawing that stands beside the steps: as much as makes the card low.

        Two cards share a page, so the drawing's column and that of the steps are kept alike; of
        two that are, the one with more under its drawing is taken.
        """
        if self.drawing is None or self.drawing.shape is not DrawingShape.BESIDE:
            return ()
        drawn = min(DRAWN_WIDTH / self.drawing.width_to_height, DRAWN_HEIGHT) / LINE
        drawn += bool(self.drawing.words)
        why = (CardLine("Why", self.why),) if self.why else ()
        choices = [self.more[:count] for count in range(len(self.more) + 1)]
        choices.append((*why, *self.more))
        return min(reversed(choices), key=lambda under: self._lines_high(drawn, under))

    def _lines_high(self, drawn: float, under: tuple[CardLine, ...]) -> float:
        """Lines of text the higher column takes with these lines under the drawing."""
        left = drawn + sum(line.rows(UNDER) for line in under)
        right = sum(_rows(step, STEP) for step in self.steps)
        return max(left, right + sum(line.rows(AFTER) for line in self.lines if line not in under))

    @property
    def lines_after_steps(self) -> tuple[CardLine, ...]:
        """The other labelled lines, after the steps."""
        return tuple(line for line in self.lines if line not in self.lines_under_drawing)

    @property
    def lines(self) -> tuple[CardLine, ...]:
        """All labelled lines in the order of their weight."""
        own = (
            CardLine("Why", self.why),
            CardLine("Easier", self.easier),
            CardLine("Harder", self.harder),
            CardLine("Take care", self.take_care),
        )
        return tuple(line for line in own if line.text) + self.more


@dataclass(frozen=True)
class Cards:
    """The exercises of the current stage under one page title ("Your 2 holds")."""

    title: str
    cards: tuple[ExerciseCard, ...]
    intro: Marked = ""

    def __post_init__(self) -> None:
        if not self.cards:
            raise ValueError("A page of exercise cards needs at least one card")
        numbers = [card.number for card in self.cards]
        if len(set(numbers)) != len(numbers):
            raise ValueError(f"Two exercise cards carry the same number: {', '.join(numbers)}")


@dataclass(frozen=True)
class RunStep:
    """One row of the run table: minutes of running and walking, how often, how long in all.

    ``run_minutes`` and ``walk_minutes`` are numbers as text; an empty walk prints "none".
    ``earliest`` is the first day the row may be run, where it lies in the calendar.
    """

    step: str
    run_minutes: str
    walk_minutes: str
    times: str
    whole: str
    earliest: str = ""


@dataclass(frozen=True)
class RunTable:
    """Running built up one row at a time, from the level tolerated now; two tries a row."""

    title: str
    steps: tuple[RunStep, ...]
    intro: str = ""
    earliest_head: str = ""

    def __post_init__(self) -> None:
        if not self.steps:
            raise ValueError("A run table needs at least one row")


@dataclass(frozen=True)
class SpeedSteps:
    """Getting fast again, one sentence a step, standing starts last."""

    title: str
    intro: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Running:
    """The running page: cues as cards, the run table, the way back to speed, or all of them."""

    title: str
    cards: tuple[ExerciseCard, ...] = ()
    table: RunTable | None = None
    intro: Marked = ""
    speed: SpeedSteps | None = None
