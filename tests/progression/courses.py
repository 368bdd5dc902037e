"""Small courses of care for tests: a fortnight of diary, numbers of today and before."""

from datetime import date, timedelta
from typing import Any

from planner.clinical.case import Case
from planner.clinical.quantities import Amount
from planner.clinical.stages import Comparison, Criterion, Measure, Stage, TreatmentPicture
from planner.progression.course import Course, Recorded
from planner.progression.diary import DiaryDay, DiaryRow
from planner.ruleout.picture import ClinicalPicture
from tests.builders import UNCHECKED
from tests.packs import a_pack, the_limits

TODAY = date(2026, 12, 14)
BEFORE = date(2026, 11, 23)
LAST = date(2026, 12, 13)

MEASURES = {
    each.id: each
    for each in (
        Measure(id="bridge", name="Bridge", unit="reps", how_to="Count.", patient="Bridges"),
        Measure(id="other", name="Other", unit="reps", how_to="Count.", patient="Bridges"),
        Measure(
            id="share",
            name="Share",
            unit="%",
            how_to="Divide.",
            patient="Both",
            share_of=("bridge", "other"),
        ),
        Measure(id="sit-time", name="Sitting", unit="min", how_to="Sit.", patient="Sitting"),
        Measure(
            id="walk-change",
            name="Walk",
            unit="min",
            how_to="Walk.",
            patient="Walking",
            is_change=True,
        ),
        Measure(
            id="numb",
            name="New nerve signs",
            unit="yes or no",
            how_to="Ask.",
            patient="Numb",
            re_examine="A warning sign.",
        ),
        Measure(id="daily-test-pain", name="Test", unit="of 10", how_to="Test.", patient="Test"),
        Measure(id="sessions-above-limit", name="Above", how_to="Count.", patient="Above"),
        Measure(id="next-morning-rise", name="Rise", how_to="Take away.", patient="Rise"),
        Measure(id="run-time-easy", name="Run", unit="min", how_to="Run.", patient="Run"),
    )
}


def a_criterion(
    measure: str = "bridge", comparison: str = "at-least", number: float = 10, **changes: Any
) -> Criterion:
    values = {
        "text": f"{measure} {comparison} {number:g}",
        "measure": measure,
        "comparison": Comparison(comparison),
        "value": Amount(amount=number),
        "reason": "a test",
    }
    return Criterion(**{**values, **changes})


ABOVE = a_criterion("sessions-above-limit", "at-least", 2)
NUMB = a_criterion("numb", "done", 1)


def a_stage(number: int, **changes: Any) -> Stage:
    stage = {
        "id": number,
        "name": f"Stage {number}",
        "patient_name": "Hold",
        "patient_line": "Hold it.",
        "aim": "Settle.",
        "entry": (a_criterion("stage-exit", "at-least", number - 1),) if number else (),
        "exit": (a_criterion(),),
        "regress": (ABOVE, NUMB),
        "expected_weeks": None,
        "expected_note": "1-2",
        "active_strands": (),
        "core_interventions": (),
    }
    return Stage(**{**stage, **changes})


def a_picture(*stages: Stage) -> TreatmentPicture:
    return TreatmentPicture(
        id="tendon",
        name="Tendon",
        conditions=("tendon",),
        stages=stages or (a_stage(0), a_stage(1), a_stage(2)),
        review=UNCHECKED,
    )


def a_diary(**rows: Any) -> tuple[DiaryDay, ...]:
    """Rows by name with underscores, the last number on 13 December; ``None`` is a blank."""
    length = max(map(len, rows.values()))
    days = []
    for place in range(length):
        marks = {
            DiaryRow(name.replace("_", "-")): numbers[place]
            for name, numbers in rows.items()
            if numbers[place] is not None
        }
        days.append(DiaryDay(on=LAST - timedelta(days=length - 1 - place), marks=marks))
    return tuple(days)


CALM = {"exercise_pain": [2, 2, 2], "morning_test": [2, 2, 2]}


def a_course(diary: dict[str, Any] | None = None, **changes: Any) -> Course:
    """A calm course: nothing to step back on, no new nerve signs, ten bridges today."""
    earlier = changes.pop("before", {})
    pack = a_pack()
    course = {
        "on": TODAY,
        "pain_limit": 3,
        "days": a_diary(**(CALM if diary is None else diary)),
        "today": {"bridge": 10, "numb": 0},
        "earlier": {
            name: (Recorded(number=number, on=BEFORE),) for name, number in earlier.items()
        },
        "measures": MEASURES,
        "limits": the_limits(),
        "facts": ClinicalPicture(pack.library, Case(presentation="x", on=TODAY), {}),
    }
    return Course(**{**course, **changes})
