from datetime import timedelta

import pytest

from planner.clinical.answers import Side
from planner.workflow.visits import open_encounter


@pytest.fixture
def back(at_examination) -> str:
    return at_examination.at("examination/on-the-back")


def test_it_goes_on_at_the_first_position_with_something_to_ask(signed_in, at_examination):
    page = signed_in.get(at_examination.at("examination"))

    assert page.address == at_examination.at("examination/talk")
    assert page.words(".positions [aria-current=step]")[0].startswith("Talk")


def test_nothing_is_chosen_before_somebody_chose_it(signed_in, at_examination):
    for place in ("talk", "standing", "on-the-back", "on-the-front"):
        page = signed_in.get(at_examination.at(f"examination/{place}"))

        assert page.select("input[type=radio]"), place
        assert page.select("input[checked]") == [], place


def test_the_caution_stands_before_the_how_to_and_says_what_today_tells(signed_in, back):
    page = signed_in.get(f"{back}?ask=bent-knee-stretch")
    [card] = page.select(".question")

    order = [e.get("class") for e in card.iter() if e.get("class") in ("caution", "question__how")]
    order += [e.get("class") for e in card.iter() if "question__how" in (e.get("class") or "")]
    assert order[0] == "caution"
    assert "None of this in today's answers" in page.words(".question .caution")[0]


def test_a_caution_names_the_answer_that_is_missing(signed_in, visit):
    page = signed_in.get(visit.at("examination/on-the-back?ask=bent-knee-stretch"))

    assert "Not known today" in page.words(".question .caution")[0]


def test_a_test_its_caution_forbids_is_shown_and_never_offered(signed_in, at_examination, back):
    at_examination.answer(pop_felt="present")

    page = signed_in.get(f"{back}?ask=bent-knee-stretch")

    assert "A tear or an avulsion is possible" in " ".join(page.words(".withheld"))
    assert page.select("input[name=bent-knee-stretch]") == []
    asked = signed_in.get(at_examination.at("what-if"))
    assert asked.select("option[value=bent-knee-stretch]") == []


def test_an_answer_is_saved_at_once_and_the_next_question_follows(signed_in, back):
    page = signed_in.get(back)
    card = page.select_one(".question h2").get("id").removesuffix("-name")

    told = signed_in.save_at_once(back, {card: "absent"})

    assert told["status"] == 200
    assert told["version"] == int(page.hidden_fields()["version"]) + 1
    assert {"examination-here", "rule-out-board", "board-line", "positions"} <= set(told["regions"])
    assert told["focus"].endswith("-name")
    assert told["focus"] != f"{card}-name"


def test_an_answer_to_a_row_moves_no_other_row(signed_in, back):
    page = signed_in.get(back)
    row = page.select(".following .row .answer")[0].get("id")

    told = signed_in.save_at_once(back, {row: "absent"})

    assert "examination-here" not in told["regions"]
    assert f"{row}-row" in told["regions"]
    assert "checked" in told["regions"][f"{row}-row"]


def test_an_answer_that_forbids_a_test_in_view_takes_it_away_at_once(signed_in, at_examination):
    talk = at_examination.at("examination/on-the-back?ask=straight-leg-raise")
    signed_in.get(talk)
    at_examination.answer(pop_felt="present")

    page = signed_in.get(at_examination.at("examination/on-the-back"))

    assert "Bent-knee stretch test" in page.words(".withheld .row__name")


def test_could_not_assess_asks_for_its_reason_and_keeps_the_choice(signed_in, back):
    signed_in.get(back)

    page = signed_in.post(back, {"bent-knee-stretch": "could-not-assess", "fadir": ""})

    assert page.status == 400
    assert "choose why it could not be done" in page.errors()[0]
    chosen = page.select_one("input[name=bent-knee-stretch][checked]")
    assert chosen.get("value") == "could-not-assess"


def test_with_its_reason_it_counts_as_asked_and_says_so(signed_in, at_examination, back):
    signed_in.get(back)

    signed_in.post(
        back,
        {
            "bent-knee-stretch": "could-not-assess",
            "bent-knee-stretch--reason": "too painful",
        },
    )
    page = signed_in.get(back)

    assert "Could not be assessed: Too painful" in page.words(".row--answered .row__answer")
    assert at_examination.read().case.answers.get("bent-knee-stretch") is None


def test_the_strip_says_what_was_recorded_what_it_moved_and_how_to_undo_it(signed_in, back):
    signed_in.get(back)
    signed_in.post(back, {"bent-knee-stretch": "present"})

    page = signed_in.get(back)
    [strip] = page.words("#last-answer p")

    assert strip.startswith("Bent-knee stretch test: present.")
    assert "Proximal hamstring tendinopathy up" in strip
    assert " to " in strip
    assert page.words("#rule-out-board .cause__range small")[0].startswith("was ")


def test_undo_puts_back_what_stood_and_asks_it_again(signed_in, at_examination, back):
    signed_in.get(back)
    signed_in.post(back, {"bent-knee-stretch": "present"})
    signed_in.get(back)

    page = signed_in.post(at_examination.at("examination/undo/bent-knee-stretch"))

    assert page.words(".question__name") == ["Bent-knee stretch test"]
    assert at_examination.read().case.answers.get("bent-knee-stretch") is None


def test_an_answer_can_be_changed_and_both_are_kept(signed_in, at_examination, back):
    """HZ-024: nothing is overwritten."""
    signed_in.get(back)
    signed_in.post(back, {"bent-knee-stretch": "present"})
    signed_in.get(f"{back}?ask=bent-knee-stretch")
    signed_in.post(back, {"bent-knee-stretch": "absent"})

    page = signed_in.get(at_examination.at("answers/bent-knee-stretch"))

    assert page.words(".history tbody th") == [
        "Absent",
        "Struck through, no longer counts: Present",
    ]


def test_what_was_changed_is_struck_through_with_a_text_alternative(
    signed_in, at_examination, back
):
    """HZ-023-T2."""
    signed_in.get(back)
    signed_in.post(back, {"bent-knee-stretch": "present"})
    signed_in.get(back)
    signed_in.post(at_examination.at("examination/undo/bent-knee-stretch"))

    page = signed_in.get(at_examination.at("answers/bent-knee-stretch"))
    [struck] = page.select("del")

    assert "Struck through, no longer counts: Present" in "".join(struck.itertext())
    assert "Taken back by A. Example" in page.text
    assert any("A. Example" in said for said in page.words(".history tbody td"))


def test_a_question_passed_over_lets_the_next_one_come(signed_in, at_examination):
    talk = at_examination.at("examination/talk")
    page = signed_in.get(talk)
    first = page.words(".question__name")
    card = page.select_one(".question h2").get("id").removesuffix("-name")

    after = signed_in.post(talk, {card: "not-assessed", "card": card})

    assert after.words(".question__name") != first


def test_pain_on_both_sides_is_answered_apart(signed_in, on_both_sides):
    talk = on_both_sides.at("examination/talk?ask=pain-at-sitting-bone")
    page = signed_in.get(talk)

    assert page.words(".question .answer__side") == ["Right side", "Left side"]
    signed_in.post(
        on_both_sides.at("examination/talk"),
        {"pain-at-sitting-bone--right": "present", "pain-at-sitting-bone--left": "absent"},
    )

    answers = on_both_sides.read().answers
    assert answers["pain-at-sitting-bone", Side.RIGHT].presence == "present"
    assert answers["pain-at-sitting-bone", Side.LEFT].presence == "absent"


def test_after_one_side_the_other_is_asked(signed_in, on_both_sides):
    talk = on_both_sides.at("examination/talk")
    page = signed_in.get(talk)
    card = page.select_one(".question h2").get("id").removesuffix("-name")

    told = signed_in.save_at_once(talk, {f"{card}--right": "present"})

    assert told["focus"] == f"{card}--left"


def test_each_side_has_a_board_of_its_own(signed_in, on_both_sides):
    right = signed_in.get(on_both_sides.at("examination/talk?side=right"))
    left = signed_in.get(on_both_sides.at("examination/talk?side=left"))

    assert right.words("#rule-out-board-name") == ["Rule-out board, right side"]
    assert left.words("#rule-out-board-name") == ["Rule-out board, left side"]


def test_what_is_missing_before_testing_is_said_above_the_question(signed_in, visit):
    page = signed_in.get(visit.at("examination/talk"))
    said = " ".join(page.words(".notice"))

    assert "The safety screen is not complete" in said
    assert "Consent to the examination is not recorded" in said
    assert "The painful side is not recorded" in said


def test_a_stale_answer_shows_both(signed_in, at_examination, back):
    signed_in.get(back)
    stale = signed_in.page.hidden_fields()
    signed_in.save_at_once(back, {"bent-knee-stretch": "absent"})

    page = signed_in.post(back, {**stale, "bent-knee-stretch": "present"})

    assert page.status == 409
    assert "Bent-knee stretch test" in page.text


def test_a_place_or_an_answer_that_is_none_is_not_found(signed_in, at_examination):
    assert signed_in.get(at_examination.at("examination/upside-down")).status == 404
    assert signed_in.get(at_examination.at("answers/nothing")).status == 404
    assert signed_in.get(at_examination.at("what-if/nothing")).status == 404


def test_what_each_answer_would_do_is_shown_and_nothing_is_recorded(signed_in, at_examination):
    before = at_examination.read().version
    page = signed_in.get(at_examination.at("what-if/bent-knee-stretch"))

    assert page.words(".board__head h3")[:2] == ["If present", "If absent"]
    assert at_examination.read().version == before


def test_the_age_of_an_old_finding_stands_next_to_its_value(
    signed_in, a_visit, at, app, lead, clock
):
    """HZ-010-T2: how long ago it was seen, in days, beside the answer."""
    first = at(a_visit(visit_date=clock.today() - timedelta(days=200)))
    first.answer(pain_at_sitting_bone="present")
    with app.extensions["planner"].open_session() as db:
        ref = open_encounter(
            db,
            lead,
            first.ref.person_id,
            first.read().episode_id,
            visit_date=clock.today(),
            clock=clock,
        )

    page = signed_in.get(at(ref).at("examination/talk"))

    said = page.words("#pain-at-sitting-bone-row")
    card = page.words("main")[0]
    assert "200 days ago" in (said[0] if said else card)
