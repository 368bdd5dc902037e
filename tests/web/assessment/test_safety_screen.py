"""The safety screen in the browser: what is asked, what leads the page, what is never assumed."""

import random

import pytest

from planner.clinical.answers import Side
from planner.web.assessment.deciding_rows import AT_ONCE
from tests.web.browsing import Browser, Page
from tests.workflow.desk import Desk


def open_screen(browser: Browser, visit) -> Page:
    return browser.get(visit.address("safety-screen"))


def asked(page: Page) -> list[str]:
    """The questions of the page, by the name of their field."""
    return [str(e.get("id")) for e in page.select("fieldset.answer")]


def cards(page: Page) -> list[str]:
    return page.words(".urgency h2")


def test_every_question_that_concerns_the_person_is_put_and_nothing_is_chosen(
    signed_in, visit, knowledge
):
    """HZ-014-C1: none of the answers is preselected."""
    page = open_screen(signed_in, visit)

    assert asked(page) == list(knowledge.pack.presentation.head.always_screen)
    assert page.select("input:checked") == []
    assert page.words(".screen-head__count") == ["0 of 26 answered"]
    assert {len(f.findall(".//input")) for f in page.select("fieldset.answer")} == {3}


def test_a_man_is_not_asked_whether_he_is_pregnant(signed_in, teenager):
    page = open_screen(signed_in, teenager)

    assert "pregnant-or-postpartum" not in asked(page)


def test_a_question_says_what_a_yes_means(signed_in, visit):
    """A question may hold two: the pack's criterion stands beside it."""
    page = open_screen(signed_in, visit)

    [row] = page.words("#night-pain-row")
    assert "Yes means: constant pain waking at night, not eased by position." in row
    [row] = page.words("#cannot-bear-weight-row")
    assert "Present means: cannot take four steps." in row


def test_what_is_left_out_stays_not_asked(signed_in, visit, knowledge):
    """HZ-014-T1: every subset of items left out of the form is stored as not asked."""
    always = knowledge.pack.presentation.head.always_screen
    chance = random.Random(14)
    open_screen(signed_in, visit)
    for _ in range(4):
        some = chance.sample(always, chance.randrange(1, len(always)))
        version = visit.read().version
        signed_in.save_at_once(
            visit.address("safety-screen"), {**dict.fromkeys(some, "absent"), "version": version}
        )
        known = {name for name, _ in visit.read().answers}

        assert {name for name in known if visit.said(name) != "not-assessed"} == set(some)
        visit.answer(**{name.replace("-", "_"): "not-assessed" for name in known})
        assert visit.read().progress[1].done == 0


def test_an_empty_form_changes_nothing(signed_in, visit):
    before = visit.read().version
    open_screen(signed_in, visit)

    page = signed_in.post(visit.address("safety-screen"), {})

    assert page.address == visit.address("safety-screen")
    assert visit.read().version == before


def test_one_answer_is_saved_at_once_and_nothing_moves_under_the_finger(signed_in, visit):
    open_screen(signed_in, visit)

    told = signed_in.save_at_once(visit.address("safety-screen"), {"fever-unwell": "absent"})

    assert told["status"] == 200
    assert visit.said("fever-unwell") == "absent"
    assert "screen" not in told["regions"]
    assert "1 of 26 answered" in told["regions"]["screen-head"]
    assert told["focus"] == "immunosuppression-0"
    assert told["takes_focus"] is False


def test_a_raised_rule_leads_the_page_and_takes_focus_once(signed_in, teenager):
    open_screen(signed_in, teenager)

    told = signed_in.save_at_once(teenager.address("safety-screen"), {"pop-felt": "present"})

    assert told["takes_focus"] is True
    assert told["focus"] == "rule-apophyseal-avulsion"
    assert "AP pelvis radiograph" in told["regions"]["screen"]
    page = open_screen(signed_in, teenager)
    assert cards(page)[0] == "Suspected avulsion of the ischial tuberosity in a growing person"
    assert page.words(".urgency__speed")[0].startswith("Urgent: radiograph within days")
    assert "1 urgent rule" in page.words("#rail-gauges")[0]
    again = signed_in.save_at_once(teenager.address("safety-screen"), {"fever-unwell": "absent"})
    assert again["takes_focus"] is False


def test_the_card_asks_first_what_decides_the_speed(signed_in, teenager):
    teenager.answer(pop_felt="present")

    page = open_screen(signed_in, teenager)

    first = page.select(".urgency")[0]
    legend = next(first.iter("legend"))
    assert legend.text == "Cannot take four steps"
    assert asked(page).count("cannot-bear-weight") == 1
    steps = [" ".join("".join(li.itertext()).split()) for li in first.findall(".//ol/li")]
    assert steps[0] == "AP pelvis radiograph, crutches, no stretching or strength testing."
    assert "growing part of the bone" in page.words(".say")[0]
    assert "mitchell2021" in page.words(".urgency__because")[0]
    assert "Not yet checked by a clinician" in page.words(".urgency__because")[0]


def test_what_raised_the_rule_stays_open_and_the_noes_shrink_to_lines(signed_in, teenager):
    teenager.answer(pop_felt="present", fever_unwell="absent", past_cancer="absent")

    page = open_screen(signed_in, teenager)

    assert page.select_one("#pop-felt-row").get("class") == "row row--raised"
    assert "Answered yes" in page.words("#pop-felt-row")[0]
    assert page.words("#fever-unwell-row summary")[0].endswith("No Change")
    assert len(page.select(".row--fold")) == 2


def test_an_unconfirmed_rule_asks_its_question_and_folds_the_rest(signed_in, visit):
    visit.answer(past_cancer="present")

    page = open_screen(signed_in, visit)

    assert "Suspected malignancy in spine or pelvis" in cards(page)
    assert any(s.startswith("To decide now. Urgent") for s in page.words(".urgency__speed"))
    assert "pain-new-and-persistent" in asked(page)
    assert page.select(".urgency--open details")


def test_several_rules_are_all_there_the_most_urgent_first(signed_in, visit):
    visit.answer(rash_or_burning_skin="present", one_sided_skin_strip="present")
    visit.answer(cannot_bear_weight="present", groin_pain_too="present")
    visit.answer(past_cancer="present")
    for alert in visit.read().alerts:
        from planner.workflow.emergencies import record_outcome

        visit.know(record_outcome, alert.rule, "accepted", "On-call registrar, 10:40")

    page = open_screen(signed_in, visit)

    speeds = [words.split()[0].rstrip(":") for words in page.words(".urgency__speed")]
    assert speeds[0] == "Emergency"
    assert len(cards(page)) == len(set(cards(page))) >= 3
    assert page.select(".urgency")[0].get("class") == "urgency urgency--emergency"
    assert "On-call registrar" in page.words(".urgency")[0]


def test_rules_nobody_asked_about_are_listed_and_not_alarming(signed_in, visit):
    page = open_screen(signed_in, visit)

    assert cards(page) == []
    assert "only because nobody has asked yet" in page.words("#screen-waiting")[0]
    assert "Suspected cauda equina syndrome" in page.words("#screen-waiting dt")


def test_rules_of_both_sides_are_shown(signed_in, teenager):
    """With pain on both sides each side is assessed apart; the screen shows what either raises."""
    from planner.workflow.answers import GivenAnswer, record_answers

    teenager.hurts(Side.BOTH)
    yes = [GivenAnswer(finding="pop-felt", presence="present", side=Side.LEFT)]
    teenager.know(record_answers, yes)

    page = open_screen(signed_in, teenager)

    assert "Suspected avulsion of the ischial tuberosity in a growing person" in cards(page)
    assert "left side" in page.words("#pop-felt-row")[0]


def test_a_no_of_an_earlier_visit_counts_for_nothing_and_says_where_it_is_from(
    signed_in, second_visit
):
    """HZ-015-T1, HZ-015-T2: protected items are not asked again by themselves."""
    page = open_screen(signed_in, second_visit)

    assert page.words(".screen-head__count") == ["0 of 26 answered"]
    assert page.select("input:checked") == []
    assert page.words("#fever-unwell-row .row__carried") == [
        "No at visit 1, Mon 16 Nov 2026 (7 days ago): ask again."
    ]
    assert len(page.select(".row__carried svg")) == 26

    signed_in.post(second_visit.address("safety-screen"), {"fever-unwell": "absent"})

    page = open_screen(signed_in, second_visit)
    assert page.words(".screen-head__count") == ["1 of 26 answered"]


def test_a_yes_of_an_earlier_visit_stands_and_saving_the_page_does_not_ask_it_again(
    signed_in, first_visit, second_visit
):
    """HZ-015-T1: confirming everything on save would say it was asked today."""
    first_visit.answer(sudden_onset="present")
    page = open_screen(signed_in, second_visit)
    assert "Yes at visit 1, Mon 16 Nov 2026 (7 days ago): it stands until asked again." in page.text
    assert page.select("input:checked") == []

    signed_in.post(second_visit.address("safety-screen"), {"fever-unwell": "absent"})

    assert second_visit.read().answers[("sudden-onset", None)].is_from_earlier_visit


def test_an_emergency_leaves_for_its_page_from_the_save_that_raised_it(signed_in, visit):
    open_screen(signed_in, visit)
    told = signed_in.save_at_once(
        visit.address("safety-screen"), {"saddle-sensory-change": "present"}
    )
    assert told["go"] == visit.address("emergency")

    late = signed_in.save_at_once(
        visit.address("safety-screen"), {"fever-unwell": "absent", "version": told["version"]}
    )
    assert late["go"] == visit.address("emergency")
    assert visit.said("fever-unwell") == "absent"
    assert open_screen(signed_in, visit).address == visit.address("emergency")


def test_without_a_script_the_emergency_takes_over_after_save(signed_in, visit):
    open_screen(signed_in, visit)

    page = signed_in.post(
        visit.address("safety-screen"),
        {"saddle-sensory-change": "present", "past-cancer": "absent"},
    )

    assert page.address == visit.address("emergency")
    assert visit.said("past-cancer") == "absent"


def test_could_not_assess_without_a_reason_is_refused_and_nothing_chosen_is_lost(signed_in, visit):
    open_screen(signed_in, visit)

    page = signed_in.post(
        visit.address("safety-screen"),
        {"cannot-bear-weight": "could-not-assess", "fever-unwell": "absent"},
    )

    assert page.status == 400
    assert page.errors() == ["Say why it could not be assessed."]
    assert {str(e.get("name")) for e in page.select("input:checked")} == {
        "cannot-bear-weight",
        "fever-unwell",
    }
    assert visit.said("fever-unwell") is None


def test_an_answer_given_in_two_tabs_shows_both_and_loses_neither(signed_in, new_browser, visit):
    open_screen(signed_in, visit)
    visit.answer(fever_unwell="present")

    page = signed_in.post(visit.address("safety-screen"), {"fever-unwell": "absent"})

    assert page.status == 409
    assert "Fever, shivering or feeling ill" in page.text
    assert visit.said("fever-unwell") == "present"
    saved = signed_in.post(visit.address("safety-screen"))
    assert saved.status == 200
    assert visit.said("fever-unwell") == "absent"


def test_an_answer_can_be_changed_from_its_line(signed_in, visit):
    visit.answer(fever_unwell="absent")
    page = open_screen(signed_in, visit)
    assert page.select("#fever-unwell-row input:checked")[0].get("value") == "absent"

    signed_in.post(visit.address("safety-screen"), {"fever-unwell": "not-assessed"})

    assert visit.read().progress[1].done == 0


def test_a_question_the_page_does_not_ask_is_not_read(signed_in, visit):
    open_screen(signed_in, visit)

    signed_in.post(visit.address("safety-screen"), {"bent-knee-stretch": "present"})

    assert visit.said("bent-knee-stretch") is None


@pytest.mark.parametrize("letter", ["ا", "W"])
def test_a_name_of_300_characters_does_not_break_the_page(signed_in, a_person, a_visit, at, letter):
    visit = at(a_visit(a_person(given_name=letter * 300, family_name=letter * 300)))

    assert open_screen(signed_in, visit).status == 200


def test_each_question_left_out_waits_on_the_issue_page_by_its_name(
    app, signed_in, lead, clock, knowledge
):
    """HZ-014-T4: nothing is issued while a must-ask item is not asked; the page names it."""
    pack = knowledge.pack
    always = list(pack.presentation.head.always_screen)
    with app.extensions["planner"].open_session() as db:
        desk = Desk(db, lead, clock)
        desk.make_ready()
        issue = f"/people/{desk.visit.person_id}/visits/{desk.visit.encounter_id}/issue"
        assert signed_in.get(issue).select("#initials")
        for name in random.Random(4).sample(always, 4):
            desk.answer(**{name.replace("-", "_"): "not-assessed"})
            page = signed_in.get(issue)
            assert " ".join(pack.library.findings[name].wording.split()) in page.text, name
            assert page.select("#initials") == []
            desk.answer(**{name.replace("-", "_"): "absent"})


def test_a_rule_that_many_answers_decide_shows_the_first_and_folds_the_others(signed_in, visit):
    """What to do and say must not sink under a list; no question is lost."""
    visit.answer(fever_unwell="present", night_pain="absent", cannot_bear_weight="absent")

    page = open_screen(signed_in, visit)

    [card] = page.select(".urgency")
    shown = [str(row.get("id")) for row in card.findall(".//div[@class='decides']/div/div")]
    assert len(shown) == AT_ONCE
    assert shown[:2] == ["severe-constant-pain-row", "severe-hip-restriction-row"]
    [fold] = page.select("details.decides__more")
    folded = [str(row.get("id")) for row in fold.findall(".//fieldset")]
    assert "getting-worse" in [*folded, *(name.removesuffix("-row") for name in shown)]
    assert f"{len(folded)} more questions that can decide it" in page.words(".decides__more")[0]
    assert len(set(asked(page))) == len(asked(page))


def test_a_rule_says_whether_an_answer_can_still_end_it(signed_in, visit):
    visit.answer(getting_worse="present", walking_worse="present")

    page = open_screen(signed_in, visit)

    assert page.words(".decides__words") == ["Ask first: the answer decides whether this stands."]
    assert "What it still asks can clear it; else it stays" in page.words(".urgency__because")[0]


def test_a_test_is_put_after_the_questions(signed_in, visit):
    visit.answer(getting_worse="present", walking_worse="present")

    order = asked(open_screen(signed_in, visit))

    assert order.index("better-with-movement") < order.index("palpate-greater-trochanter")
