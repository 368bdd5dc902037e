"""A review in a case file: what was measured and written down, and the gate it leads to.

    review:
      today: {single-leg-bridge-reps: 12, night-pain: 0}
      before: {sit-time: 20}
      diary: {exercise-pain: [2, 3, null], morning-test: [2, 2, 2]}

The last number of a diary row is of the day before the visit; null is a blank.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from planner.assembly.surgeons_limits import still_limited
from planner.clinical.answers import Side
from planner.clinical.case import NOT_SURE_YET
from planner.clinical.pack import Pack
from planner.knowledge import fields
from planner.knowledge.fields import CaseError
from planner.progression.course import Course, Recorded
from planner.progression.diary import DiaryDay, DiaryRow
from planner.progression.gate import Gate, gate
from planner.ruleout.assess import Assessment

WEEKS_BETWEEN = 2
"""From the visit before to this one, where only numbers are given."""


def gate_of(raw: Mapping[str, Any], assessment: Assessment, pack: Pack) -> Gate:
    """The gate of the case's stage at this review. Raises CaseError."""
    case = assessment.case
    section = fields.section(raw, "review", ("today", "before", "diary"))
    diagnosis = case.working_diagnosis
    picture = (
        pack.presentation.pictures[NOT_SURE_YET]
        if diagnosis == NOT_SURE_YET
        else pack.picture_for(diagnosis)
        if diagnosis
        else None
    )
    if picture is None or case.stage is None:
        raise CaseError("review: a gate needs a working diagnosis with stages, and the stage")
    stage = next(each for each in picture.stages if each.id == case.stage)
    earlier = case.on - timedelta(weeks=WEEKS_BETWEEN)
    course = Course(
        on=case.on,
        pain_limit=stage.pain_limit,
        days=_days(section, case.on),
        today=_numbers(section, "today", pack),
        earlier={
            name: (Recorded(number=number, on=earlier),)
            for name, number in _numbers(section, "before", pack).items()
        },
        measures=pack.library.measures,
        limits=pack.presentation.limits,
        facts=assessment.picture,
        both_sides=case.side is Side.BOTH,
        is_warned=bool(assessment.emergency or assessment.holding),
        is_screened=not assessment.screen_gaps,
        held_by=still_limited(pack.library, assessment.picture),
    )
    return gate(picture, case.stage, course)


def _numbers(section: Mapping[str, Any], key: str, pack: Pack) -> dict[str, float]:
    known = {**pack.library.measures, **pack.library.outcome_measures}
    content = fields.section(section, key, known)
    found = {name: fields.number(content, name, -1000, 100_000, f"{key}: ") for name in content}
    return {name: number for name, number in found.items() if number is not None}


def _days(section: Mapping[str, Any], on: Any) -> tuple[DiaryDay, ...]:
    rows = fields.section(section, "diary", tuple(DiaryRow))
    marks: dict[int, dict[DiaryRow, float]] = {}
    for name in rows:
        numbers = fields.listed(rows, name)
        for ago, number in enumerate(reversed(numbers), start=1):
            if number is None:
                continue
            if isinstance(number, bool) or not isinstance(number, int | float):
                raise CaseError(f"diary: {name}: {fields.show(number)} is not a number")
            marks.setdefault(ago, {})[DiaryRow(name)] = float(number)
    return tuple(
        DiaryDay(on=on - timedelta(days=ago), marks=marks[ago])
        for ago in sorted(marks, reverse=True)
    )
