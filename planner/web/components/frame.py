"""The identity bar and the visit rail: who, which side, when, how far, how safe."""

from dataclasses import dataclass
from enum import StrEnum


class SaveState(StrEnum):
    """What became of the last thing typed. ``NONE`` shows nothing."""

    NONE = "none"
    SAVING = "saving"
    SAVED = "saved"
    KEPT = "kept"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The save state in words: "Saved 10:42", "Not saved, 2 answers kept here"."""

    state: SaveState = SaveState.NONE
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityBar:
    """The person of this page; the four identifiers are never left out (HZ-001).

    ``side`` is said in words ("Right side"); ``None`` shows "Side not recorded". ``born`` holds
    the age: "1 Mar 1992 (34)". ``visit``: "visit 1, Mon 23 Nov 2026". ``plan``: "plan v1".
    ``paper``: how they need their papers, where it is not the usual print ("large print").
    ``is_sample`` adds the striped strip of a demonstration record (HZ-006).
    """

    name: str
    side: str | None
    born: str
    sex: str
    record: str
    visit: str | None = None
    plan: str | None = None
    paper: str | None = None
    saved: Saved = Saved()
    is_emergency: bool = False
    is_sample: bool = False
    address: str | None = None

    def __post_init__(self) -> None:
        if not (self.name.strip() and self.born and self.sex and self.record):
            raise ValueError("a page of a person shows name, birth date, sex and record number")


class StepState(StrEnum):
    """Where a step of the visit stands. ``DONE`` is a tick: never while a rule is open."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True, kw_only=True)
class RailStep:
    """One step of the visit; without an address it cannot be gone to yet."""

    name: str
    state: StepState
    address: str | None = None


class SafetySign(StrEnum):
    """The sign beside the safety count."""

    CLEAR = "done"
    UNFINISHED = "ring-dashed"
    ATTENTION = "triangle"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyGauge:
    """Count *and* state: "11 of 14" and "1 urgent rule". A tick only where both are fine.

    ``name`` is "Safety" at a first visit, "Re-screen" at a review.
    """

    answered: int
    asked: int
    state: str = ""
    sign: SafetySign
    name: str = "Safety"
    address: str | None = None

    def __post_init__(self) -> None:
        if self.sign is SafetySign.CLEAR and self.answered < self.asked:
            raise ValueError("an unfinished safety screen has no tick")


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesGauge:
    """Minutes of this visit against the minutes planned (25, or 10 at a review)."""

    spent: int
    planned: int

    @property
    def share(self) -> float:
        """Per cent of the bar that is full; over is said in words, not drawn."""
        return min(100.0, round(100 * self.spent / self.planned, 1))

    @property
    def words(self) -> str:
        """Being over is said, not alarmed."""
        over = self.spent - self.planned
        return f"of {self.planned} min" + (f", {over} over" if over > 0 else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """The steps of this visit and its two gauges. Exactly one step is here.

    A finished visit has the address where it is opened again in ``finished``.
    """

    steps: tuple[RailStep, ...]
    safety: SafetyGauge | None = None
    minutes: MinutesGauge | None = None
    finished: str | None = None

    def __post_init__(self) -> None:
        if [step.state for step in self.steps].count(StepState.HERE) != 1:
            raise ValueError("a visit stands at exactly one step")

    @property
    def here(self) -> RailStep:
        """The step of this page."""
        return next(step for step in self.steps if step.state is StepState.HERE)

    @property
    def place(self) -> str:
        """As "4 of 8", for narrow screens."""
        return f"{self.steps.index(self.here) + 1} of {len(self.steps)}"
