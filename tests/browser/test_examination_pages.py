"""Examination and rule-out in a real browser: keys, reasons, a board that lives, axe, widths."""

import re
from io import BytesIO
from typing import Any, cast

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from planner.clinical.answers import Side
from planner.records.accounts import Account
from planner.workflow.actor import Actor
from planner.workflow.answers import record_answers
from planner.workflow.clock import SystemClock
from planner.workflow.impression import skip_impression
from planner.workflow.words import Complaint, record_complaint
from tests.browser.conftest import faults_at_every_width, sign_in
from tests.workflow.desk import Desk, a_case_file, given


@pytest.fixture
def begin(site, account, pack):
    """Opens a screened visit of a fictional person: ``begin(Side.RIGHT)`` gives its address."""

    def open_one(side=Side.RIGHT, answers=None, name="Runner", is_board_open=True):
        with site.app.extensions["planner"].open_session() as db:
            clinician = db.scalars(select(Account)).one()
            actor = Actor(account_id=clinician.id, name=clinician.name, is_lead=True)
            desk = Desk(db=db, actor=actor, clock=cast(Any, SystemClock()))
            visit = desk.open(desk.person(family_name=name))
            head = pack.pack.presentation.head
            screen = {*head.always_screen, *head.before_testing}
            worked = a_case_file()["answers"]
            desk.know(record_complaint, Complaint(side=side, duration_weeks=12))
            desk.know(record_answers, given({n: s for n, s in worked.items() if n in screen}))
            if is_board_open:
                desk.save(skip_impression)
            if answers:
                desk.know(record_answers, given(answers))
        return f"{site.address}/people/{visit.person_id}/visits/{visit.encounter_id}"

    return open_one


@pytest.fixture
def window(open_page, site, account):
    def make(width=1440, **more):
        page = open_page(width, **more)
        sign_in(page, site)
        return page

    return make


def test_axe_finds_nothing_on_any_page(window, begin):
    page = window()
    plain, worked = begin(name="x" * 300), begin(answers=a_case_file()["answers"])
    for address in (
        f"{plain}/examination/talk",
        f"{plain}/examination/on-the-back?ask=bent-knee-stretch",
        f"{plain}/examination/baseline",
        f"{plain}/what-if/bent-knee-stretch",
        f"{worked}/answers/bent-knee-stretch",
        f"{worked}/rule-out",
        f"{worked}/rule-out/record",
    ):
        page.goto(address)
        assert faults_at_every_width(page) == {}, address


@pytest.mark.safety
def test_axe_finds_nothing_in_any_other_state(window, begin):
    page = window()
    both, closed = begin(Side.BOTH, name="عداء"), begin(is_board_open=False)
    raised = begin(answers={"pop-felt": "present", "night-pain": "present"})
    worked = begin(answers=a_case_file()["answers"])
    for address in (
        f"{both}/examination/talk",
        f"{raised}/examination/on-the-back",
        f"{raised}/rule-out",
        f"{worked}/examination/on-the-back",
        f"{closed}/examination/talk",
        f"{closed}/rule-out",
    ):
        page.goto(address)
        assert faults_at_every_width(page) == {}, address


def test_refused_pages_have_no_faults_either(window, begin):
    page = window(320, java_script_enabled=False)
    address = begin()
    page.goto(f"{address}/examination/on-the-back?ask=bent-knee-stretch")
    page.locator("#bent-knee-stretch-2").check(force=True)
    page.locator("button:has-text('Save and next')").click()

    assert "choose why it could not be done" in page.inner_text("#error-summary")
    assert page.locator("#bent-knee-stretch-2").is_checked()


def test_letters_answer_and_focus_goes_to_the_next_question(window, begin):
    page = window()
    page.goto(f"{begin()}/examination/talk")
    first = page.inner_text(".question__name")

    page.keyboard.press("y")
    page.wait_for_function(
        "t => document.querySelector('.question__name').textContent !== t", arg=first
    )

    assert page.evaluate("document.activeElement.className") == "question__name"
    assert first in page.inner_text("#last-answer")
    page.keyboard.press("u")
    page.wait_for_url("**ask=**")
    assert page.inner_text(".question__name") == first


def test_could_not_assess_by_key_leads_to_its_reason_and_is_sent_with_it(window, begin):
    page = window()
    page.goto(f"{begin()}/examination/on-the-back?ask=bent-knee-stretch")
    sent = []
    page.on("request", lambda asked: sent.append(asked.method) if asked.method == "POST" else None)

    page.keyboard.press("-")
    page.wait_for_function("() => document.activeElement.id === 'bent-knee-stretch--reason'")
    assert sent == []
    page.locator("#bent-knee-stretch--reason").select_option("too painful")
    page.wait_for_function(
        "() => document.querySelector('#last-answer')?.textContent.includes('Too painful')"
    )

    assert sent == ["POST"]
    assert page.evaluate("document.activeElement.className") == "question__name"


def test_a_click_on_a_row_leaves_every_row_where_it_is(window, begin):
    page = window()
    page.goto(f"{begin()}/examination/talk")
    before = page.locator(".following .row").evaluate_all("rows => rows.map(r => r.id)")
    row = before[1].removesuffix("-row")

    page.locator(f"#{row}-1").check(force=True)
    page.wait_for_selector("#last-answer")

    after = page.locator(".following .row").evaluate_all("rows => rows.map(r => r.id)")
    assert after == before
    assert page.locator(f"#{row}-1").is_checked()


def test_the_board_folds_for_those_who_examine_blind_first(window, begin):
    page = window()
    page.goto(f"{begin()}/examination/talk")

    page.keyboard.press("b")
    assert page.locator("#rule-out-board").is_hidden()
    page.keyboard.press("y")
    page.wait_for_selector("#last-answer")
    assert page.locator("#rule-out-board").is_hidden()
    page.keyboard.press("b")
    assert page.locator("#rule-out-board").is_visible()


def test_what_was_changed_is_struck_through_and_says_so_in_words(window, begin):
    """HZ-023-T2."""
    page = window()
    address = begin()
    for place in ("present", "absent"):
        page.goto(f"{address}/examination/on-the-back?ask=bent-knee-stretch")
        number = {"present": 0, "absent": 1}[place]
        page.locator(f"#bent-knee-stretch-{number}").check(force=True)
        page.wait_for_function(
            "w => document.querySelector('#last-answer')?.textContent.includes(w)", arg=place
        )
    page.goto(f"{address}/answers/bent-knee-stretch")

    struck = page.locator("del")
    assert struck.count() == 1
    assert "Struck through, no longer counts: Present" in " ".join(
        (struck.text_content() or "").split()
    )
    assert "line-through" in struck.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_on_a_phone_the_answers_stay_at_the_thumb_and_the_board_line_is_docked(window, begin):
    page = window(390)
    page.goto(f"{begin()}/examination/on-the-back?ask=bent-knee-stretch")

    answers = page.locator(".question > .answer").bounding_box()
    line = page.locator("#board-line").bounding_box()

    assert answers["y"] + answers["height"] <= line["y"] + 1
    assert line["y"] + line["height"] == 900


def test_the_rule_out_record_fills_its_sheets_and_says_whose_each_is(window, begin):
    """A group of causes runs on: kept whole, each began a sheet and left half of it white."""
    page = window()
    page.goto(f"{begin(answers=a_case_file()['answers'])}/rule-out/record")

    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]

    assert 4 < len(sheets) < 11
    assert all(re.search(r"born.*record \d+", sheet, re.DOTALL) for sheet in sheets)
    assert all(len(sheet) > 700 for sheet in sheets[:-1])


def test_each_printed_sheet_says_whose_page_it_is(window, begin):
    page = window()
    page.goto(f"{begin(name='Walker')}/rule-out")

    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages

    assert len(sheets) > 3
    for sheet in sheets:
        assert re.search(r"Example Walker.*born.*record \d+", sheet.extract_text(), re.DOTALL)


def test_the_band_of_an_opened_cause_stays_under_its_axis(window, begin):
    """Read against another scale, the line "set aside below" would say something else."""
    page = window()
    page.goto(f"{begin(answers=a_case_file()['answers'])}/rule-out")
    where = "one => [one.getBoundingClientRect().left, one.getBoundingClientRect().width]"
    for width in (1440, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        band = page.locator(".signing .band").first
        closed = band.evaluate(where)
        page.locator(".signing .cause > summary").first.click()
        opened = band.evaluate(where)
        assert opened == pytest.approx(closed, abs=1), width
        page.locator(".signing .cause > summary").first.click()
