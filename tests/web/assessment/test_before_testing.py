"""Before testing: what each yes takes off, consent at each visit, a rule that speaks leads."""

from tests.web.browsing import Browser, Page


def open_page(browser: Browser, visit) -> Page:
    return browser.get(visit.address("before-testing"))


def test_the_questions_are_put_and_nothing_is_chosen(signed_in, visit):
    page = open_page(signed_in, visit)

    names = [str(e.get("id")) for e in page.select("fieldset.answer")]
    assert names == [
        "past-bone-stress-injury",
        "low-energy-availability",
        "menstrual-disturbance",
        "pregnant-or-postpartum",
        "tendon-risk-medicine",
        "hip-replacement",
        "anticoagulant-use",
    ]
    assert page.select("input:checked") == []
    assert "Not known yet" in page.words("#testing-off")[0]


def test_each_question_says_what_a_yes_would_take_off(signed_in, visit):
    page = open_page(signed_in, visit)

    assert "A yes would take off:" in page.words("#hip-replacement-row")[0]
    assert "single-leg hop" in page.words("#past-bone-stress-injury-row")[0].lower() or (
        "hop" in page.words("#past-bone-stress-injury-row")[0].lower()
    )


def test_a_yes_takes_its_tests_off_today_with_the_reason(signed_in, visit):
    open_page(signed_in, visit)

    told = signed_in.save_at_once(visit.address("before-testing"), {"hip-replacement": "present"})

    assert "can dislocate it" in told["regions"]["testing-off"]
    assert "can dislocate it" in open_page(signed_in, visit).words("#testing-off")[0]


def test_a_pregnant_patient_has_no_forced_pelvic_test(signed_in, visit):
    visit.answer(pregnant_or_postpartum="present", leg_swollen_now="absent")

    page = open_page(signed_in, visit)

    assert "no forced test of the sacroiliac joint" in page.words("#testing-off")[0]


def test_consent_is_asked_at_each_visit_and_never_carried_over(
    signed_in, first_visit, second_visit
):
    """HZ-015-T1"""
    open_page(signed_in, first_visit)
    signed_in.post(first_visit.address("before-testing"), {"examination": "given"})
    assert first_visit.read().consent["examination"].value == "given"

    page = open_page(signed_in, second_visit)

    assert page.select("input:checked") == []
    assert second_visit.read().consent == {}


def test_consent_and_its_note_are_saved_at_once_each_without_the_other(signed_in, visit):
    open_page(signed_in, visit)

    told = signed_in.save_at_once(
        visit.address("before-testing"), {"chaperone": "offered-declined"}
    )
    signed_in.save_at_once(
        visit.address("before-testing"),
        {"chaperone_note": "Prefers none", "version": told["version"]},
    )

    entry = visit.read().consent["chaperone"]
    assert (entry.value, entry.note) == ("offered-declined", "Prefers none")


def test_a_note_without_an_answer_is_refused_and_kept(signed_in, visit):
    open_page(signed_in, visit)

    page = signed_in.post(visit.address("before-testing"), {"examination_note": "Said maybe"})

    assert page.status == 400
    assert page.errors() == ["Choose an answer to go with the note"]
    assert page.select_one("#examination_note").get("value") == "Said maybe"


def test_who_decides_for_somebody_else_is_named(signed_in, teenager):
    page = open_page(signed_in, teenager)
    assert "parent or guardian" in page.words(".notice")[0]

    page = signed_in.post(
        teenager.address("before-testing"), {"capacity": "parent-or-guardian", "capacity_note": ""}
    )
    assert page.errors() == ["Write who agreed"]
    signed_in.post(
        teenager.address("before-testing"),
        {"capacity": "parent-or-guardian", "capacity_note": "Father, present"},
    )

    assert teenager.read().consent["capacity"].note == "Father, present"


def test_an_adult_is_not_asked_for_a_guardian(signed_in, visit):
    assert "Under 16" not in open_page(signed_in, visit).text


def test_declined_consent_is_said_where_the_way_goes_on(signed_in, visit):
    open_page(signed_in, visit)
    signed_in.post(visit.address("before-testing"), {"examination": "declined"})

    assert "was declined" in open_page(signed_in, visit).words("#testing-end")[0]


def test_a_rule_that_speaks_leads_this_page_too(signed_in, teenager):
    teenager.answer(pop_felt="present")

    page = open_page(signed_in, teenager)

    assert "Urgent: radiograph within days" in page.words(".rule-line")[0]
    assert "questions left" in page.words(".rule-line--gap")[0]


def test_an_answer_that_raises_an_emergency_leaves_for_its_page(signed_in, visit):
    visit.answer(trauma_on_buttock="present")
    open_page(signed_in, visit)

    told = signed_in.save_at_once(visit.address("before-testing"), {"anticoagulant-use": "present"})

    assert told["go"] == visit.address("emergency")
    assert open_page(signed_in, visit).address == visit.address("emergency")


def test_earlier_answers_are_marked_and_asked_again(signed_in, first_visit, second_visit):
    """HZ-015-T1, HZ-015-T2"""
    first_visit.answer(hip_replacement="absent", anticoagulant_use="present")

    page = open_page(signed_in, second_visit)

    assert page.words("#hip-replacement-row .row__carried") == [
        "No at visit 1, Mon 16 Nov 2026 (7 days ago): ask again."
    ]
    assert page.words("#anticoagulant-use-row .row__carried") == [
        "Yes at visit 1, Mon 16 Nov 2026 (7 days ago): it stands until asked again."
    ]
    assert page.select("input:checked") == []


def test_what_is_worked_out_is_not_counted_as_a_question(signed_in, visit, knowledge):
    """A step that counted it could not be finished here: its parts are asked at the examination."""
    asked = [n for n in knowledge.pack.presentation.head.before_testing if "-known" not in n]
    answers = {n.replace("-", "_"): "absent" for n in asked if n != "acute-tear-possible"}
    visit.answer(**answers)
    open_page(signed_in, visit)

    page = signed_in.post(visit.address("before-testing"), {"examination": "given"})

    assert "/examination" in page.address
    assert open_page(signed_in, visit).words(".screen-head__count") == ["8 of 8 answered"]
