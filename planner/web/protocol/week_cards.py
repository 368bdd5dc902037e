"""The week of the plan on the board: a day a column, what is due, and the runs of four weeks."""

from collections.abc import Callable
from dataclasses import dataclass

from planner.assembly.moves import RUN, TooClose
from planner.assembly.plan import Plan
from planner.assembly.rhythms import is_daily
from planner.assembly.running import calendar
from planner.assembly.week import PlanWeek, TooFewDays, WeekDay, planned_week
from planner.clinical.pack import Pack
from planner.web.protocol.change_cards import session_name
from planner.web.words import DAY_NAMES, DAYS, MONTHS, plural

MoveAddress = Callable[[str, int], str | None]
"""Where one session, an item or ``RUN``, is put on another day than this weekday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One session of a day, and where it is moved; nowhere once the visit is closed."""

    name: str
    is_run: bool
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDayCard:
    """One weekday: the run and its sessions, or rest."""

    name: str
    full_name: str
    sessions: tuple[SessionLine, ...]
    rest: str
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCard:
    """Seven days. ``over`` says which day passes the limit, ``short`` what the days do not hold.

    ``close`` is what a move put nearer together than is asked.
    """

    days: tuple[WeekDayCard, ...]
    every_day: str
    totals: str
    over: str
    short: tuple[str, ...]
    close: tuple[str, ...]

    @property
    def can_move(self) -> bool:
        """Whether a session can be put on another day."""
        return any(session.address for day in self.days for session in day.sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDate:
    """One run of the calendar on its earliest day."""

    day: str
    what: str


def week_card(plan: Plan, pack: Pack, move: MoveAddress) -> WeekCard | None:
    """The week of the current stage."""
    week = planned_week(plan, pack)
    if week is None or not any(day.items or day.is_run for day in week.days):
        return None
    fullest, minutes = week.fullest, plan.running.minutes if plan.running else 0
    daily = [item.intervention.name for item in fullest.items if is_daily(item)]
    return WeekCard(
        days=tuple(_day(day, minutes, move) for day in week.days),
        every_day="; ".join(daily),
        totals=_totals(week),
        over=(
            f"{DAYS[fullest.weekday]}: {fullest.minutes:g} min at home, limit "
            f"{week.minutes_limit:g}. Fewer sets, fewer times a day, or one exercise less."
            if week.is_over
            else ""
        ),
        short=tuple(_short(each) for each in week.short),
        close=tuple(close_words(each, pack) for each in week.close),
    )


def run_dates(plan: Plan, pack: Pack) -> tuple[tuple[RunDate, ...], ...]:
    """The runs of the next four weeks, week by week, each on its earliest day."""
    week = planned_week(plan, pack)
    if plan.running is None or week is None:
        return ()
    weeks: dict[int, list[RunDate]] = {}
    for run in calendar(plan.running, week.run_days, plan.case.on):
        step = f"step {run.step}, " if run.step else "at most "
        number = (run.on - plan.case.on).days - 1
        weeks.setdefault(number // 7, []).append(
            RunDate(
                day=f"{DAYS[run.on.weekday()]} {run.on.day} {MONTHS[run.on.month - 1]}",
                what=f"{step}{run.minutes:g} min",
            )
        )
    return tuple(tuple(runs) for runs in weeks.values())


def close_words(each: TooClose, pack: Pack) -> str:
    """As "Bounding: Mon and Tue are 1 day apart, 2 or more are asked"."""
    one, other = (DAYS[day] for day in each.days)
    name = session_name(each.one, pack)
    asked = f"{each.asked} or more are asked"
    if each.one == each.other:
        return f"{name}: {one} and {other} are {plural(each.lies, 'day')} apart, {asked}."
    lies = f"{plural(each.lies, 'day')} apart" if each.lies else "the same day"
    return f"{name} ({one}) and {session_name(each.other, pack)} ({other}): {lies}, {asked}."


def _day(day: WeekDay, minutes: float, move: MoveAddress) -> WeekDayCard:
    run = SessionLine(
        name=f"Run, {minutes:g} min at most", is_run=True, address=move(RUN, day.weekday)
    )
    items = tuple(
        SessionLine(
            name=f"{item.intervention.name}{' (hard)' if item in day.hard else ''}",
            is_run=False,
            address=move(item.intervention.id, day.weekday),
        )
        for item in day.items
        if not is_daily(item)
    )
    sessions = (run, *items) if day.is_run else items
    return WeekDayCard(
        name=DAYS[day.weekday],
        full_name=DAY_NAMES[day.weekday],
        sessions=sessions,
        rest="Rest day" if day.is_rest else "" if sessions else "No run",
        total=f"{day.minutes:g} min" if day.minutes else "",
    )


def _totals(week: PlanWeek) -> str:
    fullest = week.fullest
    sets = sum(day.sets for day in week.days)
    said = [
        f"Fullest day: {fullest.minutes:g} min at home, {plural(round(fullest.sets), 'set')}",
        f"a week: {plural(round(sets), 'set')} of loaded work",
    ]
    if week.heavy_sets:
        said.append(f"{week.heavy_sets:g} of them heavy (by repetition maximum)")
    return f"{'; '.join(said)}. Counted at the low end of each dose."


def _short(each: TooFewDays) -> str:
    what = each.item.intervention.name if each.item else "Running"
    return (
        f"{what}: {each.placed} of {each.asked} a week fit the days with the rest between. "
        "Change the rest days, or the dose."
    )
