"""Plans worked out from the real pack: every picture, stage and irritability, and every rule."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.clinical.case import NOT_SURE_YET, Case, Person, SportLoad
from planner.clinical.pack import Pack
from planner.ruleout.assess import Assessment, Reasoner
from tests.packs import the_pack

TENDON = "proximal-hamstring-tendinopathy"
SPEAKS_FOR_A_TENDON = (
    "pain-at-sitting-bone",
    "sitting-pain",
    "hamstring-load-provokes",
    "training-change",
    "bent-knee-stretch",
    "modified-bent-knee-stretch",
    "palpate-ischial-tuberosity",
    "single-leg-bridge",
)
NOT_FOUND = (
    "low-back-pain-current",
    "lumbar-active-movement",
    "kemp-extension-rotation",
    "repeated-movements",
    "spinal-movement-changes-pain",
    "slump",
    "straight-leg-raise",
    "leg-paraesthesia",
    "pain-below-knee",
    "cough-sneeze-pain",
    "seated-piriformis-stretch",
    "active-piriformis",
    "palpate-sciatic-notch",
)


@cache
def the_reasoner() -> Reasoner:
    return Reasoner(the_pack())


def a_runner(**changes: Any) -> Case:
    """A runner with a sore tendon on the right, every safety and factor question answered no."""
    pack = the_pack()
    answers = dict.fromkeys(pack.presentation.head.always_screen, Presence.ABSENT)
    answers |= dict.fromkeys(NOT_FOUND, Presence.ABSENT)
    answers |= dict.fromkeys(SPEAKS_FOR_A_TENDON, Presence.PRESENT)
    case: dict[str, Any] = {
        "presentation": "buttock-pain",
        "on": date(2026, 11, 22),
        "person": Person(name="Example Runner", born=date(1992, 3, 1)),
        "age": 34,
        "sex": Sex.FEMALE,
        "side": Side.RIGHT,
        "answers": answers,
        "working_diagnosis": TENDON,
        "irritability": Irritability.MODERATE,
        "duration_weeks": 12,
        "stage": 1,
        "factors": dict.fromkeys(pack.library.factors, Presence.ABSENT),
        "sport": SportLoad(
            name="running", weekly_km=30, longest_run_km=12, goal="10 km race in spring"
        ),
    }
    return Case(**{**case, **changes})


def a_teenager_with_a_pop(**changes: Any) -> Case:
    """Fourteen, a sprint, a pop: an urgent rule holds the plan."""
    answers = dict.fromkeys(the_pack().presentation.head.always_screen, Presence.ABSENT)
    present = ("pop-felt", "sudden-onset", "cannot-sit-after-injury", "mechanism-sprint")
    answers |= dict.fromkeys(present, Presence.PRESENT)
    case: dict[str, Any] = {
        "answers": answers,
        "age": 14,
        "sex": Sex.MALE,
        "side": Side.LEFT,
        "person": Person(name="Example Sprinter", born=date(2012, 5, 2)),
        "duration_weeks": 0.3,
        "working_diagnosis": None,
        "stage": None,
    }
    return a_runner(**{**case, **changes})


def saddle_numbness(**changes: Any) -> Case:
    """Numb between the legs: an emergency, and nothing else was asked."""
    answers = {
        "saddle-sensory-change": Presence.PRESENT,
        "bilateral-leg-symptoms": Presence.PRESENT,
    }
    return a_runner(**{"answers": answers, "working_diagnosis": None, "stage": None, **changes})


def assessed(case: Case) -> Assessment:
    return the_reasoner().assess(case)


def planned(case: Case) -> Plan:
    plan = assemble(the_pack(), assessed(case))
    assert isinstance(plan, Plan), plan
    return plan


def every_plan(pack: Pack) -> Iterator[tuple[str, Plan]]:
    """One plan for each picture, stage and irritability, on both kinds of equipment."""
    everything = tuple(pack.library.equipment)
    for picture in pack.presentation.pictures.values():
        chosen = picture.conditions[0] if picture.conditions else NOT_SURE_YET
        for stage in picture.stages:
            for irritability in Irritability:
                case = a_runner(
                    working_diagnosis=chosen,
                    stage=stage.id,
                    irritability=irritability,
                    equipment=everything,
                )
                yield f"{picture.id} {stage.id} {irritability.value}", planned(case)
    yield "teenager with a pop", planned(a_teenager_with_a_pop())
