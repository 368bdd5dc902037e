"""Around the board: running week by week, expected recovery, scores and their dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.assembly.plan import OutcomeDate, Plan
from planner.assembly.sport_loads import SportRow
from planner.clinical.pack import Pack
from planner.clinical.stages import Running
from planner.web.visits import visit_address
from planner.web.words import plural, short_day
from planner.workflow.entries import VisitPage

UNSEEN = "memory"
KINDS = {
    Running.NONE: "No running",
    Running.EASY: "Easy running",
    Running.WALK_RUN: "Walk and run",
    Running.STEADY: "Steady running",
    Running.SPEED: "Return to speed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStep:
    """One row of the run table, in minutes with their units."""

    step: int
    run: str
    walk: str
    times: str
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCard:
    """This week's running and the way on. ``asks`` is what nobody has said yet.

    ``answers`` are the agreements that running waits for: each by name, with where it is recorded.
    """

    title: str
    week: str
    because: str
    steps: tuple[RunStep, ...]
    asks: str = ""
    speed: tuple[str, ...] = ()
    speed_because: str = ""
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SportStepLine:
    """One step of the way back to a sport, and from when it may be tried."""

    what: str
    when: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SportCard:
    """The general load table of another sport than running, with what it rests on."""

    title: str
    steps: tuple[SportStepLine, ...]
    moves_on: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCard:
    """Expected recovery as a range, with where it comes from; never a date."""

    words: str
    basis: str
    slower: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """One score: today's, when it is due, and the smallest change that matters."""

    name: str
    today: str
    due: str
    change: str


def run_card(plan: Plan, page: VisitPage, pack: Pack) -> RunCard | None:
    """Running, where this person runs."""
    running = plan.running
    if running is None:
        return None
    asked = [question.ask for question in plan.questions if question.id == "longest-tolerated-run"]
    if running.kind is Running.NONE:
        week = "None this week"
    else:
        runs = f"{plural(running.runs_per_week, 'run')} a week"
        week = f"{runs}, at most {running.minutes:g} min each"
    return RunCard(
        title=KINDS[running.kind],
        week=week,
        because=" ".join(running.said),
        steps=tuple(
            RunStep(
                step=row.step,
                run=f"{row.run_minutes:g} min",
                walk=f"{row.walk_minutes:g} min" if row.walk_minutes else "–",
                times=f"{row.repeats}",
                whole=f"{row.total_minutes:g} min",
            )
            for row in running.rows
        ),
        asks=asked[0] if asked else "",
        speed=tuple(level.text for level in running.speed),
        speed_because=running.speed_because,
        answers=tuple(
            (pack.library.investigations[name].name, address)
            for name in running.settled_by
            if (address := visit_address("assessment.result", page, investigation=name))
        ),
    )


def sport_card(plan: Plan) -> SportCard | None:
    """The way back to this person's sport, where it has a table."""
    sport, stage = plan.sport, plan.current
    if sport is None or stage is None:
        return None
    table = sport.table
    return SportCard(
        title=f"{table.name}: the way back",
        steps=tuple(
            SportStepLine(what=row.step.text, when=_opens(row), is_open=row.week is not None)
            for row in sport.rows
        ),
        moves_on=(
            f"On to the next step after {plural(sport.sessions, 'quiet session')}: pain at "
            f"{stage.stage.pain_limit} or less in it, and no more than usual the next morning. "
            "Otherwise the step before."
        ),
        because=f"{table.because} {'Verified' if table.verified else 'Not verified'}: "
        f"{', '.join(table.sources)}.",
    )


def _opens(row: SportRow) -> str:
    if row.week is not None:
        return "Now, if tolerated" if row.week == 1 else f"Not before week {row.week}"
    return f"From stage {row.stage.id}, {row.stage.name}" if row.stage else "Not in this plan"


def recovery_card(plan: Plan) -> RecoveryCard | None:
    """What to expect, where the pack says it for this picture."""
    recovery = plan.prognosis.recovery
    if recovery is None:
        return None
    seen = [source for source in recovery.sources if source != UNSEEN]
    source = ", ".join(seen) if seen else "no source seen"
    state = "verified" if recovery.verified else "not verified"
    return RecoveryCard(
        words=f"{recovery.range_weeks.replace('-', '–')} weeks",
        basis=f"{recovery.desc}. {recovery.basis}: {source}, {state}.",
        slower=tuple(modifier.factor for modifier in plan.prognosis.slower_because),
    )


def outcome_lines(plan: Plan, page: VisitPage) -> tuple[OutcomeLine, ...]:
    """Each score with its dates, counted from this visit."""
    return tuple(_outcome(due, page) for due in plan.outcome_measures)


def _outcome(due: OutcomeDate, page: VisitPage) -> OutcomeLine:
    entry = page.measures.get(due.measure.id)
    change = (due.measure.mcid or "").rstrip(".")
    return OutcomeLine(
        name=due.measure.name,
        today=f"{entry.value:g}" if entry else "not recorded",
        due=_dates(due.weeks, page) or due.measure.when,
        change=f"MCID {change}" if change else "none known",
    )


def _dates(weeks: Sequence[float], page: VisitPage) -> str:
    """As "Today; 21 Dec 2026 (week 4)"."""
    said = []
    for week in weeks:
        day = page.date + timedelta(weeks=week)
        said.append("at this visit" if week == 0 else f"{short_day(day)} (week {week:g})")
    return "; ".join(said)
