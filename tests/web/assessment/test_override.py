"""Going on with an incomplete screen: every question named, never in an emergency."""

from tests.web.browsing import Browser

REASON = "Answered by telephone yesterday, repeated at the next visit"


def sign(browser: Browser, visit, reason: str):
    browser.get(visit.address("override"))
    return browser.post(visit.address("override"), {"reason": reason})


def test_it_names_every_question_that_was_left(signed_in, visit, knowledge):
    visit.answer(fever_unwell="absent")

    page = signed_in.get(visit.address("override"))

    findings = knowledge.pack.library.findings
    left = [findings[name].name for name in visit.read().assessment.screen_gaps]
    assert page.words(".left-questions li") == left
    assert "Fever, shivering or feeling ill" not in left


def test_a_signed_reason_lets_the_visit_go_on_and_stands_on_the_screen(signed_in, visit):
    page = sign(signed_in, visit, REASON)

    assert page.address == visit.address("before-testing")
    assert visit.read().screen_override.value == REASON
    assert visit.read().case.screen_override.signed_by == "A. Example"
    assert REASON in signed_in.get(visit.address("safety-screen")).text


def test_it_is_never_signed_without_a_reason(signed_in, visit):
    """HZ-014-T4: going on while a must-ask item is not asked needs a typed reason."""
    for reason in ("", "later"):
        page = sign(signed_in, visit, reason)
        assert page.status == 400
        assert page.errors()
    assert visit.read().screen_override is None


def test_an_emergency_cannot_be_overridden(signed_in, visit):
    signed_in.get(visit.address("override"))
    visit.answer(saddle_sensory_change="present")

    page = signed_in.post(visit.address("override"), {"reason": REASON})

    assert page.address == visit.address("emergency")
    assert visit.read().screen_override is None


def test_after_its_outcome_an_emergency_that_stands_still_cannot_be_overridden(signed_in, visit):
    from planner.workflow.emergencies import record_outcome

    visit.answer(saddle_sensory_change="present")
    visit.know(record_outcome, "cauda-equina", "accepted", "On-call registrar, 10:42")

    page = signed_in.get(visit.address("override"))
    assert "No reason lifts an emergency" in page.text
    assert page.select("textarea") == []
    screen = signed_in.get(visit.address("safety-screen"))
    fields = {**screen.hidden_fields(), "reason": REASON}
    assert signed_in.post(visit.address("override"), fields).status == 400
    assert visit.read().screen_override is None


def test_a_complete_screen_has_nothing_to_override(signed_in, visit, knowledge):
    always = knowledge.pack.presentation.head.always_screen
    visit.answer(**{name.replace("-", "_"): "absent" for name in always})

    page = signed_in.get(visit.address("override"))

    assert page.address == visit.address("safety-screen")
    assert "Save and go to before testing" in page.text
