"""What the treatment must respect: asked where it matters, never carried unseen."""

from typing import Any

import pytest

from planner.clinical.answers import Presence
from planner.workflow.factors import record_factors
from planner.workflow.situation import record_goals

HAEMATOMA = "factor-acute-inflammation-haematoma"


def fields_of(page) -> dict[str, Any]:
    """What a browser without a script would send: every field as the page shows it."""
    sent: dict[str, Any] = {}
    for element in page.select("#respect-form input"):
        kind = element.get("type")
        if kind == "radio" and element.get("checked") is not None:
            sent[element.get("name")] = element.get("value")
        elif kind == "checkbox" and element.get("checked") is not None:
            sent.setdefault(element.get("name"), []).append(element.get("value"))
        elif kind == "text":
            sent[element.get("name")] = element.get("value") or ""
    for element in page.select("#respect-form textarea"):
        sent[element.get("name")] = (element.text or "").removeprefix("\n")
    for element in page.select("#respect-form option[selected]"):
        sent["sport"] = element.get("value")
    return sent


def test_nothing_is_chosen_before_somebody_chose_it(signed_in, a_visit):
    """HZ-014: not asked is no answer; no box, no rating and no stage is set beforehand."""
    visit = a_visit()
    page = signed_in.get(f"/people/{visit.person_id}/visits/{visit.encounter_id}/respect")

    assert page.select("input[checked]") == []
    assert [e.get("value") for e in page.select("option[selected]")] == [""]


def test_saving_an_untouched_page_records_nothing(signed_in, a_visit, desk):
    """HZ-014: what nobody touched stays unasked, whatever the button sends along."""
    desk.visit = a_visit()
    address = f"/people/{desk.visit.person_id}/visits/{desk.visit.encounter_id}/respect"
    page = signed_in.get(address)

    signed_in.post(address, fields_of(page))

    after = desk.page()
    assert after.factors == {}
    assert after.irritability is None
    assert after.equipment is None
    assert after.consent == {}


def test_the_rule_of_each_rating_stands_beside_it(signed_in, planned):
    page = signed_in.get(planned.respect)

    rule = planned.desk.knowledge.pack.presentation.head.irritability
    assert page.words(".rated__rule") == [rule.low, rule.moderate, rule.high]
    assert "no clinician has checked this rule yet" in page.text


def test_only_questions_that_matter_to_the_plan_are_asked(signed_in, planned):
    """Design 3.4: those that hold an item as questions, the rest as one line that opens."""
    planned.desk.know(record_factors, {"acute-inflammation-haematoma": Presence.NOT_ASSESSED})

    page = signed_in.get(planned.respect)

    asked = [e.get("id") for e in page.select("#factors > .factors fieldset")]
    assert asked == [HAEMATOMA]
    assert "A yes blocks" in " ".join(page.words("#factors > .factors .row__note"))
    assert "not asked none of them matters to this plan" in page.text


def test_one_answer_is_saved_at_once_and_changes_the_count(signed_in, planned):
    planned.desk.know(record_factors, {"acute-inflammation-haematoma": Presence.NOT_ASSESSED})
    signed_in.get(planned.respect)

    told = signed_in.save_at_once(planned.respect, {HAEMATOMA: "absent"})

    assert told["status"] == 200
    assert "Nothing waits" in told["regions"]["factors-count"]
    assert "factors" not in told["regions"], "nothing moves under the finger"
    entry = planned.now().factors["acute-inflammation-haematoma"]
    assert (entry.presence, entry.by) == ("absent", "A. Example")


def test_an_answer_is_taken_back_by_not_asked(signed_in, planned):
    signed_in.get(planned.respect)

    signed_in.save_at_once(planned.respect, {HAEMATOMA: "not-assessed"})

    assert "acute-inflammation-haematoma" not in planned.now().factors


def test_a_yes_says_what_it_does_to_the_plan(signed_in, planned):
    signed_in.get(planned.respect)

    told = signed_in.save_at_once(planned.respect, {HAEMATOMA: "present"})

    assert "leaves out" in told["regions"]["factors-effects"]


def test_a_carried_answer_is_marked_with_its_visit_and_day_and_chooses_nothing(signed_in, rated):
    """HZ-015-T2, on the page: marked in words with a text of its own, until asked again."""
    page = signed_in.get(rated.respect)

    [row] = page.select(f"#{HAEMATOMA}-row")
    words = " ".join("".join(row.itertext()).split())
    assert "Carried: no at visit 1, Mon 23 Nov 2026, by A. Example. Not confirmed today" in words
    assert page.select(f"#{HAEMATOMA} input[checked]") == []


def test_saving_the_page_confirms_no_carried_answer(signed_in, rated):
    """HZ-015-C2: planted fault "confirm all on save" would make these count."""
    page = signed_in.get(rated.respect)

    signed_in.post(rated.respect, fields_of(page))

    after = rated.now()
    assert not [name for name, e in after.factors.items() if e.presence == "absent" and e.counts]
    assert after.visit.encounter_id not in after.told_at.values()
    assert "not confirmed today" in signed_in.get(rated.respect).text


def test_each_carried_answer_is_confirmed_by_asking_it_again(signed_in, rated):
    signed_in.get(rated.respect)

    signed_in.save_at_once(rated.respect, {HAEMATOMA: "absent"})

    factors = rated.now().factors
    assert factors["acute-inflammation-haematoma"].counts
    assert not factors["spinal-fracture-acute"].counts


@pytest.mark.parametrize("part", ["sport", "equipment"])
def test_what_was_told_earlier_is_confirmed_part_by_part(signed_in, rated, part):
    page = signed_in.get(rated.respect)
    assert len(page.select("button[name=still]")) == 2

    after = signed_in.post(rated.respect, {**fields_of(page), "still": part})

    assert [b.get("value") for b in after.select("button[name=still]")] == [
        other for other in ("sport", "equipment") if other != part
    ]


def test_everything_is_saved_by_the_one_button(signed_in, planned):
    page = signed_in.get(planned.respect)
    sent = {
        **fields_of(page),
        "goals": "Run my 10 km in spring.\nSit through a film.",
        "days": "Not Tuesdays",
        "longest_tolerated_km": "6.5",
        "treatment": "given",
        "next_visit": "Monday 7 December, 10:00",
        "irritability": "high",
        "irritability_reason": "Aches at night",
    }

    board = signed_in.post(planned.respect, sent)

    assert board.address == planned.board
    after = planned.now()
    assert after.goals == ("Run my 10 km in spring.", "Sit through a film.")
    assert after.words["days"].value == "Not Tuesdays"
    assert after.sport is not None
    assert after.sport.longest_tolerated_km == 6.5
    assert after.sport.goal == "Run my 10 km race in spring."
    assert after.consent["treatment"].value == "given"
    assert after.next_visit == "Monday 7 December, 10:00"
    assert after.irritability is not None
    assert after.irritability.note == "Aches at night"


def test_a_number_in_another_style_is_refused_at_its_field_and_nothing_is_lost(signed_in, planned):
    """HZ-022-C1: 6,5 is a decimal comma here and a thousand there; it is never guessed."""
    page = signed_in.get(planned.respect)

    again = signed_in.post(
        planned.respect, {**fields_of(page), "longest_tolerated_km": "6,5", "days": "Fridays"}
    )

    assert again.status == 400
    assert len(again.errors()) == 1
    assert again.select_one("#longest_tolerated_km").get("value") == "6,5"
    assert again.select_one("#days").get("value") == "Fridays"
    sport = planned.now().sport
    assert sport is not None
    assert sport.longest_tolerated_km == 12


def test_none_of_these_is_an_answer_about_equipment(signed_in, planned):
    signed_in.get(planned.respect)

    signed_in.save_at_once(planned.respect, {"equipment": "nothing"})

    equipment = planned.now().equipment
    assert equipment is not None
    assert equipment.value == ()
    assert signed_in.get(planned.respect).select("input[value=nothing][checked]")


def test_a_stage_is_chosen_by_hand_with_a_reason_and_handed_back(signed_in, planned):
    signed_in.get(planned.respect)
    address = f"{planned.respect}/stage"

    refused = signed_in.post(address, {"stage": "2"})
    assert refused.errors() == ["Say why this stage"]

    after = signed_in.post(address, {"stage": "2", "stage_reason": "Ten bridges without pain"})
    assert after.words(".stage-now") == ["Stage 2: Isotonic, low hip flexion (0-30 deg)"]
    assert "Chosen by A. Example: Ten bridges without pain" in after.text

    back = signed_in.post(address, {"stage": "worked-out", "stage_reason": "Back to the measures"})
    assert back.words(".stage-now") == ["Stage 0: Settle and load management"]


def test_a_declined_treatment_blocks_the_issue_and_says_so(signed_in, ready):
    signed_in.get(ready.respect)

    signed_in.save_at_once(ready.respect, {"treatment": "declined"})

    board = signed_in.get(ready.board)
    assert "The person declined this treatment." in board.text
    assert board.select("#waiting a[href$='#consent']")


def test_an_answer_that_raises_an_emergency_ends_the_plan_at_once(signed_in, planned):
    """Design 3.3: a blood thinner after a blow; from then on there is no exercise plan."""
    planned.desk.answer(trauma_on_buttock="present", blow_within_two_weeks="present")
    signed_in.get(planned.respect)

    told = signed_in.save_at_once(planned.respect, {"factor-anticoagulant": "present"})

    assert told["status"] == 200
    assert planned.now().assessment.emergency is not None
    assert planned.draft().plan is None
    assert signed_in.get(planned.board).select(".item") == []


def test_two_clinicians_see_both_texts(signed_in, planned):
    """HZ-016: a page that grew old while somebody else saved the same field."""
    page = signed_in.get(planned.respect)
    sent = {**fields_of(page), "goals": "Mine"}
    planned.desk.save(record_goals, ["Theirs"])

    conflict = signed_in.post(planned.respect, sent)

    assert conflict.status == 409
    assert "Mine" in conflict.text
    assert "Theirs" in conflict.text


def test_a_field_nobody_knows_is_refused(signed_in, planned):
    signed_in.get(planned.respect)

    told = signed_in.save_at_once(planned.respect, {"pain": "10"})

    assert told["status"] == 400


def test_the_words_page_keeps_the_distances_told_here(signed_in, planned):
    """Saving the sport there must not forget what is tolerated: the run table starts from it."""
    page = signed_in.get(planned.page("words"))
    version = page.hidden_fields()["version"]

    signed_in.save_at_once(planned.page("words"), {"weekly_km": "25", "version": version})

    sport = planned.now().sport
    assert sport is not None
    assert sport.weekly_km == 25
    assert sport.longest_tolerated_km == 12


def test_sport_is_recorded_only_when_it_changes(signed_in, planned):
    before = planned.desk.rows_in("sport_record")
    page = signed_in.get(planned.respect)

    signed_in.post(planned.respect, fields_of(page))

    assert planned.desk.rows_in("sport_record") == before
