"""The rule-out board: bands on a log-odds axis, reasons, counted tails."""

from dataclasses import dataclass
from enum import StrEnum
from math import log

LOWEST, HIGHEST = 0.006, 0.982
"""The ends of the axis as probabilities; what lies beyond is drawn at the end."""


def place(probability: float) -> float:
    """Where a probability (0 to 1) stands on the axis, in per cent of its width.

    The axis is log-odds: equal evidence moves an equal distance.
    """
    inside = min(max(probability, LOWEST), HIGHEST)
    low, high = _log_odds(LOWEST), _log_odds(HIGHEST)
    return round(100 * (_log_odds(inside) - low) / (high - low), 2)


def _log_odds(probability: float) -> float:
    return log(probability / (1 - probability))


TICKS = (0.01, 0.05, 0.20, 0.50, 0.80, 0.95)
WIDE_ONLY = {0.50, 0.95}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A printed tick of the axis; ``is_threshold`` is the one causes are set aside below."""

    at: float
    word: str
    is_threshold: bool = False
    is_wide_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The axis above the rows and the lines through them; ``threshold`` as a probability."""

    threshold: float = 0.05

    @property
    def threshold_at(self) -> float:
        """The dashed line "set aside below", in per cent of the width."""
        return place(self.threshold)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Ticks at 1, 5, 20, 50, 80 and 95 per cent, and at the threshold where it is another."""
        probabilities = sorted({*TICKS, self.threshold})
        return tuple(
            Tick(
                at=place(p),
                word=f"{p:.0%}".removesuffix("%") + ("\u202f%" if p == TICKS[-1] else ""),
                is_threshold=p == self.threshold,
                is_wide_only=p in WIDE_ONLY and p != self.threshold,
            )
            for p in probabilities
        )


class Tone(StrEnum):
    """How a cause stands; the sign and the word say the same without the colour."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    NEEDS_ASSESSMENT = "needs-assessment"
    RULED_OUT = "ruled-out"

    @property
    def sign(self) -> str:
        """The icon of this verdict."""
        return {
            Tone.LIKELY: "full",
            Tone.POSSIBLE: "half",
            Tone.UNLIKELY: "ring",
            Tone.NEEDS_ASSESSMENT: "ring-dashed",
            Tone.RULED_OUT: "ring-crossed",
        }[self]

    @property
    def word(self) -> str:
        """The verdict in words."""
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A probability with its band, all from 0 to 1; ``was`` is the band before the last answer."""

    low: float
    point: float
    high: float
    was: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.point <= self.high <= 1:
            raise ValueError(f"a band runs low, point, high: {self.low} {self.point} {self.high}")

    @property
    def left(self) -> float:
        """Where the bar begins, in per cent of the width."""
        return place(self.low)

    @property
    def width(self) -> float:
        """How wide the bar is; never less than a visible sliver."""
        return round(max(place(self.high) - place(self.low), 2.0), 2)

    @property
    def at(self) -> float:
        """Where the point stands."""
        return place(self.point)

    @property
    def was_left(self) -> float:
        """Where the line of the band before begins."""
        return place(self.was[0]) if self.was else 0.0

    @property
    def was_width(self) -> float:
        """How wide the line of the band before is."""
        return round(place(self.was[1]) - place(self.was[0]), 2) if self.was else 0.0

    @property
    def words(self) -> str:
        """As "52–88 %", with a thin space that does not break."""
        return _range(self.low, self.high) + "\u202f%"

    @property
    def was_words(self) -> str:
        """As "was 3–18", or nothing."""
        return f"was {_range(*self.was)}" if self.was else ""

    @property
    def spoken(self) -> str:
        """As "3 to 20 per cent", for the label of the picture."""
        return _range(self.low, self.high).replace("–", " to ") + " per cent"


def _range(low: float, high: float) -> str:
    first, last = _per_cent(low), _per_cent(high)
    return first if first == last else f"{first}–{last}"


def _per_cent(probability: float) -> str:
    if 0 < probability < 0.01:
        return "<1"
    if 0.99 < probability < 1:
        return ">99"
    return f"{100 * probability:.0f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for, against, or is still to assess.

    ``weight`` is "+++", "++", "+", "−" …; empty for what is still to assess. ``detail`` is the
    ratio as published and as counted and the study's fault; ``source`` its citation and grade,
    and ``basis`` where the library tells both in full. ``answered`` says when and by whom.
    """

    words: str
    weight: str = ""
    detail: str = ""
    source: str = ""
    is_checked: bool = True
    address: str | None = None
    basis: str | None = None
    answered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseRow:
    """One cause: name, sign and verdict word, one reason, band, range; and all its reasons.

    All three lists are always shown, empty ones said. ``is_open`` opens it (one at a time).
    ``band`` is ``None`` for a cause judged by rule state alone: ``state`` then says so.
    ``threshold`` is what this cause is set aside below; ``None`` is the axis' own. ``note`` heads
    its reasons, ``answered`` ends it where all its answers were given on one day by one person.
    With an ``address`` the reasons stand on that page, and the row is its line.
    """

    id: str
    name: str
    tone: Tone
    because: str
    band: Band | None
    speaks_for: tuple[Reason, ...] = ()
    speaks_against: tuple[Reason, ...] = ()
    to_assess: tuple[Reason, ...] = ()
    is_open: bool = False
    state: str = ""
    threshold: float | None = None
    note: str = ""
    answered: str = ""
    address: str | None = None

    def threshold_at(self, axis: Axis) -> float:
        """Where this row's line "set aside below" stands, in per cent of the width."""
        return axis.threshold_at if self.threshold is None else place(self.threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRule:
    """A rule at the head of the board, with the way to do what it asks.

    ``also_not_known`` names the questions there was no room for. ``state`` says how it stands; a
    raised one has a full frame.
    """

    name: str
    words: str
    also_not_known: tuple[str, ...] = ()
    action: str = ""
    address: str | None = None
    state: str = "Open rule"
    is_raised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """A counted line that folds many causes: "Other causes still open", "19, none above 9 %"."""

    title: str
    note: str
    causes: tuple[CauseRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole board. ``line`` and ``line_state`` are the two docked lines on a phone.

    ``unsettled`` are rules that nothing speaks for and nobody has asked about: folded, but named.
    ``opens_at`` is what opens the list while it is closed, ``opens_by`` the words of that link.
    ``sides`` are links to the board of each side where both hurt: words, address, is here.
    """

    note: str
    causes: tuple[CauseRow, ...]
    axis: Axis = Axis()
    open_rules: tuple[OpenRule, ...] = ()
    unsettled: tuple[OpenRule, ...] = ()
    sides: tuple[tuple[str, str, bool], ...] = ()
    tails: tuple[Tail, ...] = ()
    what_if_address: str | None = None
    opens_at: str | None = None
    opens_by: str = ""
    line: tuple[str, str] = ("", "")
    line_state: str = ""
    title: str = "Rule-out board"
