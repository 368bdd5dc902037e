"""How the answers of a questionnaire become its score, and worked examples that hold it (HZ-012).

Only numbers: no question of an instrument stands here, many are somebody's copyright.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.clinical.value import Value


class Total(StrEnum):
    """What is done with the answers."""

    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Value):
    """``count`` questions in a row that are answered alike: from ``lowest`` to ``highest``.

    Where only some numbers may be given, ``allowed`` names them.
    """

    count: int
    lowest: float
    highest: float
    allowed: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.count < 1 or self.lowest >= self.highest:
            raise ValueError("answers have a count and run from a lowest to a higher number")
        if any(not self.lowest <= number <= self.highest for number in self.allowed):
            raise ValueError("every allowed number lies within the range")

    def may_be(self, number: float) -> bool:
        """Whether this number can be an answer."""
        if self.allowed:
            return number in self.allowed
        return self.lowest <= number <= self.highest

    @property
    def words(self) -> str:
        """As "0 to 4", or "0, 4, 7 or 10"."""
        if not self.allowed:
            return f"{self.lowest:g} to {self.highest:g}"
        *most, last = (f"{number:g}" for number in self.allowed)
        return f"{', '.join(most)} or {last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedScore(Value):
    """Answers in their order, none where one was left out, and the score; none is no score."""

    answers: tuple[float | None, ...]
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring(Value):
    """The order and range of the answers, what is done with them, how many may not be missing.

    ``fewest`` answered questions give a score; a mean is taken over those answered. A pack whose
    examples do not come out cannot be read.
    """

    answers: tuple[Answers, ...]
    total: Total
    fewest: int
    because: str
    verified: bool
    sources: tuple[str, ...] = ()
    examples: tuple[WorkedScore, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.fewest <= len(self.each):
            raise ValueError("fewest lies between one and the number of questions")
        if self.total is Total.SUM and self.fewest < len(self.each):
            raise ValueError("a sum with an answer left out is a lower score, not a score")
        for example in self.examples:
            if self.score(example.answers) != example.score:
                raise ValueError(
                    f"a worked example gives {self.score(example.answers)}, not {example.score}"
                )

    @property
    def each(self) -> tuple[Answers, ...]:
        """The range of every question, in order."""
        return tuple(group for group in self.answers for _ in range(group.count))

    def score(self, answers: Sequence[float | None]) -> float | None:
        """The score of these answers, to one decimal; none where too many were left out.

        Raises ValueError for a number that cannot be an answer, or for too many or too few.
        """
        if len(answers) != len(self.each):
            raise ValueError(f"{len(self.each)} answers were expected, {len(answers)} given")
        for place, (number, group) in enumerate(zip(answers, self.each, strict=True), start=1):
            if number is not None and not group.may_be(number):
                raise ValueError(f"answer {place} must be {group.words}")
        known = [number for number in answers if number is not None]
        if len(known) < self.fewest:
            return None
        total = sum(known)
        return round(total / len(known) if self.total is Total.MEAN else total, 1)
