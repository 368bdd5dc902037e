"""Cards and doses: the low end in words, once each, the side in bold, cautions in their words."""

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from planner.assembly.ladders import Rung, alternative
from planner.assembly.plan import ItemCaution, Plan, PlanItem
from planner.clinical.answers import Irritability, Presence, Side
from planner.clinical.contraindications import CellStatus
from planner.clinical.interventions import Intervention, PatientCard
from planner.clinical.quantities import Amount, Frequency, Per
from planner.documents.filling import patient_plan
from planner.documents.filling.cards import patient_name, steps_of
from planner.documents.filling.doses import dose_cells, harder
from planner.documents.values import Cards, ExerciseCard, PatientPlan
from tests.builders import a_dose, an_item
from tests.documents.filling.worked_plans import a_runner, every_plan, planned
from tests.packs import the_pack, the_words

WORDS = the_words().cards
DAILY = Frequency(text="once a day", times=Amount(amount=1), per=Per.DAY)


def cells(**dose: Any) -> list[tuple[str, str]]:
    row = a_dose(**{"sets": None, "frequency": DAILY, **dose})
    return [(cell.amount, cell.word) for cell in dose_cells(row, None, WORDS)]


def with_items(*items: PlanItem, side: Side | None = Side.RIGHT) -> Plan:
    """The worked plan with these items in its current stage."""
    plan = planned(a_runner(side=side))
    stages = tuple(
        dataclasses.replace(entry, items=items) if entry.is_current else entry
        for entry in plan.stages
    )
    return dataclasses.replace(plan, stages=stages)


def a_plan_item(item: Intervention | None = None, **changes: object) -> PlanItem:
    row = a_dose(hold=Amount(amount=30, to=45), frequency=DAILY)
    values = {"dose": row, "is_core": True, "serves": "tendon", "why": "x"}
    return PlanItem(intervention=item or an_item(), **{**values, **changes})  # type: ignore[arg-type]


def cards_of(*items: PlanItem, side: Side | None = Side.RIGHT) -> Cards:
    cards = patient_plan(the_pack(), with_items(*items, side=side)).exercises
    assert cards is not None
    return cards


def a_card(**changes: object) -> PatientCard:
    words = {"name": "Hold", "steps": ("Lift your **x**.",), "why": "It helps."}
    return PatientCard(**{**words, **changes})  # type: ignore[arg-type]


def card_of(item: PlanItem, side: Side | None = Side.RIGHT) -> ExerciseCard:
    return cards_of(item, side=side).cards[0]


def test_a_hold_is_told_as_holds_seconds_rest_and_how_often():
    told = cells(
        sets=Amount(amount=5), hold=Amount(amount=30, to=45, unit="s"), rest=Amount(amount=60)
    )

    assert told == [
        ("5", "holds"),
        ("30", "seconds each"),
        ("1", "minute rest"),
        ("Once", "a day"),
    ]


def test_lifts_are_told_as_sets_and_times():
    told = cells(sets=Amount(amount=3), reps=Amount(amount=8, to=12), rest=Amount(amount=90))

    assert told == [("3", "sets"), ("8", "times"), ("90", "seconds rest"), ("Once", "a day")]


def test_a_whole_bout_is_told_in_minutes():
    assert cells(duration=Amount(amount=10, unit="min"))[0] == ("10", "minutes")


@pytest.mark.parametrize(
    ("frequency", "cell"),
    [
        (Frequency(text="x", every_days=1), ("Once", "a day")),
        (Frequency(text="x", every_days=2), ("Every", "second day")),
        (Frequency(text="x", times=Amount(amount=2, to=3), per=Per.WEEK), ("2", "times a week")),
        (Frequency(text="x", times=Amount(amount=1), per=Per.WEEK), ("Once", "a week")),
        (Frequency(text="x", times=Amount(amount=2), per=Per.DAY), ("2", "times a day")),
        (
            Frequency(text="x", times=Amount(amount=1), per=Per.WEEK, period=2),
            ("Once", "every 2 weeks"),
        ),
        (Frequency(text="x", occasion="before a run"), ("Before", "each run")),
    ],
)
def test_how_often_is_said_in_words(frequency, cell):
    assert cells(sets=Amount(amount=3), frequency=frequency)[-1] == cell


def test_the_high_end_of_the_dose_is_the_next_step_up():
    assert harder(a_dose(hold=Amount(amount=30, to=45, unit="s")), WORDS) == "Hold for 45 seconds."
    assert harder(a_dose(reps=Amount(amount=8, to=12)), WORDS) == "Do 12 each time."


def test_a_cards_own_harder_line_comes_before_the_high_end():
    own = an_item(patient=a_card(harder="Put one foot on a step."))

    assert card_of(a_plan_item(own)).harder == "Put one foot on a step."
    assert card_of(a_plan_item()).harder == "Hold for 45 seconds."


@cache
def every_paper() -> list[tuple[str, Plan, PatientPlan]]:
    """Every worked plan with its pages, made once."""
    pack = the_pack()
    return [(name, plan, patient_plan(pack, plan)) for name, plan in every_plan(pack)]


def every_card() -> Iterator[tuple[str, Plan, ExerciseCard, Intervention]]:
    """Every card of every worked plan, with the item it is of."""
    for name, plan, paper in every_paper():
        things = {patient_name(item.intervention): item.intervention for item in items_of(plan)}
        for part in (paper.exercises, paper.running):
            for card in part.cards if part else ():
                yield name, plan, card, things[str(card.name)]


def items_of(plan: Plan) -> tuple[PlanItem, ...]:
    return plan.current.items if plan.current else ()


def test_a_step_up_or_down_on_a_card_is_itself_allowed_for_this_person():
    """HZ-041-T7: every picture, stage and irritability; another item is one of this very stage."""
    pack, led = the_pack(), 0
    for name, plan, card, thing in every_card():
        words = thing.patient
        assert words is not None, name
        own = words.harder is not None and card.harder == words.harder
        protected = plan.picture is not None and plan.picture.agreements
        assert not (own and protected), f"{name}: {thing.id}"
        for line, said, leads_to in (
            (card.harder, words.harder, words.harder_is),
            (card.easier, words.easier, words.easier_is),
        ):
            if leads_to is None or line != said:
                continue
            other = alternative(plan, pack.library.interventions[leads_to], Rung.ALIKE, pack)
            assert other.is_within_reach, f"{name}: {thing.id} to {leads_to}"
            assert line == words.easier or other.dose is not None, f"{name}: {leads_to}"
            led += 1
    assert led


def test_no_dose_passes_what_the_exit_of_its_own_stage_asks_of_the_exercise():
    """HZ-041-T8: neither what is asked now nor the step up on the card."""
    measures, met = the_pack().library.measures, 0
    for name, plan, card, thing in every_card():
        assert plan.current is not None
        for criterion in plan.current.stage.exit:
            measure = measures.get(criterion.measure or "")
            if measure is None or measure.item != thing.id or criterion.value is None:
                continue
            met += 1
            dose = next(i.dose for i in items_of(plan) if i.intervention.id == thing.id)
            asked = dose.hold or dose.reps
            assert asked is not None, name
            assert asked.amount <= criterion.value.high, f"{name}: {thing.id}"
            seconds = re.fullmatch(r"(?:Hold for|Do) (\d+) (?:seconds|each time)\.", card.harder)
            assert seconds is None or int(seconds[1]) <= criterion.value.high, f"{name}: {thing.id}"
    assert met


def test_a_step_up_is_the_high_end_of_the_dose_where_care_is_asked():
    """HZ-041-T7: nothing past the row for somebody with a caution, or with a limit of a surgeon."""
    own = an_item(patient=a_card(harder="Push a little more."))
    yes = ItemCaution(
        factor="hip-replacement",
        status=CellStatus.PRECAUTION,
        answer=Presence.PRESENT,
        clinician="No forced flexion.",
        patient="Do not push.",
    )
    assert card_of(a_plan_item(own)).harder == "Push a little more."
    assert card_of(a_plan_item(own, cautions=(yes,))).harder == "Hold for 45 seconds."


def test_every_card_has_an_easier_step_because_page_one_speaks_of_it():
    """And HZ-043-T3: each plan with stages says what to do when worse, and not to go on alone."""
    for name, plan, printed in every_paper():
        for card in printed.exercises.cards if printed.exercises else ():
            assert card.easier, f"{name}: {card.name}"
        if len(plan.stages) > 1:
            assert printed.flare is not None, name
            assert printed.ladder is not None, name
            assert "Do not move up alone" in printed.ladder.intro, name


def test_the_side_stands_in_bold_in_the_steps():
    item = an_item(patient=a_card(steps=("Lift your {other side} foot. Stay on your {side}.",)))

    assert card_of(a_plan_item(item)).steps == ("Lift your **left** foot. Stay on your **right**.",)
    assert card_of(a_plan_item(item), Side.LEFT).steps[0].endswith("Stay on your **left**.")


@pytest.mark.parametrize("step", ["Stand on your {side} leg.", "Lift your {other side} foot."])
def test_with_both_sides_sore_the_card_says_to_do_each_side(step):
    item = an_item(patient=a_card(steps=(step,)))

    card = card_of(a_plan_item(item), Side.BOTH)

    assert [line.label for line in card.more] == ["Each side"]


def test_an_item_without_a_card_gives_its_sentences_as_steps():
    item = an_item(patient_how="Lie down. Lift. Hold still! Breathe? Lower. Rest. Again.")

    steps = steps_of(item)

    assert steps[:4] == ("Lie down.", "Lift.", "Hold still!", "Breathe?")
    assert steps[4] == "Lower. Rest. Again."


def test_only_a_yes_prints_a_caution_and_in_the_patients_words():
    caution = ItemCaution(
        factor="diabetes",
        status=CellStatus.PRECAUTION,
        answer=Presence.PRESENT,
        clinician="Check sensation.",
        patient="Look at your skin first.",
    )
    unasked = dataclasses.replace(caution, answer=Presence.NOT_ASSESSED, patient="Not asked.")

    card = card_of(a_plan_item(cautions=(caution, unasked, caution)))

    assert card.take_care == "Look at your skin first."


def test_no_exercise_is_printed_twice():
    for name, _, patient in every_paper():
        cards = [
            card.name
            for part in (patient.exercises, patient.running)
            if part
            for card in part.cards
        ]
        assert len(cards) == len(set(cards)), name


def test_the_effort_that_all_share_is_said_once_above_them():
    plan = patient_plan(the_pack(), planned(a_runner(irritability=Irritability.MODERATE)))

    assert plan.exercises is not None
    effort = "about two thirds as hard as you could"
    said = [line for card in plan.exercises.cards for line in card.more if effort in line.text]
    assert plan.exercises.intro == f"How hard: {effort}."
    assert said == []
