"""How hard the finished words are to read, over every plan the pack can make.

Flesch-Kincaid grade on prose blocks of 30 words or more, long medical names left out: mean at
most 5, none over 7; SMOG of all of it at most 7; no sentence over 20 words.
"""

import re
import statistics
from collections.abc import Iterator
from functools import cache

import pytest
import textstat

from planner.documents.filling import patient_plan
from planner.documents.values import PatientPlan
from tests.documents.filling.worked_plans import every_plan
from tests.packs import the_pack

BLOCK = 30
FORBIDDEN = ("ruled out", "cracking", "come off the bone", "tear apart")


def prose(plan: PatientPlan) -> Iterator[str]:
    """The text a person reads as sentences, block by block."""
    yield from page_one(plan)
    yield from understanding(plan)
    for cards in (plan.exercises, plan.running):
        if cards:
            yield cards.intro
            for card in cards.cards:
                yield " ".join((*card.steps, *(line.text for line in card.lines)))
    for advice in plan.every_day:
        yield " ".join((*advice.points, advice.text))
    if plan.diary:
        yield " ".join((plan.diary.intro, *plan.diary.blanks, plan.diary.closing))
    if plan.ladder:
        for step in plan.ladder.steps:
            yield " ".join((step.line, *step.criteria))
    yield " ".join(plan.prevention)
    yield " ".join((*plan.can_still_do, plan.if_things_slip, plan.missed_day, *plan.sources))


def page_one(plan: PatientPlan) -> Iterator[str]:
    if plan.notice:
        forbidden = (f"Do not {line.lower()}." for line in plan.notice.avoid)
        yield " ".join((*plan.notice.steps, *forbidden, *plan.notice.allowed))
    if plan.week:
        yield f"{plan.week.heading}. {plan.week.how} {plan.week.every_day}"
    if plan.flare:
        yield " ".join((plan.flare.when, *plan.flare.steps))


def understanding(plan: PatientPlan) -> Iterator[str]:
    if plan.what_you_have:
        what = plan.what_you_have
        yield " ".join((what.first, *what.paragraphs))
        yield " ".join(what.pointed)
    for row in plan.less_likely:
        yield f"{row.why} {row.tell_us}"
    if plan.expect:
        yield plan.expect.sentence


@cache
def blocks() -> dict[str, str]:
    """Every different block, with a plan it stands in."""
    found: dict[str, str] = {}
    for name, plan in every_plan(the_pack()):
        for text in prose(patient_plan(the_pack(), plan)):
            found.setdefault(text.replace("**", "").strip(), name)
    return found


def grades() -> dict[str, float]:
    return {
        text: textstat.flesch_kincaid_grade(text) for text in blocks() if len(text.split()) >= BLOCK
    }


def test_the_blocks_are_many_enough_to_mean_something():
    assert len(grades()) > 100


def test_the_mean_grade_is_at_most_five():
    """HZ-053-T1"""
    assert statistics.mean(grades().values()) <= 5


def test_no_block_is_above_grade_seven():
    """HZ-053-T1"""
    assert {text: grade for text, grade in grades().items() if grade > 7} == {}


def test_the_whole_is_at_most_grade_seven_by_smog():
    assert textstat.smog_index(" ".join(blocks())) <= 7


def test_no_sentence_has_more_than_twenty_words():
    """HZ-053-T1"""
    sentences = [s for text in blocks() for s in re.split(r"(?<=[.!?:])\s+", text)]

    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_page_frightens_or_says_ruled_out(word):
    assert [text for text in blocks() if word in text.lower()] == []


def test_no_placeholder_is_left_unfilled():
    assert [text for text in blocks() if "{" in text or "}" in text] == []
