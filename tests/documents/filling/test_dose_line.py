"""Doses in words, for every row of the pack: count first, units, no needless zero."""

import re

from planner.documents.filling.dose_line import dose_line, dose_words
from tests.packs import the_pack

ROWS = [
    (item.id, row)
    for item in the_pack().library.interventions.values()
    for row in item.doses
    if row.use
]


def test_every_dose_of_the_pack_has_a_count_and_no_needless_zero():
    """HZ-022-C2, over every row."""
    for item, row in ROWS:
        line = dose_line(row)
        assert line.count, item
        assert not re.search(r"\d\.0\b|(?<![\d.])\.\d", dose_words(row)), item


def test_minutes_of_running_never_read_as_repetitions():
    [row] = [row for item, row in ROWS if item == "gr-walk-run" and row.sets and row.reps][:1]

    assert row.reps is not None
    assert row.reps.unit == "minute"
    assert dose_line(row).count.endswith(" min")


def test_every_number_of_a_dose_stands_in_its_line():
    """Nothing that is stored is left unsaid, but a count of one and a rest of none."""
    for item, row in ROWS:
        words = dose_words(row).replace("–", " ").replace("-", " ")
        said = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", words)]
        for amount in (row.sets, row.reps, row.hold, row.duration, row.rest):
            for number in {amount.amount, amount.high} if amount else ():
                assert round(number, 2) in said or number in (0, 1), (item, words)


def test_advice_is_a_talk_and_no_set():
    row = next(row for item, row in ROWS if item == "ed-tendon")

    assert dose_words(row).lower().startswith("at visit")
    assert ", talk, " in dose_words(row)
    assert "set" not in dose_words(row)
