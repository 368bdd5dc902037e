"""The return-to-run table, from what this runner tolerates now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.assembly.plan import Question, QuestionKind, RunPlan, RunRow
from planner.clinical.answers import Irritability
from planner.clinical.case import Case, SportLoad
from planner.clinical.limits import AssemblyLimits
from planner.clinical.stages import Running, Stage
from planner.clinical.weighing import Constant

ROWS_AHEAD = 8
"""Rows of a table: about as many as fill one printed page."""

TRIES = 2
"""Runs of one walk-run row before the next, as the printed table has room for (expert)."""

CALENDAR_DAYS = 28
"""Days of the calendar: four weeks, by when everybody has been seen again."""


def tolerated_minutes(sport: SportLoad, limits: AssemblyLimits) -> float | None:
    """Minutes of the longest run tolerated since symptoms began, or of the longest run known."""
    if sport.longest_tolerated_minutes is not None:
        return sport.longest_tolerated_minutes
    distance = sport.longest_tolerated_km
    if distance is None:
        distance = sport.longest_run_km
    if distance is None:
        return None
    pace = sport.easy_pace_minutes_per_km or limits.easy_pace_minutes_per_km.value
    return distance * pace


def runs(sport: SportLoad, runners: Collection[str]) -> bool:
    """Whether this person runs: one of ``runners`` is their sport, or a run is on record."""
    distances = (
        sport.longest_run_km,
        sport.longest_tolerated_km,
        sport.longest_tolerated_minutes,
    )
    return sport.name in runners or any(distance for distance in distances)


def running_in(stage: Stage, case: Case) -> Running:
    """What running the stage allows; its own word for pain that is highly irritable, if any."""
    if case.irritability is Irritability.HIGH and stage.running_when_irritable is not None:
        return stage.running_when_irritable
    return stage.running


def run_plan(
    stage_running: Running,
    sport: SportLoad,
    limits: AssemblyLimits,
    irritability: Irritability | None = None,
    *,
    is_rested: bool = False,
) -> tuple[RunPlan, tuple[Question, ...]]:
    """Running for one stage of the plan: this week's minutes, rows ahead and why.

    Without any distance the walk-run table starts at its first level and the plan asks; so it does
    where a plan without running came after the distances were told (``is_rested``). The cap
    on a single run, smaller while irritability is not known to be low, comes from uninjured
    runners (frandsen2025) and says so.
    """
    is_low = irritability is Irritability.LOW
    cap = limits.single_run_cap if is_low else limits.single_run_cap_moderate
    questions = _questions(sport, is_rested=is_rested)
    runs = round(limits.runs_per_week.value)
    if stage_running is Running.NONE:
        return (
            RunPlan(
                kind=Running.NONE,
                runs_per_week=0,
                minutes=0,
                rows=(),
                because="No running in this stage of this condition.",
            ),
            (),
        )
    tolerated = None if is_rested else tolerated_minutes(sport, limits)
    if stage_running is Running.EASY and tolerated is not None:
        minutes = _down_to_five(tolerated * limits.early_run_share.value)
        return (
            RunPlan(
                kind=Running.EASY,
                runs_per_week=runs,
                minutes=minutes,
                rows=(),
                because=(
                    f"{limits.early_run_share.value:.0%} of the longest run "
                    f"({tolerated:.0f} min); {limits.early_run_share.because}"
                ),
            ),
            questions,
        )
    if stage_running in (Running.EASY, Running.WALK_RUN):
        rows = _walk_run_rows(tolerated, limits)
        if tolerated is not None and len(rows) == 1 and tolerated > rows[0].total_minutes:
            rows = _growing_rows(tolerated, limits, cap)
        has_walks = any(row.walk_minutes for row in rows)
        return (
            RunPlan(
                kind=Running.WALK_RUN if has_walks else Running.STEADY,
                runs_per_week=runs,
                minutes=rows[0].total_minutes,
                rows=rows,
                because=limits.run_levels_because,
            ),
            questions,
        )
    rows = _growing_rows(tolerated or _continuous_minutes(limits), limits, cap)
    is_fast = stage_running is Running.SPEED and irritability is not Irritability.HIGH
    return (
        RunPlan(
            kind=stage_running,
            runs_per_week=runs,
            minutes=rows[0].total_minutes,
            rows=rows,
            because=cap.because,
            speed=limits.speed_levels if is_fast else (),
            speed_because=limits.speed_levels_because if is_fast else "",
        ),
        questions,
    )


def _questions(sport: SportLoad, *, is_rested: bool) -> tuple[Question, ...]:
    if is_rested:
        ask = "Which run has been quiet the next morning since the weeks without running?"
        because = "the distances were told before a plan that allowed no running"
    elif sport.longest_tolerated_minutes is not None or sport.longest_tolerated_km is not None:
        return ()
    else:
        ask = "What is the longest run since the pain began that was quiet the next morning?"
        because = "the run table starts from what is tolerated now, not from before the injury"
    kind = QuestionKind.RUNNING
    return (
        Question(id="longest-tolerated-run", kind=kind, ask=ask, because=because, blocks=False),
    )


def _walk_run_rows(tolerated: float | None, limits: AssemblyLimits) -> tuple[RunRow, ...]:
    """From the level tolerated now: the highest whose running is not longer than that."""
    levels = sorted(limits.run_levels, key=lambda level: level.level)
    start = 0
    for index, level in enumerate(levels):
        if tolerated is not None and level.run_minutes * level.repeats <= tolerated:
            start = index
    return tuple(
        RunRow(
            step=place,
            run_minutes=level.run_minutes,
            walk_minutes=level.walk_minutes,
            repeats=level.repeats,
            total_minutes=(level.run_minutes + level.walk_minutes) * level.repeats,
            text=level.text,
        )
        for place, level in enumerate(levels[start : start + ROWS_AHEAD], start=1)
    )


def _growing_rows(tolerated: float, limits: AssemblyLimits, cap: Constant) -> tuple[RunRow, ...]:
    """Runs without breaks: each at most the cap times the one before."""
    rows = []
    minutes = max(tolerated, limits.run_levels[0].run_minutes)
    for step in range(1, ROWS_AHEAD + 1):
        whole = int(minutes)
        rows.append(
            RunRow(
                step=step,
                run_minutes=whole,
                walk_minutes=0,
                repeats=1,
                total_minutes=whole,
                text="Run without a break.",
            )
        )
        minutes *= cap.value
    return tuple(rows)


def _continuous_minutes(limits: AssemblyLimits) -> float:
    return max(level.run_minutes for level in limits.run_levels)


def _down_to_five(minutes: float) -> float:
    """Rounded down to 5 minutes, never up; under 10 minutes to whole minutes."""
    return float(int(minutes // 5 * 5)) if minutes >= 10 else float(int(minutes))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDay:
    """One run on its earliest day: at most ``minutes``, by row ``step``; 0 is without a table."""

    on: date
    step: int
    minutes: float


def calendar(running: RunPlan, weekdays: Sequence[int], last_visit: date) -> tuple[RunDay, ...]:
    """The runs after a visit, each on its earliest day: a quiet run and morning before each.

    A walk-run row is run twice before the next; without breaks the longest run grows once a week.
    Never a promise: a run that was not quiet is repeated, and everything after it moves on.
    """
    if not weekdays or running.minutes <= 0:
        return ()
    days = [last_visit + timedelta(days=n) for n in range(1, CALENDAR_DAYS + 1)]
    runs = [day for day in days if day.weekday() in weekdays]
    if not running.rows:
        return tuple(RunDay(on=day, step=0, minutes=running.minutes) for day in runs)
    is_broken = any(row.walk_minutes for row in running.rows)
    tries = TRIES if is_broken else len(weekdays)
    return tuple(
        RunDay(on=day, step=row.step, minutes=row.total_minutes)
        for place, day in enumerate(runs)
        for row in running.rows[min(place // tries, len(running.rows) - 1) :][:1]
    )
