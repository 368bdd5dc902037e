"""HZ-013-T2: a sentence that names the other side is asked about, and hardly any other is."""

from pathlib import Path

import pytest
import yaml

from planner.clinical.answers import Side
from planner.clinical.side_words import naming_the_other_side

SENTENCES = yaml.safe_load(Path(__file__).with_name("side_sentences.yaml").read_text("utf-8"))


def listed(kind: str) -> list[tuple[Side, str]]:
    return [(Side(side), text) for side, texts in SENTENCES[kind].items() for text in texts]


def test_there_are_two_hundred_sentences_of_both_kinds_and_sides():
    assert len(listed("asked")) == len(listed("not_asked")) == 100


def test_nearly_every_contradiction_is_asked_about():
    """HZ-013-T2: at least 95 %."""
    missed = [text for side, text in listed("asked") if not naming_the_other_side(text, side)]
    assert len(missed) <= 5, missed


def test_hardly_any_question_is_false():
    """HZ-013-T2: under 5 %."""
    false = [text for side, text in listed("not_asked") if naming_the_other_side(text, side)]
    assert len(false) < 5, false


@pytest.mark.parametrize("side", [None, Side.BOTH])
def test_without_one_side_there_is_no_other(side: Side | None):
    """HZ-013-T2: nothing is compared with a side that nobody chose."""
    assert naming_the_other_side("Pain in the left buttock.", side) == ()


def test_the_sentence_is_told_as_it_was_typed():
    text = "Sitting is worst. Pain in the LEFT buttock, since May!\nRuns 30 km a week."
    assert naming_the_other_side(text, Side.RIGHT) == ("Pain in the LEFT buttock, since May!",)
