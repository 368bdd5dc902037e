"""The paper diary as it was typed in, and what its numbers say. A blank is never a rest day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from statistics import median

QUIET_DAYS = 3
"""Mornings needed before their middle value counts as what is usual for this person."""


class DiaryRow(StrEnum):
    """One line of the diary, on paper and on screen in this order. Pain is 0 to 10."""

    MORNING = "morning-test"
    DONE = "exercises-done"
    EXERCISE_PAIN = "exercise-pain"
    RUN_MINUTES = "run-minutes"
    RUN_PAIN = "run-pain"
    WORST = "worst-pain"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryDay:
    """One day: only what was written down. A row that is missing was left blank."""

    on: date
    marks: Mapping[DiaryRow, float] = field(default_factory=dict)

    @property
    def session_pain(self) -> float | None:
        """The worst of exercise and run; ``None`` where neither was written down."""
        known = [self.marks[row] for row in _SESSIONS if row in self.marks]
        return max(known) if known else None


_SESSIONS = (DiaryRow.EXERCISE_PAIN, DiaryRow.RUN_PAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AboveLimit:
    """Sessions above the plan's limit: the run at the end, and the longest before it settled."""

    latest: int
    longest: int
    days: tuple[DiaryDay, ...]


def above_limit(days: Sequence[DiaryDay], limit: float) -> AboveLimit | None:
    """Sessions in a row with pain above ``limit``; ``None`` where no pain was written down.

    Exercise and runs are counted each by itself and together, and the longest counts: two painful
    runs are two running although easy holds lay between. A blank is left out, not read as calm.
    """
    kinds: tuple[Callable[[DiaryDay], float | None], ...] = (
        lambda day: day.marks.get(DiaryRow.EXERCISE_PAIN),
        lambda day: day.marks.get(DiaryRow.RUN_PAIN),
        lambda day: day.session_pain,
    )
    each = [[pain for day in days if (pain := kind(day)) is not None] for kind in kinds]
    if not any(each):
        return None
    return AboveLimit(
        latest=max(_run_at_end(pains, limit) for pains in each),
        longest=max(_longest_run(pains, limit) for pains in each),
        days=tuple(
            day for day in days if day.session_pain is not None and day.session_pain > limit
        ),
    )


def mornings(days: Iterable[DiaryDay]) -> tuple[tuple[date, float], ...]:
    """Each morning test that was written down."""
    return tuple((day.on, day.marks[DiaryRow.MORNING]) for day in days if _has_morning(day))


def usual_morning(
    days: Sequence[DiaryDay], limit: float, before: float | None = None
) -> float | None:
    """The usual level of the morning test: the median of quiet days.

    A quiet day follows one without a session above ``limit``. The level recorded ``before`` counts
    too, and the lower of the two is usual: a slow rise over weeks never becomes the new usual.
    With neither, nothing is usual yet.
    """
    restless = {day.on for day in days if (day.session_pain or 0) > limit}
    quiet = [
        pain for on, pain in mornings(days) if not any((on - other).days == 1 for other in restless)
    ]
    known = [] if before is None else [before]
    if len(quiet) >= QUIET_DAYS:
        known.append(float(median(quiet)))
    return min(known, default=None)


def longest_calm_run(
    days: Sequence[DiaryDay], most_pain: float, most_morning: float | None
) -> tuple[date, float] | None:
    """Day and minutes of the longest run with pain at or under, and a quiet next morning.

    A run whose pain or next morning nobody wrote down is not one that is known to be tolerated.
    """
    by_day = dict(mornings(days))
    calm = [
        (minutes, day.on)
        for day in days
        if (minutes := day.marks.get(DiaryRow.RUN_MINUTES, 0)) > 0
        and (pain := day.marks.get(DiaryRow.RUN_PAIN)) is not None
        and pain <= most_pain
        and most_morning is not None
        and any((on - day.on).days == 1 and test <= most_morning for on, test in by_day.items())
    ]
    if not calm:
        return None
    minutes, on = max(calm)
    return on, minutes


def _has_morning(day: DiaryDay) -> bool:
    return DiaryRow.MORNING in day.marks


def _run_at_end(pains: Sequence[float], limit: float) -> int:
    count = 0
    for pain in reversed(pains):
        if pain <= limit:
            break
        count += 1
    return count


def _longest_run(pains: Sequence[float], limit: float) -> int:
    longest = count = 0
    for pain in pains:
        count = count + 1 if pain > limit else 0
        longest = max(longest, count)
    return longest
