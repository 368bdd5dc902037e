"""The clinician's record tells who saw what when, what was signed, and why odd facts are true."""

import pytest

from planner.documents.values import Edition
from planner.workflow.answers import record_answers
from planner.workflow.deciding import KEEP_OPEN, SET_ASIDE, Decision, sign_rulings
from planner.workflow.issuing import preview
from planner.workflow.odd_facts import explain_facts
from planner.workflow.papers import CLINICIAN
from planner.workflow.words import record_words
from tests.workflow.desk import given, pressed

EARLIER = 12
pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest.fixture
def record(desk):
    """The record of a second visit, as the press gets it, printed after what a test did."""

    def printed():
        kept = []

        def press(document, edition):
            kept.append(document)
            return pressed(document, edition)

        preview(
            desk.db,
            desk.actor,
            desk.visit,
            document=CLINICIAN,
            edition=Edition.STANDARD,
            knowledge=desk.knowledge,
            clock=desk.clock,
            press=press,
        )
        return kept[0]

    desk.open()
    desk.record_case()
    desk.clock.move(days=EARLIER)
    desk.open_next()
    return printed


def test_each_answer_of_the_record_is_printed_with_its_age_and_who_gave_it(desk, record):
    """HZ-010-C3, on paper."""
    desk.know(record_answers, given({"sitting-pain": "present"}))

    made = record()

    [group] = made.answers
    when = {row.finding: row.when for row in group.rows}
    assert f"({EARLIER} days before), {desk.actor.name}" in when["Bent-knee stretch test"]
    assert "before" not in when["Pain when sitting"]
    assert desk.actor.name in when["Pain when sitting"]
    [absent] = [line.text for line in made.absent if line.label == "Absent, seen"]
    assert f"{EARLIER} days before" in absent


def test_what_was_signed_stands_beside_what_was_computed(desk, record):
    """Design 4: computed verdict and clinician's decision are two things, both kept."""
    signed = [
        Decision(condition="shingles", decision=SET_ASIDE),
        Decision(condition="lumbar-radiculopathy", decision=KEEP_OPEN),
    ]
    desk.answer(rash_or_burning_skin="absent")
    desk.know(sign_rulings, signed)
    name = desk.knowledge.pack.presentation.conditions["shingles"].name

    rows = {row.condition: row.decision for row in record().differential}

    assert rows[name].startswith(f"set aside, {desk.actor.name}, ")
    assert "Signed when" not in rows[name]
    desk.answer(rash_or_burning_skin="present")
    rows = {row.condition: row.decision for row in record().differential}
    assert "Signed when it was ruled out" in rows[name]


def test_why_a_sentence_names_the_other_side_is_printed(desk, record):
    """HZ-013-C3: the reason stands among what was overridden, with the sentence and the name."""
    desk.save(record_words, {"wrong": "It bites when I run. Pain in my left buttock."})
    [fact] = desk.page().odd_facts
    desk.know(explain_facts, fact.id, "She means the old injury of 2019.")

    [row] = record().overrides

    assert "Pain in my left buttock." in row.what
    assert row.reason == "She means the old injury of 2019."
    assert row.signed == desk.actor.name
