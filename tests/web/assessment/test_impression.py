"""The ranked list opens behind the clinician's own impression, or one press that skips it."""

import pytest

from planner.workflow.answers import record_answers
from planner.workflow.deciding import choose_diagnosis
from tests.workflow.desk import a_case_file, given

TENDON = "proximal-hamstring-tendinopathy"
BURSITIS = "ischial-bursitis"


@pytest.fixture
def closed(visit):
    """Everything of the worked case is answered; no impression was asked for."""
    visit.know(record_answers, given(a_case_file()["answers"]))
    return visit


def causes_in(page) -> list[object]:
    return page.select(".cause, .signing, [data-band]")


@pytest.mark.parametrize("name", ["rule-out", "rule-out/record", "what-if"])
def test_the_list_is_not_in_the_page_before_the_impression_is_stored(signed_in, closed, name):
    """HZ-031-T2"""
    page = signed_in.get(closed.at(name))

    assert page.address == closed.at("impression")
    assert causes_in(page) == []
    assert "%" not in page.words("main")[0]
    assert page.select("option[selected]")[0].get("value") == ""


@pytest.mark.parametrize("place", ["talk", "standing", "baseline"])
def test_the_board_beside_the_examination_keeps_its_rules_and_hides_its_order(
    signed_in, closed, place
):
    """HZ-031-T2"""
    closed.answer(night_pain="present", unexplained_weight_loss="present")

    page = signed_in.get(closed.at(f"examination/{place}"))

    assert causes_in(page) == []
    assert page.select("#rule-out-board .open-rule--raised")
    assert page.select("#rule-out-board a[href$=impression]")
    assert "closed until you record" in page.words("#board-line")[0]


def test_nothing_is_signed_about_causes_that_were_not_shown(signed_in, closed):
    hidden = signed_in.get(closed.at("impression")).hidden_fields(closed.at("impression"))

    sent = signed_in.post(closed.at("rule-out"), {**hidden, "decision--shingles": "set-aside"})

    assert sent.address == closed.at("impression")

    assert closed.read().rulings == {}


def test_the_impression_is_kept_and_shown_beside_the_order(signed_in, closed):
    signed_in.get(closed.at("impression"))

    page = signed_in.post(closed.at("impression"), {"condition": BURSITIS, "note": "Sore to sit"})

    assert page.address == closed.at("rule-out")
    said = page.words(".impression")[0]
    assert "Ischial (ischiogluteal) bursitis (Sore to sit), A. Example" in said
    assert "by the findings" in said
    assert " of 41" in said
    record = signed_in.get(closed.at("rule-out/record"))
    assert "Impression before the order was shown: Ischial (ischiogluteal) bursitis" in record.text


def test_it_forces_nobody_to_agree(signed_in, closed, knowledge):
    signed_in.get(closed.at("impression"))
    signed_in.post(closed.at("impression"), {"condition": BURSITIS})
    before = closed.read().assessment

    signed_in.get(closed.at("rule-out"))
    signed_in.post(closed.at("rule-out/diagnosis"), {"condition": TENDON})

    read = closed.read()
    assert read.impression.value == BURSITIS
    assert read.working_diagnosis.value == TENDON
    order = [ruling.condition.id for ruling in before.differential]
    assert [ruling.condition.id for ruling in read.assessment.differential] == order


def test_one_press_skips_it_and_the_record_says_so(signed_in, closed):
    signed_in.get(closed.at("impression"))

    page = signed_in.post(closed.at("impression/skip"), {})

    assert page.address == closed.at("rule-out")
    assert "skipped, A. Example" in page.words(".impression")[0]
    record = signed_in.get(closed.at("rule-out/record"))
    assert "opened without an own impression." in record.text


def test_skipping_never_takes_an_impression_back(signed_in, closed):
    signed_in.get(closed.at("impression"))
    hidden = signed_in.get(closed.at("impression")).hidden_fields(closed.at("impression/skip"))
    signed_in.post(closed.at("impression"), {"condition": BURSITIS})

    signed_in.post(closed.at("impression/skip"), hidden)

    assert closed.read().impression.value == BURSITIS


def test_a_cause_that_is_not_on_the_list_is_named(signed_in, closed):
    signed_in.get(closed.at("impression"))

    refused = signed_in.post(closed.at("impression"), {"condition": "another-cause"})
    assert refused.errors() == ["Name the other cause."]

    page = signed_in.post(
        closed.at("impression"), {"condition": "another-cause", "note": "Coccydynia"}
    )
    assert "Coccydynia, A. Example" in page.words(".impression")[0]


def test_an_episode_whose_list_was_seen_before_stays_open(signed_in, closed):
    closed.know(choose_diagnosis, TENDON)

    page = signed_in.get(closed.at("rule-out"))

    assert page.address == closed.at("rule-out")
    assert page.select(".signing")
