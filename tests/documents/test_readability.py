"""The reading grade that clinicians see, and the sentence that raises it."""

from statistics import mean

import pytest
import textstat

from planner.documents.readability import ENOUGH, grade_of, read, syllables
from tests.documents.filling.test_reading import blocks


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("run", 1),
        ("hold", 1),
        ("stretches", 2),
        ("exercise", 3),
        ("pelvis", 2),
        ("easy", 2),
        ("table", 2),
        ("moved", 1),
        ("loaded", 2),
        ("tendinopathy", 5),
        ("area", 2),
        ("30", 1),
        ("one-leg", 2),
        ("physiotherapist", 6),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert abs(syllables(word) - count) <= (1 if count > 4 else 0)


def test_the_grade_stays_beside_that_of_textstat_over_all_the_pages():
    long_blocks = [text for text in blocks() if len(text.split()) >= ENOUGH]

    apart = [grade_of(text) - textstat.flesch_kincaid_grade(text) for text in long_blocks]

    assert abs(mean(apart)) < 0.5
    assert mean(map(abs, apart)) < 0.6


def test_the_sentence_that_raises_the_grade_is_the_one_named():
    hard = "Progressive isometric rehabilitation facilitates tendinous reconditioning."

    reading = read(f"Lie on your back. {hard} Hold for ten. Rest.")

    assert reading.hardest == hard
    assert reading.is_hard
    assert "rehabilitation" in reading.long_words


def test_a_long_sentence_of_short_words_is_named_too():
    reading = read("You can run and then walk and then run and walk " * 3 + ".")

    assert reading.hardest_words > 20
    assert reading.hardest


@pytest.mark.parametrize("text", ["", "   ", "…", "?!"])
def test_a_text_without_a_word_has_no_grade(text):
    assert read(text).words == 0
    assert not read(text).is_hard


def test_plain_words_are_not_called_hard():
    reading = read("Lie on your back. Bend your knees. Lift your hips and hold. Rest for a minute.")

    assert reading.grade < 3
    assert not reading.is_hard
    assert not reading.is_enough
