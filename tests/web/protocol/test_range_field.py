"""A number or a range is read as a person reads it, or not at all."""

import itertools
import re

import pytest

from planner.web.protocol.range_field import read_range, typed_again


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
