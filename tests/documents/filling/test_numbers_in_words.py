"""Every number of every dose of every plan: said with its unit, never with a stray point or nought.

The plans are all that the packs can make: each picture, stage and irritability, with every piece
of equipment and with none (HZ-022).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from planner.assembly.plan import Plan
from planner.clinical.quantities import Amount, DoseRow
from planner.documents.filling import patient_plan
from planner.documents.filling.dose_line import dose_words
from planner.web.papers.dose_words import dose_in_words
from tests.documents.filling.worked_plans import every_plan, planned
from tests.packs import the_pack

BARE_POINT = re.compile(r"(?<![\d])\.\d")
TRAILING_NOUGHT = re.compile(r"\d\.\d*0(?!\d)")
UNITS = {
    "s": "second",
    "min": "minute",
    "minute": "minute",
    "rep": "repetition",
    "set": "set",
}
LEAST = 200


@cache
def plans() -> tuple[Plan, ...]:
    made = [plan for _, plan in every_plan(the_pack())]
    bare = [planned(replace(plan.case, equipment=())) for plan in made]
    return (*made, *bare)


def doses() -> Iterator[DoseRow]:
    for plan in plans():
        for item in plan.current.items if plan.current else ():
            yield item.dose


def amounts(dose: DoseRow) -> Iterator[tuple[Amount, str]]:
    for amount, unit in (
        (dose.sets, "set"),
        (dose.reps, "rep"),
        (dose.hold, "s"),
        (dose.duration, "s"),
        (dose.rest, "s"),
    ):
        if amount is not None:
            yield amount, amount.unit or unit


def test_each_number_is_repeated_with_its_unit_in_words_and_equals_what_is_stored():
    """HZ-022-T3"""
    assert len(plans()) >= LEAST

    for dose in doses():
        words = dose_in_words(dose)
        for amount, unit in amounts(dose):
            high = f" to {amount.high:g}" if amount.high != amount.amount else ""
            said = f"{amount.amount:g}{high} {UNITS.get(unit, unit)}"
            assert re.search(rf"(?<![\d.]){re.escape(said)}", words, re.IGNORECASE), (said, words)
        assert dose.frequency is None or dose.frequency.text in words
        assert dose.load is None or dose.load.text in words


def test_no_dose_is_printed_with_a_bare_point_or_a_trailing_nought():
    """HZ-022-T2"""
    for dose in doses():
        for words in (dose_in_words(dose), dose_words(dose)):
            assert not BARE_POINT.search(words), words
            assert not TRAILING_NOUGHT.search(words), words


def test_no_card_is_printed_with_a_bare_point_or_a_trailing_nought():
    """HZ-022-T2, on the patient's cards."""
    for plan in plans():
        cards = patient_plan(the_pack(), plan).exercises
        for card in cards.cards if cards else ():
            for cell in card.dose:
                assert not BARE_POINT.search(f"{cell.amount} {cell.word}"), card.name
                assert not TRAILING_NOUGHT.search(f"{cell.amount} {cell.word}"), card.name
