"""One criterion against what was recorded: met, not met, or not measured, and why."""

from dataclasses import dataclass

from planner.assembly.staging import Met, is_reached
from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate
from planner.clinical.stages import Comparison, Criterion
from planner.progression.course import Course
from planner.progression.diary import mornings
from planner.progression.readings import Reading, amount, day, quiet_morning, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A criterion with its state and the evidence for it, in words."""

    criterion: Criterion
    state: Met
    because: str


def judge(criterion: Criterion, course: Course) -> Judged:
    """Hold one criterion against the course. Not measured is neither met nor not met.

    A criterion that asks for quiet mornings needs them written down, as many in a row as it says.
    """
    if criterion.expression is not None:
        state = {
            Presence.PRESENT: Met.MET,
            Presence.ABSENT: Met.NOT_MET,
            Presence.NOT_ASSESSED: Met.NOT_MEASURED,
        }[evaluate(criterion.expression, course.facts)]
        return Judged(criterion=criterion, state=state, because="")
    found = reading(course, criterion.measure or "")
    if found.number is None:
        return Judged(
            criterion=criterion,
            state=Met.NOT_MEASURED,
            because=found.because or _last(criterion, course),
        )
    if criterion.comparison is Comparison.NOT_WORSENING:
        return _not_worse(criterion, course, found)
    if not is_reached(criterion, found.number):
        return Judged(criterion=criterion, state=Met.NOT_MET, because=found.because)
    if criterion.next_morning:
        return _mornings(criterion, course, found)
    return Judged(criterion=criterion, state=Met.MET, because=found.because)


def _not_worse(criterion: Criterion, course: Course, found: Reading) -> Judged:
    """Against the number before; a measure that is a change itself is worse below nought."""
    name, number = criterion.measure or "", found.number or 0.0
    known, before = course.measures.get(name), course.last(name)
    if known is not None and known.is_change:
        state = Met.MET if number >= 0 else Met.NOT_MET
        return Judged(criterion=criterion, state=state, because=found.because)
    if before is None:
        return Judged(
            criterion=criterion,
            state=Met.NOT_MEASURED,
            because=f"{found.because}; nothing before it to compare with",
        )
    state = Met.MET if number >= before.number else Met.NOT_MET
    was = f"{amount(course, name, before.number)} on {day(before.on)}"
    return Judged(criterion=criterion, state=state, because=f"{found.because}, was {was}")


def _mornings(criterion: Criterion, course: Course, found: Reading) -> Judged:
    wanted, limit = criterion.sessions or 1, quiet_morning(course)
    last = mornings(course.days)[-wanted:]
    said = ", ".join(f"{pain:g}" for _, pain in last)
    if limit is None or len(last) < wanted:
        asked = f"{wanted} quiet mornings running" if wanted > 1 else "a quiet next morning"
        return Judged(
            criterion=criterion,
            state=Met.NOT_MEASURED,
            because=f"{found.because}; {asked} not written down",
        )
    is_quiet = all(pain <= limit for _, pain in last)
    return Judged(
        criterion=criterion,
        state=Met.MET if is_quiet else Met.NOT_MET,
        because=f"{found.because}; mornings {said}, quiet is {limit:g} or less",
    )


def _last(criterion: Criterion, course: Course) -> str:
    before = course.last(criterion.measure or "")
    if before is None:
        return ""
    return f"Last {amount(course, criterion.measure or '', before.number)} on {day(before.on)}"
