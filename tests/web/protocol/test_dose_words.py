"""Doses in words, for every row of the pack: bold count first, units, no needless zero."""

import itertools
import re

import pytest

from planner.web.protocol.dose_words import dose_line, dose_words
from planner.web.protocol.range_field import read_range, typed_again
from tests.workflow.desk import the_knowledge

ROWS = [
    (item.id, row)
    for item in the_knowledge().pack.library.interventions.values()
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


@pytest.mark.parametrize(
    "text", ["3,5", ".5", "5.", "1e3", "-3", "030", "3 5", "30-", "45-30", "x"]
)
def test_a_number_in_another_style_is_not_read(text):
    """HZ-022-C1."""
    assert read_range(text) is None


def test_what_is_read_is_what_a_person_reads():
    """HZ-022-T1: every string of up to 4 signs is refused, or means what it says."""
    for length in range(1, 5):
        for signs in itertools.product("03.,- '", repeat=length):
            text = "".join(signs)
            read = read_range(text)
            if read is None:
                continue
            numbers = [float(part) for part in re.split(r" *- *", text.strip(" "))]
            assert [read.amount] + ([read.to] if read.to is not None else []) == sorted(
                set(numbers)
            ), text


def test_a_range_is_shown_as_it_is_typed():
    assert typed_again(30.0, 45.0) == "30-45"
    assert typed_again(2.5) == "2.5"
    assert typed_again(None) == ""
