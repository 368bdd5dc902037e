"""Plans drawn at random from the packs: the same number, the same plan.

Drawn are the picture, stage and irritability, the person, the side, what was answered of each
factor (or not asked), the equipment, the sport and its load, and now and then an urgent sign, which
makes a holding plan. One in ten has its drawings: they hold next to no text and cost a fifth.
"""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.clinical.case import NOT_SURE_YET, Case, Person, SportLoad
from planner.documents.drawn import finished_drawings
from planner.documents.filling import Paper, patient_plan
from planner.documents.values import PatientPlan
from tests.documents.filling.worked_plans import a_runner, a_teenager_with_a_pop, assessed
from tests.packs import PROTOCOLS, the_pack

NAMES = (
    "Example Runner",
    "Ñandú O’Example",
    "Maximilian-Alexander Example",
    "Anna-Maria Example-Sample",
    "Mononym",
)
GOALS = ("10 km race in spring", "Sit through a film.", "Carry Ånnie up 3 stairs, 2 × a day", None)
ONE_IN = 10
"""Every so many a plan holds all load, and every so many has its drawings."""


def a_random_plan(number: int, *, may_be_drawn: bool = True) -> PatientPlan:
    """A plan of one to some twenty pages."""
    dice = Random(number)  # a repeatable draw, no secret
    while True:
        made = assemble(the_pack(), assessed(_a_case(dice)))
        if isinstance(made, Plan):
            is_drawn = may_be_drawn and number % ONE_IN == 0
            drawings = finished_drawings(PROTOCOLS)(made.case.side) if is_drawn else {}
            return patient_plan(the_pack(), made, drawings, _paper(dice))


def _a_case(dice: Random) -> Case:
    pack = the_pack()
    who = _somebody(dice)
    if dice.randrange(ONE_IN) == 0:
        return a_teenager_with_a_pop(side=who["side"], person=who["person"])
    picture = dice.choice([*pack.presentation.pictures.values()])
    return a_runner(
        **who,
        working_diagnosis=dice.choice(picture.conditions) if picture.conditions else NOT_SURE_YET,
        stage=dice.choice(picture.stages).id,
        irritability=dice.choice([*Irritability]),
        duration_weeks=dice.randrange(1, 80),
        factors=_factors(dice),
        equipment=tuple(item for item in pack.library.equipment if dice.random() < 0.5),
        sport=SportLoad(
            name="running",
            weekly_km=dice.randrange(5, 90),
            longest_run_km=dice.randrange(1, 30),
            goal=dice.choice(GOALS),
        ),
    )


def _somebody(dice: Random) -> dict[str, Any]:
    born = date(dice.randint(1940, 2012), dice.randint(1, 12), dice.randint(1, 28))
    return {
        "person": Person(name=dice.choice(NAMES), born=born),
        "age": 2026 - born.year - 1,
        "sex": dice.choice([*Sex, None]),
        "side": dice.choice([*Side]),
    }


def _factors(dice: Random) -> dict[str, Presence]:
    """Most factors absent, one in forty present, one in ten not asked."""
    answers = (Presence.PRESENT, Presence.NOT_ASSESSED, Presence.ABSENT)
    return {
        name: dice.choices(answers, (1, 4, 35))[0] for name in sorted(the_pack().library.factors)
    }


def _paper(dice: Random) -> Paper:
    blank = Paper(therapist="A. Example", clinic="Example Clinic", telephone="01632 960123")
    return replace(
        blank,
        document_id=f"C{dice.randrange(10**5):05d}",
        version=str(dice.randint(1, 12)),
        draft=dice.random() < 0.3,
        next_visit=dice.choice(("", "Monday 7 December, 10:00")),
    )
