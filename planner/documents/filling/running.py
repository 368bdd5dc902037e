"""The running page: cues as cards, and the run table from the level tolerated now."""

from collections.abc import Mapping

from planner.assembly.plan import PlanItem, RunRow
from planner.documents.filling.cards import exercise_card
from planner.documents.filling.numbers import number
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import Drawing, Running, RunStep, RunTable


def cues(situation: Situation) -> tuple[PlanItem, ...]:
    """Running cues that are not already the table or page 1."""
    if not situation.runs:
        return ()
    said = situation.words.every_day.said_elsewhere
    return tuple(item for item in situation.cues if item.intervention.id not in said)


def running_page(situation: Situation, drawings: Mapping[str, Drawing]) -> Running | None:
    """The page, or nothing where the week has no running or one plain sentence says it all."""
    plan, words = situation.plan.running, situation.words.running
    if not situation.runs or plan is None or situation.stage is None:
        return None
    first = len(situation.exercises) + 1
    cards = tuple(
        exercise_card(situation, item, place, drawings.get(item.intervention.id))
        for place, item in enumerate(cues(situation), start=first)
    )
    table = None
    if plan.rows:
        intro = fill(words.intro, limit=situation.stage.pain_limit, runs=plan.runs_per_week)
        table = RunTable(
            title=words.table, steps=tuple(_step(row) for row in plan.rows), intro=intro
        )
    if not cards and table is None:
        return None
    return Running(title=words.title, cards=cards, table=table)


def _step(row: RunRow) -> RunStep:
    return RunStep(
        step=str(row.step),
        run_minutes=number(row.run_minutes),
        walk_minutes=number(row.walk_minutes) if row.walk_minutes else "",
        times=str(row.repeats),
        whole=f"{number(row.total_minutes)} min",
    )
