"""The protocol board: stages across, strands down, and the pages in its place."""

import re

import pytest

from planner.clinical.answers import Irritability, Presence, Side
from planner.workflow.deciding import choose_diagnosis
from planner.workflow.edits import remove_item
from planner.workflow.factors import record_factors
from planner.workflow.situation import rate_irritability
from planner.workflow.words import Complaint, record_complaint
from tests.workflow.desk import CASES

STRANDS = [
    "Lumbar release",
    "Soft tissue",
    "Manual therapy",
    "Electrotherapy",
    "Strengthening",
    "Energy storage",
    "Gait re-education",
    "Biomechanical analysis",
    "Education",
    "Load management",
    "Self-care",
    "Prevention",
]
BOARDS = (
    "readme-runner-with-tendinopathy",
    "tendinopathy-on-a-blood-thinner",
    "tendinopathy-no-kit-and-a-bare-clinic",
    "tendinopathy-stage-three-walk-and-run",
    "tendinopathy-stage-five-back-to-speed",
    "tendinopathy-irritable-and-cannot-sit",
    "deep-gluteal-taxi-driver",
    "hip-osteoarthritis-stiff-and-sixty-three",
    "sacroiliac-pain-after-a-misstep",
    "not-sure-yet-interim-plan",
)


@pytest.mark.parametrize("case", BOARDS)
def test_every_strand_is_there_with_items_or_says_why_it_is_left_out(signed_in, at_case, case):
    page = signed_in.get(at_case(CASES / f"{case}.yaml").board)

    assert page.words("th.strands__strand[scope=row] > b") == STRANDS
    for row in page.select(".strands tbody tr"):
        [now] = [cell for cell in row if "strands__now" in cell.get("class", "")]
        assert "".join(now.itertext()).strip()


@pytest.mark.parametrize("case", BOARDS)
def test_every_item_of_the_plan_is_a_card_with_its_dose_and_grade(signed_in, at_case, case):
    """HZ-022-C2: no number on the board ends in a needless zero or starts without one."""
    at = at_case(CASES / f"{case}.yaml")
    page, plan = signed_in.get(at.board), at.draft().plan

    assert plan is not None
    assert plan.current is not None
    dosed = {e.get("id") for e in page.select(".item") if "item--waits" not in e.get("class", "")}
    assert dosed == {item.intervention.id for item in plan.current.items}
    doses = page.words(".item:not(.item--waits) .dose")
    assert all(doses)
    assert not [dose for dose in doses if re.search(r"\d\.0\b|(?<![\d.])\.\d", dose)]
    assert len(page.select(".item__evidence .evidence")) == len(dosed)


def test_the_board_says_how_many_things_wait_and_where_each_is_settled(signed_in, planned):
    page = signed_in.get(planned.board)

    waiting = len(planned.draft().waiting)
    assert f"{waiting} things to settle first" in page.text
    assert page.select("#waiting li a")


def test_a_board_with_nothing_waiting_says_so(signed_in, ready):
    page = signed_in.get(ready.board)

    assert "Nothing waits" in page.text
    assert page.select(".waits") == []


def test_a_question_nobody_asked_shows_the_items_that_wait_for_it(signed_in, planned):
    """Not asked is never no: the item stands as waiting, without any dose."""
    planned.desk.know(record_factors, {"acute-inflammation-haematoma": Presence.NOT_ASSESSED})

    page = signed_in.get(planned.board)

    assert "Waits for 1 answer: Acute swelling, bruise or bleed" in page.text
    [link] = page.select(".waits__lines a[href$='#factor-acute-inflammation-haematoma']")
    there = signed_in.get(str(link.get("href")).partition("#")[0])
    assert there.select("#factor-acute-inflammation-haematoma")


def test_a_missing_dose_is_a_dashed_block_and_no_number(signed_in, at_case):
    for path in sorted(CASES.glob("*.yaml")):
        raw = path.read_text()
        if "dose-" in raw and "questions" in raw:
            page = signed_in.get(at_case(path).board)
            if page.select(".item--waits"):
                assert "Nothing is assumed" in page.text
                return


def test_a_contraindicated_item_is_left_out_with_its_factor(signed_in, planned):
    planned.desk.know(record_factors, {"acute-inflammation-haematoma": Presence.PRESENT})

    page = signed_in.get(planned.board)

    assert "Acute swelling, bruise or bleed" in " ".join(page.words("#left-out dl"))


def test_one_unconfirmed_carried_answer_blocks_the_issue_and_is_named(signed_in, rated):
    """HZ-015-T4: one unconfirmed item blocks issue, named with its visit and date (HZ-015-C4)."""
    desk = rated.desk
    carried = {
        name: Presence.ABSENT
        for name, entry in desk.page().factors.items()
        if name != "spinal-fracture-acute" and entry.presence == "absent"
    }
    desk.know(record_factors, carried)

    page = signed_in.get(rated.board)

    lines = " ".join(page.words("#waiting li"))
    assert "Acute or suspected fracture of the spine or pelvis: not confirmed today" in lines
    assert "Carried: no at visit 1, Mon 23 Nov 2026, by A. Example" in lines
    assert not rated.draft().can_issue


def test_without_irritability_the_board_says_so_and_leads_there(signed_in, second):
    page = signed_in.get(second.board)

    assert page.heading == "No plan yet: irritability is missing"
    assert page.select("a[href$='/respect#irritability']")
    assert page.select(".strands") == []


def test_without_a_side_the_board_leads_to_the_words(signed_in, planned):
    planned.desk.know(record_complaint, Complaint(side=None, duration_weeks=12))

    page = signed_in.get(planned.board)

    assert page.heading == "No plan yet: the side is missing"
    assert page.select("a[href$='/words#side']")


def test_without_a_working_diagnosis_there_is_no_plan(signed_in, planned):
    planned.desk.know(choose_diagnosis, None)

    page = signed_in.get(planned.board)

    assert page.heading == "No plan yet: no working diagnosis"
    assert page.select(".item") == []


def test_a_diagnosis_without_a_treatment_picture_says_what_to_do_instead(signed_in, at_case):
    page = signed_in.get(at_case(CASES / "pudendal-pain-has-no-plan-here.yaml").board)

    assert page.heading == "No treatment plan for this diagnosis"
    assert "Give advice, refer or image" in page.text


def test_an_urgent_rule_gives_a_holding_plan_and_not_one_exercise(signed_in, at_case):
    page = signed_in.get(at_case(CASES / "readme-teenager-with-a-pop.yaml").board)

    assert page.heading.startswith("Holding plan")
    assert page.select(".item") == []
    assert page.select(".strands") == []
    assert "On the patient's page" in page.text


def test_a_holding_plan_asks_for_what_decides_its_rule_and_for_nothing_else(signed_in, at_case):
    page = signed_in.get(at_case(CASES / "thin-back-and-thigh-growing-and-unexplained.yaml").board)

    [asks] = page.words(".held__decides")
    assert asks.startswith("Ask first: the answer decides whether this stands.")
    assert "trolley" in asks
    assert "Is it both sides?" not in asks


def test_an_emergency_gives_no_plan_at_all(signed_in, at_case):
    at = at_case(CASES / "readme-saddle-numbness.yaml")

    page = signed_in.get(at.board)

    assert page.select(".item") == []
    assert page.select(".strands") == []
    assert at.draft().plan is None


def test_not_sure_yet_is_an_interim_plan_for_its_weeks(signed_in, at_case):
    page = signed_in.get(at_case(CASES / "not-sure-yet-interim-plan.yaml").board)

    assert page.heading.startswith("Interim plan")
    assert "For 2 weeks." in page.text


def test_a_runner_has_a_run_table_with_units(signed_in, at_case):
    at = at_case(CASES / "tendinopathy-stage-three-walk-and-run.yaml")
    at.desk.save(rate_irritability, Irritability.LOW)

    page = signed_in.get(at.board)

    rows = page.words(".runs tbody tr")
    assert rows
    assert all("min" in row for row in rows)


def test_what_no_clinician_has_checked_is_said_once(signed_in, planned):
    page = signed_in.get(planned.board)

    assert "No clinician has checked these entries of the pack yet." in page.text


def test_a_strand_emptied_by_hand_says_so_in_its_row_and_in_the_plan(signed_in, ready):
    draft = ready.draft()
    assert draft.plan is not None
    assert draft.plan.current is not None
    electro = [
        item.intervention.id
        for item in draft.plan.current.items
        if item.intervention.strand.value == "electrotherapy"
    ]
    for item in electro:
        ready.desk.know(remove_item, item, "Not wanted")

    page, plan = signed_in.get(ready.board), ready.draft().plan

    assert plan is not None
    [row] = [r for r in page.words(".strands tbody tr") if r.startswith("Electrotherapy")]
    assert "left out" in row
    assert "electrotherapy" in [entry.id for entry in plan.left_out]


def test_both_sides_are_said_in_the_heading(signed_in, planned):
    planned.desk.know(record_complaint, Complaint(side=Side.BOTH, duration_weeks=12))

    page = signed_in.get(planned.board)

    assert "both sides" in page.words(".page__intro")[0]


def test_an_interim_plan_says_of_a_strand_that_it_is_no_part_of_one(signed_in, at_case):
    page = signed_in.get(at_case(CASES / "not-sure-yet-interim-plan.yaml").board)

    assert "Not part of an interim plan" in page.text
    assert "treatment of Not sure yet" not in page.text
