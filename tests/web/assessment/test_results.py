"""Investigations: asked for, signed with day and note, taken back with a reason; what changed."""

import pytest

from tests.web.browsing import Browser, Page

X_RAY = "results/pelvis-x-ray"


@pytest.fixture
def popped(teenager):
    teenager.answer(pop_felt="present", cannot_bear_weight="absent")
    return teenager


def do(browser: Browser, visit, what: str, **fields: str) -> Page:
    browser.get(visit.address(X_RAY))
    return browser.post(visit.address(X_RAY), {"do": what, **fields})


def test_what_would_resolve_a_raised_rule_is_named_first(signed_in, popped):
    page = signed_in.get(popped.address("results"))

    assert "Suspected avulsion of the ischial tuberosity" in page.text
    [first, *_] = page.words("#main dl")
    assert "Radiograph of the pelvis" in first
    assert "no avulsion" in first


def test_an_investigation_asked_for_waits_for_its_result(signed_in, popped):
    page = do(signed_in, popped, "ask", ask_note="GP, by Friday")

    assert page.address == popped.address("results")
    assert "GP, by Friday" in page.text
    assert page.words("#waiting + p") == ["1"]


def test_a_signed_result_resolves_the_rule_and_says_what_changed(signed_in, popped):
    page = do(signed_in, popped, "sign", result="no-avulsion", on="23 11 2026", note="Dr Example")

    assert "No avulsion, Mon 23 Nov 2026, signed by A. Example" in page.text
    assert any("raised, now resolved" in words for words in page.words(".result__changed li"))
    screen = signed_in.get(popped.address("safety-screen"))
    assert "Suspected avulsion" not in " ".join(screen.words(".urgency h2"))
    assert "Resolved by a signed result: Suspected avulsion" in screen.text


def test_the_yes_that_a_result_resolved_stays_on_the_screen(signed_in, visit):
    visit.answer(getting_worse="present", walking_worse="present")
    signed_in.get(visit.address("results/mri-pelvis"))
    signed_in.post(
        visit.address("results/mri-pelvis"),
        {"do": "sign", "result": "no-tumour-or-infection", "on": "23 11 2026"},
    )

    screen = signed_in.get(visit.address("safety-screen"))

    assert "Growing pain" in screen.words("#screen-waiting")[0]
    assert screen.words("#getting-worse-row summary")[0].endswith("Yes Change")


def test_a_result_is_taken_back_with_a_reason_and_the_rule_speaks_again(signed_in, popped):
    do(signed_in, popped, "sign", result="no-avulsion", on="23 11 2026")
    page = do(signed_in, popped, "withdraw", reason="")
    assert page.errors() == ["Say why the result is taken back"]

    page = do(signed_in, popped, "withdraw", reason="Another person's film")

    assert "Taken back: no avulsion" in page.text
    assert "Another person's film" in page.text
    assert signed_in.get(popped.address("safety-screen")).select(".urgency")


def test_a_result_needs_to_be_chosen_and_have_its_day(signed_in, popped):
    """HZ-014-C1: no result is chosen beforehand."""
    assert signed_in.get(popped.address(X_RAY)).select("input:checked") == []
    page = do(signed_in, popped, "sign")
    assert page.errors() == [
        "Choose what it showed",
        "Enter the day of the result as day, month and year",
    ]
    page = do(signed_in, popped, "sign", result="no-avulsion", on="24 11 2026", note="As read")
    assert page.errors() == ["24 November 2026 is in the future."]
    assert "As read" in page.html
    assert popped.read().investigations == ()


def test_a_result_that_changes_nothing_says_so(signed_in, popped):
    page = do(signed_in, popped, "sign", result="normal", on="23 11 2026")

    assert page.words(".result__changed")


def test_an_investigation_that_is_not_in_the_pack_is_no_page(signed_in, popped):
    assert signed_in.get(popped.address("results/horoscope")).status == 404


def test_in_an_emergency_the_results_wait_for_the_outcome(signed_in, visit):
    visit.answer(saddle_sensory_change="present")

    assert signed_in.get(visit.address("results")).address == visit.address("emergency")


def test_it_is_reached_from_the_rule_out_page_and_from_the_record(signed_in, popped):
    results = popped.address("results")
    for address in (popped.address("rule-out"), f"/people/{popped.ref.person_id}"):
        links = [str(e.get("href")) for e in signed_in.get(address).select("main a")]
        assert results in links, address
