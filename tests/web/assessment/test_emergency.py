"""The page an emergency takes over: do, say, ask on, correct, and one recorded outcome."""

import pytest

from planner.workflow.clinic import Clinic, save_clinic
from tests.web.browsing import Browser, Page

NUMB = "saddle-sensory-change"
RULE = "cauda-equina"


@pytest.fixture
def alarmed(visit):
    """A visit at which numbness between the legs was just recorded."""
    visit.answer(saddle_sensory_change="present")
    return visit


def open_page(browser: Browser, visit) -> Page:
    return browser.get(visit.address("emergency"))


def record(browser: Browser, visit, rule: str = RULE, **fields: str) -> Page:
    open_page(browser, visit)
    return browser.post(visit.address(f"emergency/{rule}"), fields)


def test_it_says_what_to_do_and_say_and_why(signed_in, alarmed):
    page = open_page(signed_in, alarmed)

    assert page.heading == "Stop. Emergency until answered."
    assert "Suspected cauda equina syndrome: now; MRI within 4 hours" in page.text
    assert page.words(".decides .row__name")[0].startswith("When did that change start?")
    assert page.words(".emergency .steps li")[0] == "Stop the examination."
    assert "nerves to your bladder could be squeezed" in page.words(".say")[0]
    assert "Raised by saddle or perianal numbness" in page.text
    assert "Recorded 10:15 by A. Example" in page.text
    assert "girft2023" in page.text
    assert page.select("input:checked") == page.select(f"input[name={NUMB}]:checked")


def test_every_page_of_the_visit_leads_here_and_people_stays_reachable(signed_in, alarmed):
    for name in ("safety-screen",):
        assert signed_in.get(alarmed.address(name)).address == alarmed.address("emergency")
    assert signed_in.get("/people").status == 200
    assert signed_in.get(f"/people/{alarmed.ref.person_id}").status == 200


def test_it_says_so_where_the_clinic_has_no_number(signed_in, alarmed):
    page = open_page(signed_in, alarmed)

    assert "No number in the clinic's settings" in page.text


def test_the_number_is_the_clinics_own_with_the_day_it_was_saved(
    app, lead, clock, knowledge, signed_in, alarmed
):
    with app.extensions["planner"].open_session() as db:
        clinic = Clinic(name="Example Clinic", emergency_telephone="01632 960 000")
        save_clinic(db, lead, 0, clinic, knowledge=knowledge, clock=clock)

    page = open_page(signed_in, alarmed)

    assert page.select_one(".telephone__number").get("href") == "tel:01632960000"
    assert "saved Mon 23 Nov 2026" in page.words(".telephone")[0]


def test_when_a_symptom_began_is_kept_as_told_with_the_day_it_was_taken_for(signed_in, alarmed):
    open_page(signed_in, alarmed)

    told = signed_in.save_at_once(
        alarmed.address("emergency"), {f"began--{NUMB}": "Friday evening"}
    )
    signed_in.save_at_once(
        alarmed.address("emergency"), {f"worse--{NUMB}": "present", "version": told["version"]}
    )

    onset = alarmed.read().onsets[NUMB]
    assert onset.began == "Friday evening"
    assert f"{onset.began_on}" == "2026-11-20"
    assert onset.worse == "present"
    assert "Taken as Fri 20 Nov 2026." in open_page(signed_in, alarmed).text


def test_a_day_in_the_future_is_refused_at_its_field_and_stays_typed(signed_in, alarmed):
    open_page(signed_in, alarmed)

    page = signed_in.post(alarmed.address("emergency"), {f"began--{NUMB}": "24 11 2026"})

    assert page.status == 400
    assert page.errors() == ["24 November 2026 is in the future."]
    assert page.select_one(f"input[name=began--{NUMB}]").get("value") == "24 11 2026"
    told = signed_in.save_at_once(alarmed.address("emergency"), {f"began--{NUMB}": "24 11 2026"})
    assert told["status"] == 400
    assert "future" in told["words"]


def test_what_is_not_known_yet_is_asked_here_and_then_has_its_own_time(signed_in, alarmed):
    page = open_page(signed_in, alarmed)
    assert page.select("#bladder-change")

    told = signed_in.save_at_once(alarmed.address("emergency"), {"bladder-change": "present"})

    assert alarmed.said("bladder-change") == "present"
    assert told["go"] is None
    assert told["focus"] == "began--bladder-change"
    assert open_page(signed_in, alarmed).select("input[name=began--bladder-change]")


def test_a_no_is_kept_in_its_place_without_leaving_the_page(signed_in, alarmed):
    open_page(signed_in, alarmed)

    told = signed_in.save_at_once(alarmed.address("emergency"), {"bladder-change": "absent"})

    assert told["go"] is None
    assert told["focus"] is None
    assert "Change passing urine" in told["regions"]["emergency-asking"]


def test_a_slip_is_corrected_here_and_closed_as_one(signed_in, alarmed):
    page = record(signed_in, alarmed, outcome="recorded-in-error", note="Touched the wrong one")
    assert page.status == 400
    assert page.errors() == ["It is still raised: correct the answer first."]

    signed_in.post(alarmed.address("emergency"), {NUMB: "absent"})
    page = open_page(signed_in, alarmed)
    assert "not raised any more" in page.text
    page = record(signed_in, alarmed, outcome="recorded-in-error", note="Touched the wrong one")

    assert page.address == alarmed.address("safety-screen")
    assert not alarmed.read().alerts[0].is_open


def test_old_and_stable_is_urgent_and_no_emergency_only_once_asked(signed_in, alarmed):
    fields = {"outcome": "no-longer-an-emergency", "note": "Numb since 2019, no change"}
    page = record(signed_in, alarmed, **fields)
    assert page.status == 400
    assert "still an emergency" in page.errors()[0]

    signed_in.post(alarmed.address("emergency"), {"ces-within-14-days": "absent"})
    assert "now urgent" in open_page(signed_in, alarmed).text
    page = signed_in.post(alarmed.address(f"emergency/{RULE}"), {"by_answers": "yes"})

    assert page.address == alarmed.address("safety-screen")
    assert "within 14 days: no" in page.words(".urgency")[0]
    assert page.words(".urgency__speed")[0].startswith("Urgent MRI by the local pathway")


def test_an_outcome_needs_to_be_chosen_and_says_who_and_when(signed_in, alarmed):
    page = record(signed_in, alarmed)
    assert page.errors() == ["Choose how it ended"]
    page = record(signed_in, alarmed, outcome="accepted", whom="", time="soon", note="MRI agreed")
    assert page.errors() == [
        "Enter who you spoke to, or who took over",
        "Enter the time, for example 10:42",
    ]
    assert "MRI agreed" in page.html
    page = record(signed_in, alarmed, outcome="declined")
    assert page.errors() == ["Write in a few words what was said or corrected"]
    assert alarmed.read().alerts[0].is_open


def test_after_the_outcome_the_rule_still_leads_the_safety_screen(signed_in, alarmed):
    page = record(
        signed_in,
        alarmed,
        outcome="accepted",
        whom="On-call spinal registrar",
        time="10:42",
        note="MRI agreed",
    )

    assert page.address == alarmed.address("safety-screen")
    assert "urgency--emergency" in str(page.select(".urgency")[0].get("class"))
    assert "On-call spinal registrar, 10:42. MRI agreed" in page.words(".urgency")[0]
    assert "1 emergency rule" in page.words("#rail-gauges")[0]
    again = signed_in.get(alarmed.address(f"emergency/{RULE}"))
    assert again.address == alarmed.address("safety-screen")


def test_two_emergencies_are_both_named_and_each_has_its_outcome(signed_in, alarmed):
    alarmed.answer(chest_pain_or_breathlessness="present")

    page = open_page(signed_in, alarmed)
    assert page.heading == "Stop. 2 emergencies until answered."
    assert "Suspected cauda equina syndrome" in page.text
    assert "possible pulmonary embolism" in page.text
    assert len(page.select("fieldset.field")) == 2

    page = record(signed_in, alarmed, outcome="ambulance", whom="Ambulance crew", time="10:30")
    assert page.address == alarmed.address("emergency")
    assert page.heading == "Stop. Emergency."
    assert "pulmonary embolism" in page.text


def test_a_double_press_records_one_outcome(signed_in, alarmed):
    fields = {"outcome": "ambulance", "whom": "Ambulance crew", "time": "10:30"}
    open_page(signed_in, alarmed)
    hidden = signed_in.page.hidden_fields(alarmed.address(f"emergency/{RULE}"))
    for _ in range(2):
        page = signed_in.post(alarmed.address(f"emergency/{RULE}"), {**hidden, **fields})

    assert page.address == alarmed.address("safety-screen")
    assert len(alarmed.read().alerts) == 1


def test_an_outcome_for_no_rule_of_the_pack_is_no_page(signed_in, alarmed):
    assert signed_in.get(alarmed.address("emergency/no-such-rule")).status == 404
    assert signed_in.get(alarmed.address("emergency/aortic-aneurysm")).status == 200


def test_without_an_emergency_the_page_leads_to_the_safety_screen(signed_in, visit):
    assert open_page(signed_in, visit).address == visit.address("safety-screen")


def test_one_press_closes_it_only_where_the_answers_say_so(signed_in, alarmed):
    """Nobody lifts their own alarm: while the rule stands, the same press is refused."""
    open_page(signed_in, alarmed)
    page = signed_in.post(alarmed.address(f"emergency/{RULE}"), {"by_answers": "yes"})

    assert page.status == 400
    assert alarmed.read().alerts[0].is_open


def test_somebody_at_risk_of_a_clot_is_asked_for_the_leg_and_the_visit_goes_on(signed_in, visit):
    """A rule that counts as an emergency until its question is answered costs one answer."""
    visit.answer(swollen_leg_risk="present", chest_pain_or_breathlessness="absent")
    page = open_page(signed_in, visit)
    assert page.heading == "Stop. Emergency until answered."
    assert page.words(".decides .row__name") == [
        "Is one leg swollen, warm or tender in the calf or thigh now?"
    ]

    signed_in.save_at_once(visit.address("emergency"), {"leg-swollen-now": "absent"})
    page = open_page(signed_in, visit)
    assert "By its answers the rule is not raised any more." in page.text
    page = signed_in.post(visit.address("emergency/deep-vein-thrombosis"), {"by_answers": "yes"})

    assert page.address == visit.address("safety-screen")
    assert page.select(".urgency--emergency") == []


def test_an_emergency_that_no_answer_ends_does_not_say_until_answered(signed_in, visit):
    """Fever with immunosuppression is one whatever the hip does; nothing is asked first."""
    visit.answer(fever_unwell="present", immunosuppression="present", past_cancer="absent")

    page = open_page(signed_in, visit)

    assert page.heading == "Stop. Emergency."
    assert page.select(".decides") == []
    assert page.select("#severe-constant-pain-row")
    assert not page.select("#pain-new-and-persistent-row")
