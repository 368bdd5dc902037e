"""Diary and gate: typed in on one page, judged at once, decided with a reason where needed."""

from datetime import date

from planner.workflow.situation import record_goals
from tests.packs import the_pack


def week(row: str, *numbers: object) -> dict[str, str]:
    """A row of the last week, Monday 7 to Sunday 13 December."""
    return {
        f"{row}_{date(2026, 12, 7 + place).isoformat()}": str(number)
        for place, number in enumerate(numbers)
    }


def gate_words(page) -> str:
    return " ".join(page.words("#gate"))


def test_the_paper_diary_is_typed_in_and_read_at_once(signed_in, reviewed):
    page = signed_in.get(reviewed.page("review"))
    heads = page.words(".diary__grid thead th")[1:]
    assert heads == ["Mon 7", "Tue 8", "Wed 9", "Thu 10", "Fri 11", "Sat 12", "Sun 13"]
    assert page.select(".cell--over") == []
    assert "not measured" in gate_words(page)

    address = reviewed.page("review/week-1")
    refused = signed_in.post(address, week("exercise-pain", 11))
    assert refused.status == 400
    assert refused.errors() == ["Enter a number from 0 to 10"]
    assert refused.select_one("#exercise-pain_2026-12-07").get("value") == "11"

    page = signed_in.post(
        address,
        {
            **week("exercise-pain", 2, 2, 3, 2, 2, "", 2),
            **week("morning-test", 2, 3, 2, 2, 2, "", 2),
            **week("run-minutes", 0, 15, 0, 15, 0, "", 0),
            **week("run-pain", "", 3, "", 4, "", "", ""),
        },
    )
    assert page.select_one("#run-pain_2026-12-10").get("class") == "cell cell--over"
    notes = " ".join(page.words("#diary-notes p"))
    assert "Thu 10: 4 in the run, limit 3." in notes
    assert "Sat 12 is blank: not read as rest." in notes

    answer = signed_in.save_at_once(address, {"run-pain_2026-12-10": ""})
    assert answer["status"] == 200
    assert set(answer["regions"]) >= {"gate", "scores", "charts", "diary-notes"}
    assert "no session above 3" in answer["regions"]["gate"]
    page = signed_in.get(reviewed.page("review"))
    assert page.select_one("#run-pain_2026-12-10").get("value") == ""


def test_the_grid_carries_the_heads_of_the_paper(signed_in, reviewed):
    """The clinician types from a sheet: each row has the words that stand over it there."""
    words = the_pack().presentation.words.diary
    rows = signed_in.get(reviewed.page("review")).words(".diary__grid tbody th")
    assert [row for row in rows if row != "Exercises ticked"] == [
        words.head_morning,
        words.head_exercises,
        words.head_minutes,
        words.head_run_pain,
        words.head_worst,
    ]


def test_the_gate_is_decided_and_kept_with_its_criteria(signed_in, reviewed):
    """HZ-043-T2, HZ-043-T4: the plan waits for the gate; against the suggestion with a reason."""
    board = signed_in.get(reviewed.board)
    assert "The gate of stage 1 is not decided yet." in " ".join(board.words("#waiting li"))
    assert "gate" in [waiting.kind for waiting in reviewed.draft().waiting]
    signed_in.get(reviewed.page("review"))
    address = reviewed.page("review/decision")

    refused = signed_in.post(address, {"move": "advance"})
    assert refused.errors() == ["Give the reason in a few words."]

    signed_in.post(address, {"move": "hold"})
    draft = reviewed.draft()
    assert draft.plan.current.stage.id == 1
    assert "gate" not in [waiting.kind for waiting in draft.waiting]

    signed_in.get(reviewed.page("review"))
    signed_in.post(address, {"move": "advance", "reason": "She did all of it at the gym"})
    assert reviewed.draft().plan.current.stage.id == 2
    page = signed_in.get(reviewed.page("review"))
    assert "against the suggestion: She did all of it at the gym" in gate_words(page)
    history = " ".join(page.words(".history"))
    assert "Stage 1: advance, to stage 2" in history
    assert "A. Example" in history
    assert "not measured" in history


def test_numbers_are_measured_in_place_and_drawn(signed_in, reviewed):
    """HZ-083-T2: table and chart hold the same numbers. A warning sign closes the way on."""
    signed_in.get(reviewed.page("review"))
    page = signed_in.post(
        reviewed.page("review/numbers"), {"nprs": "3", "new-nerve-signs": "1", "sit-time": "18"}
    )

    charts = page.select("#charts .chart")
    assert page.words("#charts .chart__table td")[:4] == ["23 Nov", "14 Dec", "6", "3"]
    label = charts[0].get("aria-label")
    assert "0 to 10. Lower is better. 23 Nov: 6, 14 Dec: 3" in label
    assert "4 or below: change that matters" in page.words("#charts .chart")[0]

    assert "Stop and re-examine" in gate_words(page)
    assert page.select("button[value=advance]") == []
    refused = signed_in.post(
        reviewed.page("review/decision"), {"move": "advance", "reason": "Fine"}
    )
    assert refused.status == 400


def test_what_was_given_is_tested_again_goals_are_rated_and_harm_is_told(signed_in, reviewed):
    reviewed.desk.save(record_goals, ["Run my 10 km race in spring.", "Sit through a meeting."])
    page = signed_in.get(reviewed.page("review/re-test"))
    given = [e.get("id") for e in page.select("fieldset.inline-choices")]
    assert given
    first = given[0]

    page = signed_in.post(
        reviewed.page("review/re-test"), {first: "same", "goal-0": "4", "goal-1": "7"}
    )
    assert page.address == reviewed.respect
    assert reviewed.now().measures["psfs"].value == 5.5

    signed_in.get(reviewed.page("review/re-test"))
    refused = signed_in.post(reviewed.page("review/unwanted"), {"what": ""})
    assert refused.errors() == ["Say what happened", "Say how bad it was"]
    page = signed_in.post(
        reviewed.page("review/unwanted"), {"what": "Bruise on the buttock", "severity": "mild"}
    )
    assert "Bruise on the buttock" in " ".join(page.words("#unwanted"))


def test_a_course_is_finished_with_its_reason(signed_in, reviewed):
    page = signed_in.get(reviewed.page("review/finish"))
    assert "2 visits from 23 Nov 2026 to 14 Dec 2026, 3 weeks" in page.text

    refused = signed_in.post(reviewed.page("review/finish"), {"why": ""})
    assert refused.status == 400
    signed_in.post(reviewed.page("review/finish"), {"why": "Goals reached"})
    assert not reviewed.now().is_episode_open


def test_before_the_first_plan_there_is_no_gate(signed_in, ready):
    page = signed_in.get(ready.page("review"))

    assert "No stage to leave yet" in gate_words(page)
