"""The running page: cues as cards, and the run table from the level tolerated now."""

from collections.abc import Mapping

from planner.assembly.plan import RunPlan, RunRow
from planner.assembly.running import calendar
from planner.documents.filling.cards import as_sentence, exercise_card, patient_name
from planner.documents.filling.fridge import run_cautions
from planner.documents.filling.numbers import number
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import Drawing, Running, RunStep, RunTable, SpeedSteps


def running_page(situation: Situation, drawings: Mapping[str, Drawing]) -> Running | None:
    """The page, or nothing where one plain sentence on page 1 says it all."""
    plan, words = situation.plan.running, situation.words.running
    if not situation.runs or plan is None or situation.stage is None:
        return None
    first = len(situation.exercises) + 1
    now, later = situation.cues[: words.cues_at_most], situation.cues[words.cues_at_most :]
    cards = tuple(
        exercise_card(situation, item, place, drawings.get(item.intervention.id))
        for place, item in enumerate(now, start=first)
    )
    table = None
    if len(plan.rows) > 1:
        asked = fill(words.intro, limit=situation.stage.pain_limit)
        intro = f"{run_cautions(situation)} {asked}".strip()
        first_days = _first_days(situation, plan)
        rows = tuple(_step(row, first_days.get(row.step, "")) for row in plan.rows)
        table = RunTable(
            title=words.table, steps=rows, intro=intro, earliest_head=words.earliest_head
        )
    speed = _speed(situation, plan)
    if not cards and table is None and speed is None:
        return None
    names = [as_sentence(patient_name(item.intervention)).rstrip(".") for item in later]
    intro = fill(words.later, names=", then ".join(names).lower()) if names else ""
    return Running(title=words.title, cards=cards, table=table, intro=intro, speed=speed)


def _first_days(situation: Situation, plan: RunPlan) -> dict[int, str]:
    """The earliest day of each row that four weeks hold, as a short date."""
    weekdays = situation.days.run_days if situation.days else ()
    months, first = situation.words.diary.month_names, dict[int, str]()
    for run in calendar(plan, weekdays, situation.plan.case.on):
        first.setdefault(run.step, f"{run.on.day} {months[run.on.month - 1]}")
    return first


def _speed(situation: Situation, plan: RunPlan) -> SpeedSteps | None:
    if not plan.speed or situation.stage is None:
        return None
    words = situation.words.running
    return SpeedSteps(
        title=words.speed,
        intro=fill(words.speed_intro, limit=situation.stage.pain_limit),
        steps=tuple(level.patient for level in plan.speed),
    )


def _step(row: RunRow, earliest: str) -> RunStep:
    return RunStep(
        step=str(row.step),
        run_minutes=number(row.run_minutes),
        walk_minutes=number(row.walk_minutes) if row.walk_minutes else "",
        times=str(row.repeats),
        whole=f"{number(row.total_minutes)} min",
        earliest=earliest,
    )
