from dataclasses import replace

from sqlalchemy import text

from planner.documents.errors import RenderFailedError
from planner.web.papers.dose_words import dose_in_words
from planner.workflow.edits import add_note
from planner.workflow.protocol import protocol

RIGHT = {"initials": "ER", "birth_year": "1992"}
WRONG = (
    {"initials": "XX", "birth_year": "1992"},
    {"initials": "ER", "birth_year": "1991"},
    {"initials": "", "birth_year": ""},
    {"initials": "ER", "birth_year": ""},
)


def audited(desk, action: str, outcome: str) -> int:
    counted = desk.db.execute(
        text("SELECT count(*) FROM audit WHERE action = :action AND outcome = :outcome"),
        {"action": action, "outcome": outcome},
    ).scalar_one()
    desk.db.rollback()
    return int(counted)


def test_only_the_right_initials_and_year_issue_and_each_failure_is_in_the_audit_trail(
    signed_in, desk, ready, at
):
    """HZ-001-T3"""
    signed_in.get(at("issue"))

    for typed in WRONG:
        page = signed_in.post(at("issue"), typed)
        assert page.status == 400
        assert "look again whose plan this is" in page.errors()[0]
        assert page.select_one("#initials").get("value") == typed["initials"]
    assert desk.rows_in("issued_plan") == 0
    assert audited(desk, "issue-plan", "refused") == len(WRONG)

    page = signed_in.post(at("issue"), RIGHT)
    assert page.heading == "Version 1 is issued"
    assert desk.rows_in("issued_plan") == 1


def test_a_session_that_idled_issues_nothing(signed_in, desk, ready, at, clock):
    """HZ-076-T2: the right initials do not help; whoever comes back signs in first."""
    signed_in.get(at("issue"))
    clock.pass_by(minutes=16)

    page = signed_in.post(at("issue"), RIGHT)

    assert page.address.startswith("/account/sign-in") or page.heading == "Sign in"
    assert desk.rows_in("issued_plan") == 0
    assert desk.rows_in("stored_document") == 0


def test_nothing_is_filled_in_beforehand(signed_in, ready, at):
    page = signed_in.get(at("issue"))

    assert page.heading == "Ready to issue, version 1"
    assert page.select_one("#initials").get("value") == ""
    assert page.select_one("#birth_year").get("value") == ""
    assert page.select("input[checked]") == []


def test_every_item_is_said_again_with_its_numbers_and_units(signed_in, desk, ready, at):
    """HZ-022-T3, on the page."""
    page = signed_in.get(at("issue"))

    board = protocol(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock)
    assert board.plan is not None
    assert board.plan.current is not None
    assert len(board.plan.current.items) > 5
    for item in board.plan.current.items:
        assert item.intervention.name in page.text
        assert dose_in_words(item.dose) in page.text


def test_what_waits_is_said_with_the_way_to_settle_it_and_nothing_can_be_issued(
    signed_in, desk, ready, at
):
    desk.answer(rash_or_burning_skin="not-assessed")

    page = signed_in.get(at("issue"))

    assert page.heading == "Version 1 waits"
    assert page.select("#initials") == []
    assert "Safety screen" in page.words(".waits__group h3")[0]
    refused = signed_in.post(
        at("issue"), {**signed_in.page.hidden_fields(at("next-visit")), **RIGHT}
    )
    assert refused.status == 400
    assert desk.rows_in("issued_plan") == 0


def test_a_plan_that_cannot_be_printed_is_one_sentence_and_nothing_is_stored(
    app, signed_in, desk, ready, at
):
    jam(app)
    signed_in.get(at("issue"))

    page = signed_in.post(at("issue"), RIGHT)

    assert page.status == 503
    assert page.errors() == [
        "Nothing was issued, for it could not be printed. The PDF could not be made."
    ]
    assert page.select_one("#initials").get("value") == "ER"
    assert desk.rows_in("issued_plan") == 0


def jam(app) -> None:
    def fail(document, edition):
        raise RenderFailedError("The PDF could not be made.")

    app.extensions["planner"] = replace(app.extensions["planner"], press=fail)


def test_the_button_pressed_twice_makes_one_plan_and_leads_to_it(signed_in, desk, ready, at):
    signed_in.get(at("issue"))
    hidden = signed_in.page.hidden_fields(at("issue"))
    first = signed_in.post(at("issue"), RIGHT)

    second = signed_in.post(at("issue"), {**hidden, **RIGHT})

    assert second.address == first.address
    assert second.heading == "Version 1 is issued"
    assert desk.rows_in("issued_plan") == 1


def test_a_page_older_than_the_record_issues_nothing_and_shows_what_it_would_freeze_now(
    signed_in, desk, ready, at
):
    signed_in.get(at("issue"))
    hidden = signed_in.page.hidden_fields(at("issue"))
    desk.save(add_note, "Ring me on Friday.")

    page = signed_in.post(at("issue"), {**hidden, **RIGHT})

    assert page.status == 409
    assert "changed while the page was open" in page.errors()[0]
    assert "Ring me on Friday." in page.text
    assert page.select_one("#initials").get("value") == ""
    assert desk.rows_in("issued_plan") == 0
    assert signed_in.post(at("issue"), RIGHT).heading == "Version 1 is issued"


def test_the_next_visit_is_typed_where_it_is_missed(signed_in, desk, ready, at):
    page = signed_in.get(at("issue"))
    assert "not set: the plan prints a line to write on" in page.text

    page = signed_in.post(at("next-visit"), {"next_visit": "Monday 7 December, 10:00"})

    assert page.address == at("issue")
    assert page.select_one("#next_visit").get("value") == "Monday 7 December, 10:00"
    assert desk.page().next_visit == "Monday 7 December, 10:00"


def test_an_open_emergency_leaves_nothing_to_issue(signed_in, desk, ready, at):
    desk.answer(saddle_sensory_change="present")

    page = signed_in.get(at("issue"))

    assert page.select("#initials") == []
    assert "Ready to issue" not in page.text


def test_without_a_diagnosis_the_page_says_why_there_is_no_plan(signed_in, desk, at):
    desk.open()

    page = signed_in.get(at("issue"))

    assert page.status == 200
    assert page.heading in {"No plan", "Version 1 waits"}
    assert page.select("#initials") == []


def test_the_note_for_work_is_looked_at_before_it_is_issued(signed_in, ready, at):
    page = signed_in.get(at("issue"))

    [link] = [e for e in page.select(".papers a") if "Note for work" in "".join(e.itertext())]

    answer = signed_in.client.get(link.get("href"))
    assert answer.mimetype == "application/pdf"
    assert b"WorkNote" in answer.data
