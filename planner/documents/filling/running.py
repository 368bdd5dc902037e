"""The running page: cues as cards, and the run table from the level tolerated now."""

from collections.abc import Mapping

from planner.assembly.plan import RunRow
from planner.documents.filling.cards import as_sentence, exercise_card, patient_name
from planner.documents.filling.numbers import number
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import Drawing, Running, RunStep, RunTable


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
        intro = fill(words.intro, limit=situation.stage.pain_limit)
        rows = tuple(_step(row) for row in plan.rows)
        table = RunTable(title=words.table, steps=rows, intro=intro)
    if not cards and table is None:
        return None
    names = [as_sentence(patient_name(item.intervention)).rstrip(".") for item in later]
    intro = fill(words.later, names=", then ".join(names).lower()) if names else ""
    return Running(title=words.title, cards=cards, table=table, intro=intro)


def _step(row: RunRow) -> RunStep:
    return RunStep(
        step=str(row.step),
        run_minutes=number(row.run_minutes),
        walk_minutes=number(row.walk_minutes) if row.walk_minutes else "",
        times=str(row.repeats),
        whole=f"{number(row.total_minutes)} min",
    )
