"""The week of a plan: which work falls on which weekday, with rest between what is hard.

The clinician's rest days come first. Runs lie a day apart; two sessions of springing or fast
running at least the pack's hours apart; spaced strength work where there is no run, if it can.
What does not fit is said, never squeezed in.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.assembly.home_load import whole_minutes
from planner.assembly.moves import (
    RUN,
    TooClose,
    after_moves,
    apart,
    is_in_a_run,
    too_close,
)
from planner.assembly.plan import Plan, PlanItem
from planner.assembly.rhythms import (
    HOURS,
    is_hard,
    is_heavy,
    is_loaded,
    is_own_work,
    rhythm_of,
    sets_of,
)
from planner.clinical.limits import AssemblyLimits
from planner.clinical.pack import Pack

WEEK = range(7)
"""Monday 0 to Sunday 6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDay:
    """One weekday: what is due, whether there is a run, and what of it is a hard session.

    Whole ``minutes`` of home work in all, every time of the day counted; ``sets`` of loaded work.
    """

    weekday: int
    items: tuple[PlanItem, ...]
    is_run: bool
    hard: tuple[PlanItem, ...]
    is_chosen_rest: bool
    minutes: float
    sets: float

    @property
    def is_rest(self) -> bool:
        """No run and no loaded work at all; walks, stretches and the like may go on."""
        return not self.is_run and not any(is_loaded(item) for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class TooFewDays:
    """Work, or runs where ``item`` is none, that the free days do not hold as often as asked."""

    item: PlanItem | None
    placed: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWeek:
    """Monday to Sunday, and what did not fit. ``heavy_sets`` are those at a repetition maximum.

    ``close`` are sessions nearer than they ask: only a clinician's own move brings that about.
    """

    days: tuple[WeekDay, ...]
    short: tuple[TooFewDays, ...]
    close: tuple[TooClose, ...]
    heavy_sets: float
    minutes_limit: float

    @property
    def run_days(self) -> tuple[int, ...]:
        """Weekdays with a run."""
        return tuple(day.weekday for day in self.days if day.is_run)

    def days_of(self, name: str) -> tuple[int, ...]:
        """The weekdays of one item, or of the runs."""
        if name == RUN:
            return self.run_days
        due = (day for day in self.days if any(i.intervention.id == name for i in day.items))
        return tuple(day.weekday for day in due)

    @property
    def fullest(self) -> WeekDay:
        """The day with most minutes of home work, the first of them."""
        return max(self.days, key=lambda day: day.minutes)

    @property
    def is_over(self) -> bool:
        """Whether a day asks for more minutes at home than the pack's limit."""
        return self.fullest.minutes > self.minutes_limit


def planned_week(plan: Plan, pack: Pack) -> PlanWeek | None:
    """The week of a plan by its pack's limits and usual days for runs."""
    words = pack.presentation.words.week
    runs = plan.running.runs_per_week if plan.running else 0
    usual = [words.day_names.index(name) for name in words.run_days.get(str(runs), ())]
    return week_of(plan, pack.presentation.limits, usual)


def week_of(
    plan: Plan, limits: AssemblyLimits, usual_runs: Collection[int] = ()
) -> PlanWeek | None:
    """The week of the current stage; none where nothing is dosed.

    ``usual_runs`` are the weekdays a run falls on where nothing speaks against it.
    """
    stage = plan.current
    if stage is None:
        return None
    rest = frozenset(plan.case.rest_days)
    free = tuple(day for day in WEEK if day not in rest)
    short: list[TooFewDays] = []
    runs = _run_days(plan, free, usual_runs, int(limits.run_gap_days.value), short)
    placed: dict[str, tuple[int, ...]] = {}
    hard: set[int] = set()
    own = [item for item in stage.items if is_own_work(item)]
    for group in _in_turn(own):
        _place(group, placed, hard, runs, free, limits, short)
    placed, runs = after_moves(plan.moves, placed, runs, rest, own)
    days = tuple(_day(day, stage.items, placed, runs, rest, limits) for day in WEEK)
    return PlanWeek(
        days=days,
        short=tuple(short),
        close=tuple(too_close(placed, runs, own, limits)),
        heavy_sets=sum(sets_of(item) for day in days for item in day.items if is_heavy(item)),
        minutes_limit=limits.home_minutes.value,
    )


def _run_days(
    plan: Plan, free: Sequence[int], usual: Collection[int], gap: int, short: list[TooFewDays]
) -> frozenset[int]:
    running = plan.running
    if running is None or running.minutes <= 0 or running.runs_per_week == 0:
        return frozenset()
    wanted = running.runs_per_week
    found = _choose(wanted, gap, free, liked=usual)
    if len(found) < wanted:
        short.append(TooFewDays(item=None, placed=len(found), asked=wanted))
    return frozenset(found)


def _in_turn(items: Iterable[PlanItem]) -> list[list[PlanItem]]:
    """Fast running first, then all springing as one session, then each other item by itself."""
    hard_runs = [[item] for item in items if is_hard(item) and is_in_a_run(item)]
    springs = [item for item in items if is_hard(item) and not is_in_a_run(item)]
    others = [[item] for item in items if not is_hard(item)]
    return [*hard_runs, *([springs] if springs else []), *others]


def _place(
    group: Sequence[PlanItem],
    placed: dict[str, tuple[int, ...]],
    hard: set[int],
    runs: frozenset[int],
    free: Sequence[int],
    limits: AssemblyLimits,
    short: list[TooFewDays],
) -> None:
    """Give the items of one session their days."""
    rhythms = [rhythm for item in group if (rhythm := rhythm_of(item.dose.frequency))]
    most, gap = max(r.sessions for r in rhythms), max(r.gap for r in rhythms)
    days = tuple(WEEK)
    if most < len(WEEK):
        days = tuple(free)
        if is_hard(group[0]):
            between = math.ceil(limits.speed_gap_hours.value / HOURS)
            gap = max(gap, between)
            days = tuple(d for d in days if all(apart(d, other) >= between for other in hard))
        if is_in_a_run(group[0]):
            days = tuple(day for day in days if day in runs)
        liked = hard if not is_hard(group[0]) else ()
        avoided = () if is_in_a_run(group[0]) else runs
        days = _choose(most, gap, days, liked=liked, avoided=avoided)
    if is_hard(group[0]):
        hard.update(days)
    for item, rhythm in zip(group, rhythms, strict=True):
        mine = days[: rhythm.sessions]
        placed[item.intervention.id] = mine
        if len(mine) < rhythm.sessions:
            short.append(TooFewDays(item=item, placed=len(mine), asked=rhythm.sessions))


def _choose(
    wanted: int,
    gap: int,
    days: Sequence[int],
    *,
    liked: Collection[int] = (),
    avoided: Collection[int] = (),
) -> tuple[int, ...]:
    """As many days as can be had, ``gap`` apart round the week; the best of them.

    Best: fewest avoided, most liked, most even, earliest.
    """
    for count in range(min(wanted, len(days)), 0, -1):
        fitting = [some for some in combinations(days, count) if _smallest_gap(some) >= gap]
        if fitting:
            return min(
                fitting,
                key=lambda some: (
                    sum(day in avoided for day in some),
                    -sum(day in liked for day in some),
                    -_smallest_gap(some),
                    some,
                ),
            )
    return ()


def _smallest_gap(days: Sequence[int]) -> int:
    """Days between neighbours, from Sunday to Monday too; a lone day is a week from the next."""
    return min((apart(a, b) for a, b in combinations(days, 2)), default=len(WEEK))


def _day(
    weekday: int,
    items: Iterable[PlanItem],
    placed: Mapping[str, tuple[int, ...]],
    runs: frozenset[int],
    rest: frozenset[int],
    limits: AssemblyLimits,
) -> WeekDay:
    due = tuple(item for item in items if weekday in placed.get(item.intervention.id, ()))
    return WeekDay(
        weekday=weekday,
        items=due,
        is_run=weekday in runs,
        hard=tuple(item for item in due if is_hard(item)),
        is_chosen_rest=weekday in rest,
        minutes=whole_minutes(((item.intervention, item.dose) for item in due), limits),
        sets=sum(sets_of(item) for item in due),
    )
