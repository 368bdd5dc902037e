from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.documents.foot import ROOM, foot_of, shorten, text_width
from planner.documents.values import Edition
from tests.documents.example_identity import an_identity


@given(st.text(max_size=120), st.floats(3, 40))
def test_a_shortened_text_is_never_wider_than_its_room(text: str, width: float):
    assert text_width(shorten(text, width)) <= width


def test_a_text_with_room_is_left_as_it_is():
    assert shorten("Example Runner", 20) == "Example Runner"


def test_a_text_is_cut_at_a_word_and_shows_that_it_was():
    assert shorten("The Old Mill Clinic for Sport", 12) == "The Old Mill Clinic for…"


def test_a_short_identity_is_printed_whole_in_every_edition():
    for edition in Edition:
        foot = foot_of(an_identity(), edition)

        assert foot.person == "Example Runner"
        assert foot.by == "A. Example, Example Clinic"
        assert foot.shortened == ()


def test_what_was_cut_is_kept_for_printing_in_full():
    foot = foot_of(an_identity(clinic="Clinic " * 40), Edition.STANDARD)

    assert foot.by.endswith("…")
    assert foot.shortened == (("Therapist and clinic", f"A. Example, {'Clinic ' * 40}"),)


def test_an_unknown_birth_date_is_said_in_words():
    foot = foot_of(an_identity(born="date of birth not given"), Edition.STANDARD)

    assert foot.born == "date of birth not given"


def test_therapist_and_clinic_take_a_line_of_their_own_rather_than_break_in_two():
    foot = foot_of(an_identity(therapist="A. Example, physiotherapist"), Edition.STANDARD)
    with_a_long_name = foot_of(an_identity(person="Example " * 5), Edition.STANDARD)

    assert foot.by_has_line
    assert foot.shortened == ()
    assert not with_a_long_name.by_has_line


@pytest.mark.parametrize("person", ["Example Runner", "Maximilian-Alexander Example-Sample"])
@pytest.mark.parametrize("code", ["CD7V44", "CD7V44 + QX2K81"])
def test_in_large_print_the_foot_has_four_lines_at_most(person: str, code: str):
    """HZ-003: a fifth line would run off the sheet, with it the version or the clinic."""
    ours = an_identity(person=person, born="30 September 1998", side="right side", kind="Plans")
    ours = replace(ours, clinic="Example Clinic of a long name, which many are, in Exampletown")
    foot = foot_of(replace(ours, code=code, version="12 + 11"), Edition.LARGE)
    width = ROOM[Edition.LARGE].line_width

    texts = (f"{foot.person} · {foot.born}", f"{foot.side} · {foot.plan}")
    lines = [2 if text_width(text) > width else 1 for text in texts]
    left = ROOM[Edition.LARGE].lines - sum(lines)
    assert left >= 1
    assert text_width(f"{foot.date} · {foot.by}") <= left * ROOM[Edition.LARGE].by_width


@pytest.mark.parametrize("person", ["Example Runner", "Maximilian-Alexander Example-Sample"])
@pytest.mark.parametrize("code", ["CD7V44", "CD7V44 + QX2K81"])
def test_the_foot_has_three_lines_at_most(person: str, code: str):
    """HZ-003"""
    ours = an_identity(person=person, born="30 September 1998", clinic="Example Clinic " * 9)
    foot = foot_of(replace(ours, code=code, version="12 + 11"), Edition.STANDARD)
    room = ROOM[Edition.STANDARD]

    first = text_width(f"{foot.person} · {foot.born} · {foot.side}")
    second = f"{foot.plan} · {foot.date}"
    if foot.by_has_line:
        assert first <= room.line_width
        assert text_width(foot.by) <= room.by_width
    else:
        second = f"{second} · {foot.by}"
    assert text_width(second) <= room.line_width


def test_in_large_print_therapist_and_clinic_run_below_the_page_number_before_they_are_cut():
    ours = an_identity(therapist="A. Example, physiotherapist", clinic="Example Clinic")

    foot = foot_of(ours, Edition.LARGE)

    assert foot.by == "A. Example, physiotherapist, Example Clinic"
    assert foot.shortened == ()
