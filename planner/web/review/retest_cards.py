"""Techniques and goals in words, beside what is answered today."""

from dataclasses import dataclass

from planner.web.words import MONTHS, as_words
from planner.workflow.review import Review

SAID = {"better": "better", "same": "no change", "worse": "worse"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TechniqueLine:
    """One technique: its strand, what earlier visits said, and whether it is dropped."""

    id: str
    strand: str
    earlier: str
    dropped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """One goal: its field and where it started."""

    place: int
    first: str


def technique_lines(review: Review) -> tuple[TechniqueLine, ...]:
    """Every technique of the plan, in the order of the plan."""
    return tuple(
        TechniqueLine(
            id=each.thing.id,
            strand=as_words(each.thing.strand.value),
            earlier=", ".join(
                f"{on.day} {MONTHS[on.month - 1]}: {SAID[said]}" for on, said in each.earlier
            ),
            dropped=each.dropped_because,
        )
        for each in review.techniques
    )


def goal_lines(review: Review) -> tuple[GoalLine, ...]:
    """Every goal, with its first rating."""
    lines = []
    for place, goal in enumerate(review.goals):
        first = "not rated before"
        if goal.first is not None:
            on, rating = goal.first
            first = f"{rating:g} on {on.day} {MONTHS[on.month - 1]}"
        lines.append(GoalLine(place=place, first=first))
    return tuple(lines)
