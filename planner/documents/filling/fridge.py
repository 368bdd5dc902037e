"""Page 1: this week's running, the pain rule, what to do in a flare, when to get help."""

from planner.assembly.home_load import rounded_up, session_minutes
from planner.clinical.stages import Running
from planner.clinical.wording import HelpWords
from planner.documents.filling.doses import rhythm
from planner.documents.filling.numbers import number, time_in_words
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import (
    Day,
    Flare,
    HelpLevel,
    HelpTier,
    NextVisit,
    PainRule,
    Week,
)


def week(situation: Situation) -> Week | None:
    """Running allowed this week, in minutes, day by day; "no running" is said in words."""
    words, running = situation.words.week, situation.plan.running
    if situation.is_holding:
        return None
    if running is None or not situation.runs:
        runs = running is not None and situation.is_runner
        return Week(
            heading=words.none if runs else words.not_a_runner,
            how=_how_without_runs(situation, runs),
            take_care=" ".join(dict.fromkeys(each.patient for each in situation.barred)),
            every_day=home_line(situation),
        )
    minutes = number(running.minutes)
    walks = any(row.walk_minutes for row in running.rows[:1])
    heading = (
        words.easy if running.kind is Running.EASY else words.walk_run if walks else words.steady
    )
    if running.runs_per_week == 1 and running.kind is Running.EASY:
        heading = words.easy_one
    days, rest = run_days(situation), rest_days(situation)
    return Week(
        heading=fill(heading, runs=running.runs_per_week, minutes=minutes),
        how=_how(situation),
        take_care=run_cautions(situation),
        days=tuple(
            Day(name, minutes, words.unit)
            if name in days
            else Day(name, unit=words.unit, word=words.rest if name in rest else words.no_run)
            for name in words.day_names
        ),
        every_day=home_line(situation),
    )


def run_days(situation: Situation) -> tuple[str, ...]:
    """The days of the week with a run; none where there is no running."""
    if not situation.runs or situation.days is None:
        return ()
    return tuple(situation.words.week.day_names[day] for day in situation.days.run_days)


def rest_days(situation: Situation) -> tuple[str, ...]:
    """Days with neither a run nor loaded work."""
    days = situation.days.days if situation.days else ()
    return tuple(situation.words.week.day_names[day.weekday] for day in days if day.is_rest)


def _how_without_runs(situation: Situation, runs: bool) -> str:
    """How to move where nobody runs: as the stage says, unless something of theirs bars it."""
    how = situation.words.week.how
    if not situation.may_walk:
        return how["barred"]
    if situation.band.careful:
        return how["careful"]
    return how["none" if runs and not situation.barred else "not-a-runner"]


def run_cautions(situation: Situation) -> str:
    """What their own yes asks to be minded in every run, each once."""
    running = situation.plan.running
    return " ".join(dict.fromkeys(each.patient for each in running.cautions)) if running else ""


def _how(situation: Situation) -> str:
    words, cards, running = situation.words.week, situation.words.cards, situation.plan.running
    if running is None or not running.rows:
        return words.how["easy"]
    row = running.rows[0]
    run = " ".join(time_in_words(row.run_minutes * 60, cards))
    if row.walk_minutes:
        walk = " ".join(time_in_words(row.walk_minutes * 60, cards))
        return fill(words.how_walk_run, run=run, walk=walk, times=row.repeats)
    return fill(words.how_without_break, run=run) if row.step == 1 else words.how["steady"]


def home_line(situation: Situation) -> str:
    """How often the cards are done, where all share one rhythm, and how long they take."""
    words, cards = situation.words.week, situation.words.cards
    items = situation.work or situation.exercises
    if not items:
        return ""
    extra = len(situation.exercises) - len(items)
    more = f" {fill(words.home_more, more=extra)}" if extra else ""
    limits = situation.pack.presentation.limits
    minutes = sum(session_minutes(item.intervention, item.dose, limits) for item in items)
    rounded = number(rounded_up(minutes))
    cells = {
        rhythm(item.dose.frequency, cards) for item in items if item.dose.frequency is not None
    }
    things = cards.holds if situation.only_holds else cards.exercises
    fullest = situation.days.fullest.minutes if situation.days else 0
    if fullest and (len(cells) != 1 or rounded_up(fullest) > rounded_up(minutes)):
        more += f" {fill(words.home_total, minutes=number(rounded_up(fullest)))}"
    if len(cells) != 1:
        return fill(words.home_mixed, count=len(items), things=things) + more
    cell = cells.pop()
    often = f"{cell.amount} {cell.word}"
    often = often if often[:1].isupper() else often.capitalize()
    if len(items) == 1:
        thing = things.removesuffix("s")
        return fill(words.home_one_exercise, rhythm=often, thing=thing, minutes=rounded) + more
    values = {"count": len(items), "things": things, "minutes": rounded}
    return fill(words.home_one_rhythm, rhythm=often, **values) + more


def pain_rule(situation: Situation) -> PainRule | None:
    """The one traffic light, from this stage's own limit; none while nothing is loaded."""
    stage, words = situation.stage, situation.words.pain
    if stage is None or situation.is_holding:
        return None
    limit = stage.pain_limit
    return PainRule(
        carry_on_to=limit,
        stop_from=max(situation.band.stop_from, limit + 1),
        carry_on=words.carry_on_none if situation.band.careful else words.carry_on,
        ease_off=words.ease_off,
        stop=words.stop,
        next_morning=fill(words.next_morning, rise=situation.rise),
    )


def flare(situation: Situation) -> Flare | None:
    """What to do when it flares up, in order of time."""
    if situation.stage is None or situation.is_holding:
        return None
    key = {"careful": "careful", "no-running": "no-runs"}.get(
        situation.manner, "runs-and-holds" if situation.only_holds else "runs"
    )
    if not situation.exercises:
        key = {"no-runs": "nothing-to-do", "careful": "careful-rest"}.get(key, "runs-only")
    words = situation.words.flare[key]
    values = {"rise": situation.rise, "limit": situation.stage.pain_limit}
    return Flare(
        when=fill(words.when, **values), steps=tuple(fill(step, **values) for step in words.steps)
    )


def next_visit(situation: Situation) -> NextVisit:
    """The appointment, or a line to write it on."""
    words, known = situation.words.visit, situation.paper.next_visit
    if known:
        return NextVisit(known)
    if situation.is_holding:
        return NextVisit(situation.words.holding.next_visit)
    weeks = situation.plan.picture.interim_weeks if situation.plan.picture else None
    if weeks:
        return NextVisit(fill(words.interim, weeks=weeks), words.note)
    return NextVisit(words.unknown, words.note)


def help_tiers(situation: Situation) -> tuple[HelpTier, ...]:
    """Who to ring for which signs. The clinic's number stands in the middle tier, if known."""
    tiers = situation.words.help
    known, runs = situation.paper.telephone, situation.runs
    return (
        _tier(HelpLevel.EMERGENCY, tiers.emergency, runs),
        _tier(HelpLevel.TODAY, tiers.today, runs, known),
        _tier(HelpLevel.CAN_WAIT, tiers.can_wait, runs),
    )


def _tier(level: HelpLevel, words: HelpWords, runs: bool, number_known: str = "") -> HelpTier:
    signs = tuple(words.for_runs.get(sign, sign) if runs else sign for sign in words.signs)
    return HelpTier(level, who=number_known or words.who, signs=signs, then=words.then)
