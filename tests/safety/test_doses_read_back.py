"""HZ-041: a dose is read back from its sentence as it was stored, and has its limits."""

import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from planner.clinical.quantities import Amount, DoseRow, Frequency, Per
from planner.web.papers.dose_words import dose_in_words
from planner.workflow.chosen_dose import RANGES, ChosenDose, checked_dose
from planner.workflow.errors import RefusedError
from tests.builders import a_dose
from tests.packs import the_pack

NUMBER = r"(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))?"
PARTS = {
    "sets": (rf"{NUMBER} sets?", "set"),
    "reps": (rf"{NUMBER} repetitions?", "rep"),
    "hold": (rf"each held {NUMBER} seconds?", "s"),
    "duration": (rf"for {NUMBER} minutes?", "min"),
    "rest": (rf"rest {NUMBER} seconds?", "s"),
}
FREQUENCIES = (
    Frequency(text="twice a day", times=Amount(amount=2), per=Per.DAY),
    Frequency(text="3 times a week", times=Amount(amount=3), per=Per.WEEK),
    Frequency(text="every second day", every_days=2),
)


def read_back(sentence: str) -> dict[str, tuple[float, float] | None]:
    """The numbers of a sentence by part, and nothing that is not said."""
    found: dict[str, tuple[float, float] | None] = {}
    for part, (pattern, _) in PARTS.items():
        match = re.search(pattern, sentence, re.IGNORECASE)
        low = float(match[1]) if match else 0.0
        found[part] = (low, float(match[2] or low)) if match else None
    return found


def stored(dose: DoseRow) -> dict[str, tuple[float, float] | None]:
    return {
        part: (amount.amount, amount.high) if (amount := getattr(dose, part)) else None
        for part in PARTS
    }


def with_number(dose: ChosenDose, name: str, number: float) -> ChosenDose:
    values: dict[str, Any] = {name: number}
    return replace(dose, **values)


def test_hz_041_t1_every_made_up_dose_is_read_back_from_its_sentence():
    """HZ-041-T1: 10,000 combinations; sets, repetitions, seconds and minutes never change place."""
    ranges = {
        part: (None, Amount(amount=low, unit=unit), Amount(amount=low, to=low + 5, unit=unit))
        for (part, (_, unit)), low in zip(PARTS.items(), (3, 8, 30, 2, 60), strict=True)
    }
    tried = 0
    for amounts in product(*ranges.values()):
        for frequency, load in product(FREQUENCIES, range(14)):
            values: dict[str, Any] = dict(zip(ranges, amounts, strict=True))
            tempo = None if load % 2 else "3-0-3"
            dose = replace(a_dose(), **values, frequency=frequency, tempo=tempo)
            said = dose_in_words(dose)
            assert read_back(said) == stored(dose), said
            assert said.endswith(frequency.text) or said == frequency.text.capitalize()
            tried += 1
    assert tried >= 10_000


def test_hz_041_t1_every_dose_of_the_pack_is_read_back():
    for item in the_pack().library.interventions.values():
        for row in item.doses:
            if not row.use or (row.reps and row.reps.unit not in (None, "rep")):
                continue
            if row.duration and row.duration.unit != "min":
                continue
            wanted = stored(row)
            assert {k: v for k, v in read_back(dose_in_words(row)).items() if wanted[k]} == {
                k: v for k, v in wanted.items() if v
            }, (item.id, dose_in_words(row))


def test_hz_041_t2_at_each_limit_a_dose_stands_and_past_it_it_is_refused():
    """HZ-041-T2"""
    base = ChosenDose(sets=3, every_days=2)
    for name, (lowest, highest) in RANGES.items():
        empty = replace(base, every_days=None) if "times" in name or name == "every_days" else base
        for number in (lowest, highest):
            checked_dose(with_number(empty, name, number))
        for number in (lowest - 0.5 if lowest else -1, highest + 1):
            with pytest.raises(RefusedError) as refusal:
                checked_dose(with_number(empty, name, number))
            assert refusal.value.field in (name, "times_per_week")
