"""Facts that do not fit together, from the page: corrected or explained, never ordered (HZ-033)."""

from planner.clinical.answers import Side
from planner.workflow.answers import record_answers
from planner.workflow.protocol import protocol
from planner.workflow.waiting import ODD
from planner.workflow.words import record_words
from tests.workflow.desk import a_case_file, given

REASON = "The lift was the day before, and nothing was felt then."


def contradict(visit) -> None:
    visit.know(record_answers, given(a_case_file()["answers"]))
    visit.answer(mechanism_none="present", mechanism_lift="present")


def explain(browser, visit, about: str, reason: str):
    browser.get(visit.at("odd-facts"))
    return browser.post(visit.at("odd-facts"), {"about": about, "reason": reason})


def waits(visit, about: str) -> bool:
    """Whether the issue waits for it."""
    with visit.app.extensions["planner"].open_session() as db:
        board = protocol(db, visit.ref, knowledge=visit.knowledge, clock=visit.clock)
    return about in {waiting.id for waiting in board.waiting if waiting.kind == ODD}


def test_no_order_is_told_until_it_is_corrected(signed_in, visit):
    """HZ-033-T1, HZ-033-C2"""
    contradict(visit)

    page = signed_in.get(visit.at("rule-out"))

    assert page.address == visit.at("odd-facts")
    assert "It began without anything special, and in a stretch" in page.text
    assert page.select(".cause, .signing, [data-band]") == []
    board = signed_in.get(visit.at("examination/standing"))
    assert board.select("#rule-out-board .cause") == []
    assert board.select("#rule-out-board a[href$=odd-facts]")

    visit.answer(mechanism_none="not-assessed")
    assert signed_in.get(visit.at("rule-out")).address == visit.at("impression")


def test_a_signed_reason_opens_it_and_is_kept_and_printed(signed_in, visit):
    """HZ-033-T3"""
    contradict(visit)

    empty = explain(signed_in, visit, "mechanism-and-none", "")
    assert "Say in a few words why it is true all the same" in empty.text
    page = explain(signed_in, visit, "mechanism-and-none", REASON)

    assert f"True all the same: {REASON}" in page.text
    assert signed_in.get(visit.at("rule-out")).address == visit.at("impression")
    [fact] = visit.read().odd_facts
    assert fact.reason.reason == REASON
    assert fact.reason.signed_by


def test_a_sentence_that_names_the_other_side_is_asked_about_before_the_issue(signed_in, visit):
    """HZ-013-T2, HZ-013-C3: the question, the answer, and no question after it."""
    visit.know(record_answers, given(a_case_file()["answers"]))
    visit.hurts(Side.RIGHT)
    visit.save(record_words, {"wrong": "It bites when I run. Pain in my left buttock."})
    [fact] = visit.read().odd_facts

    page = signed_in.get(visit.at("odd-facts"))

    assert page.words("blockquote") == ["Pain in my left buttock."]
    assert signed_in.get(visit.at("rule-out")).address != visit.at("odd-facts")
    assert waits(visit, fact.id)
    explain(signed_in, visit, fact.id, "She means the old injury of 2019.")
    [answered] = visit.read().odd_facts
    assert answered.reason is not None
    assert not waits(visit, fact.id)
