"""The way back to a sport that is not running, in the patient's words."""

from datetime import timedelta

from planner.assembly.sport_loads import SportRow
from planner.documents.filling.placeholders import fill
from planner.documents.filling.situation import Situation
from planner.documents.values import SportStep, SportSteps


def way_back(situation: Situation) -> SportSteps | None:
    """The steps of this person's sport, or nothing where it has no table.

    From when a step may be tried is said once for the steps that open together.
    """
    sport, stage = situation.plan.sport, situation.stage
    if sport is None or stage is None or situation.is_holding:
        return None
    when = [_when(situation, row) for row in sport.rows]
    return SportSteps(
        title=sport.table.patient,
        intro=fill(situation.words.sport.intro, limit=stage.pain_limit),
        steps=tuple(
            SportStep(text=row.step.patient, when="" if said == before else said)
            for row, said, before in zip(sport.rows, when, ("", *when), strict=False)
        ),
    )


def _when(situation: Situation, row: SportRow) -> str:
    words, plan = situation.words.sport, situation.plan
    if row.week == 1:
        return words.now
    if row.week is not None:
        day = plan.case.on + timedelta(weeks=row.week - 1)
        months = situation.words.diary.month_names
        return fill(words.earliest, day=f"{day.day} {months[day.month - 1]}")
    if row.stage is None or row.stage == situation.stage:
        return words.not_here
    return fill(words.later, name=situation.sides.plain(row.stage.patient_name))
