"""Minutes at home: told from the dose, and never more of them for pain that is more irritable."""

from itertools import pairwise
from typing import Any

import pytest

from planner.assembly.home_load import (
    day_minutes,
    is_home_work,
    minutes_under_load,
    rounded_up,
    session_minutes,
)
from planner.assembly.plan import Plan, PlanItem
from planner.assembly.rhythms import is_heavy, is_loaded, loaded_minutes_a_week
from planner.assembly.week import planned_week
from planner.clinical.answers import Irritability, Presence
from planner.clinical.case import NOT_SURE_YET
from planner.clinical.interventions import Strand
from planner.clinical.quantities import Amount, Frequency, Per
from tests.builders import a_dose, an_item
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import the_limits, the_pack

LIMITS = the_limits()
TWICE = Frequency(text="twice a day", times=Amount(amount=2), per=Per.DAY)


@pytest.mark.parametrize(
    ("dose", "minutes"),
    [
        (
            {"sets": Amount(amount=4), "hold": Amount(amount=15, to=30), "rest": Amount(amount=60)},
            5,
        ),
        ({"sets": Amount(amount=5), "hold": Amount(amount=48), "rest": Amount(amount=60)}, 9),
        ({"reps": Amount(amount=10, unit="rep"), "tempo": "3-0-3", "sets": Amount(amount=3)}, 4),
        ({"reps": Amount(amount=15), "tempo": "slow", "sets": Amount(amount=3)}, 4),
        ({"reps": Amount(amount=6), "hold": Amount(amount=5), "sets": Amount(amount=2)}, 2),
        ({"reps": Amount(amount=2, unit="minute"), "sets": Amount(amount=1)}, 3),
        ({"duration": Amount(amount=8, unit="min"), "sets": None}, 9),
        ({"reps": Amount(amount=20, unit="contact")}, 7),
        ({}, 7),
    ],
)
def test_a_session_takes_what_its_dose_counts_and_a_minute_to_set_up(dose, minutes):
    """HZ-041-T6: worked by hand; what counts nothing takes the minutes of the item."""
    thing = an_item(minutes=7)
    assert session_minutes(thing, a_dose(**dose), LIMITS) == minutes
    assert day_minutes(thing, a_dose(**dose, frequency=TWICE), LIMITS) == 2 * minutes


PEOPLE: dict[str, dict[str, Any]] = {
    "with nothing": {"equipment": ()},
    "pregnant": {"factors": {"pregnancy": Presence.PRESENT}},
    "with a hip replacement": {"factors": {"hip-replacement": Presence.PRESENT}},
    "with a stiff back too": {"contributors": ("lumbar-facet-pain",)},
}
EQUIPPED = "well equipped"


@pytest.mark.parametrize(
    "person", [EQUIPPED, *(pytest.param(name, marks=pytest.mark.safety) for name in PEOPLE)]
)
def test_more_irritable_pain_is_never_asked_for_a_longer_day_at_home(person: str):
    """HZ-041-T6: every picture and stage, in the minutes that the person reads.

    Nothing but the first exercise may pass the calmer day; at high irritability the pack's limit
    holds too. The same of sets at a repetition maximum in a week, and of the week's time under load
    in the same steps as the day.
    """
    pack = the_pack()
    changes = dict(PEOPLE.get(person, {"equipment": tuple(pack.library.equipment)}))
    factors = dict.fromkeys(pack.library.factors, Presence.ABSENT) | changes.pop("factors", {})
    wall = pack.presentation.limits.irritable_home_minutes.value
    for picture in pack.presentation.pictures.values():
        chosen = picture.conditions[0] if picture.conditions else NOT_SURE_YET
        for stage in picture.stages:
            days, heavy, under_load = [], [], []
            for irritability in Irritability:
                plan = planned(
                    a_runner(
                        working_diagnosis=chosen,
                        stage=stage.id,
                        irritability=irritability,
                        factors=factors,
                        **changes,
                    )
                )
                week = planned_week(plan, pack)
                assert week is not None
                assert plan.meter is not None
                days.append((rounded_up(week.fullest.minutes), plan.meter.exercises))
                heavy.append((week.heavy_sets, sum(map(is_heavy, loaded(plan)))))
                times = [minutes for item in loaded(plan) if (minutes := time_at_home(item))]
                under_load.append((rounded_up(sum(times)), len(times)))
            where = f"{person}, {picture.id} {stage.id}: {days}, {heavy}, {under_load}"
            for kind in (days, heavy, under_load):
                for (calmer, _), (more, exercises) in pairwise(kind):
                    assert more <= calmer or exercises == 1 or calmer == 0, where
            assert days[-1][0] <= wall or days[-1][1] == 1, where


def loaded(plan: Plan) -> list[PlanItem]:
    return [item for item in (plan.current.items if plan.current else ()) if is_loaded(item)]


def time_at_home(item: PlanItem) -> float:
    """Minutes under load in a week of what is done at home."""
    if not is_home_work(item.intervention):
        return 0
    return loaded_minutes_a_week(item.intervention, item.dose, LIMITS)


@pytest.mark.parametrize(
    ("dose", "minutes"),
    [
        ({"sets": Amount(amount=4), "hold": Amount(amount=15), "rest": Amount(amount=60)}, 1),
        ({"sets": Amount(amount=3), "reps": Amount(amount=10, unit="rep"), "tempo": "2-1-3"}, 3),
        ({"sets": Amount(amount=2), "reps": Amount(amount=20, unit="contact")}, 0),
        ({}, 0),
    ],
)
def test_time_under_load_counts_holds_and_repetitions_and_no_rest(dose, minutes):
    """HZ-041-T6: worked by hand; three times a week is three times as much."""
    three = a_dose(**dose, frequency=Frequency(text="", times=Amount(amount=3), per=Per.WEEK))
    lift, rub = an_item(strand=Strand.STRENGTHENING), an_item(strand=Strand.SOFT_TISSUE)
    assert minutes_under_load(three, LIMITS) == minutes
    assert loaded_minutes_a_week(lift, three, LIMITS) == 3 * minutes
    assert loaded_minutes_a_week(rub, three, LIMITS) == 0


def test_highly_irritable_tendon_pain_gets_less_than_calm_pain_in_its_first_stage():
    """HZ-041-T6: three holds twice a day once stood here, the longest day of all."""
    loaded = {}
    for irritability in Irritability:
        plan = planned(a_runner(stage=0, irritability=irritability))
        items = plan.current.items if plan.current else ()
        loaded[irritability] = [
            item for item in items if item.intervention.strand is Strand.STRENGTHENING
        ]
    assert len(loaded[Irritability.HIGH]) < len(loaded[Irritability.LOW])
    assert loaded[Irritability.HIGH]
