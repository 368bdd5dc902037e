"""A raised rule is never folded away, and reasoning that fails never reads as all clear."""

import pytest

from planner.ruleout import assess
from planner.web.session import COOKIE
from tests.web.browsing import HOST

PAGES = ("safety-screen", "examination/talk", "rule-out", "rule-out/record")
RULE = "Suspected sacral or pelvic stress fracture"


@pytest.fixture
def warned(at_examination):
    """A visit with an urgent rule raised and nothing that stops it."""
    at_examination.answer(past_bone_stress_injury="present", impact_pain="present")
    return at_examination


@pytest.mark.parametrize("page", PAGES)
def test_a_raised_rule_stands_outside_every_fold(signed_in, warned, page):
    """HZ-030-T4, HZ-030-C3: on each page that assesses, until somebody records what was done."""
    shown = signed_in.get(warned.at(page))

    assert RULE in shown.text
    folded = " ".join(shown.words("details"))
    everywhere = " ".join(shown.words("main"))
    assert everywhere.count(RULE) > folded.count(RULE)


def test_a_raised_rule_outlives_the_session(warned, new_browser, used_record):
    """HZ-030-T4: from another browser, with nothing of the first one, it still stands."""
    again = new_browser()
    again.client.set_cookie(COOKIE, used_record.cookie.value, domain=HOST)

    assert RULE in again.get(warned.at("rule-out")).text


def test_each_open_cause_shows_for_against_and_what_is_to_assess(signed_in, warned):
    """HZ-031-T1: the three columns are always there, empty ones said."""
    page = signed_in.get(warned.at("examination/talk"))

    for row in page.words("details.cause .cause__reasons"):
        assert "Speaks for" in row
        assert "Speaks against" in row
        assert "Still to assess" in row


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("step", ["standings", "differential", "next_findings"])
def test_reasoning_that_fails_says_so_and_clears_nothing(
    signed_in, warned, monkeypatch, page, step
):
    """HZ-039-T1: the third state, never an empty list of warnings."""
    signed_in.get(warned.at("safety-screen"))

    def broken(*_given, **_more):
        raise ArithmeticError("no chance")

    monkeypatch.setattr(assess, step, broken)
    shown = signed_in.get(warned.at(page))

    assert shown.status == 500
    for word in ("No red-flag rule", "clear", "Ruled out", "ruled out"):
        assert word not in shown.text
