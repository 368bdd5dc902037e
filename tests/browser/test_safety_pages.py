"""Safety, emergency, before testing and results in a real browser: keys, focus, axe, widths."""

from datetime import date
from typing import Any, cast

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from planner.clinical.answers import Sex, Side
from planner.records.accounts import Account
from planner.workflow.actor import Actor
from planner.workflow.clock import SystemClock
from planner.workflow.words import Complaint, record_complaint
from tests.browser.conftest import faults_at_every_width, sign_in
from tests.workflow.desk import Desk

TEENAGER = {"given_name": "Sample", "born": date(2012, 2, 4), "sex": Sex.MALE}


@pytest.fixture
def begin(site, account, pack):
    """Opens a visit: ``begin(pop_felt="present")`` gives its address."""

    def open_one(person=None, **answers):
        with site.app.extensions["planner"].open_session() as db:
            clinician = db.scalars(select(Account)).one()
            actor = Actor(account_id=clinician.id, name=clinician.name, is_lead=True)
            desk = Desk(db=db, actor=actor, clock=cast(Any, SystemClock()))
            visit = desk.open(desk.person(**(person or {})))
            desk.know(record_complaint, Complaint(side=Side.RIGHT, duration_weeks=1))
            if answers:
                desk.answer(**answers)
        return f"{site.address}/people/{visit.person_id}/visits/{visit.encounter_id}"

    return open_one


@pytest.fixture
def window(open_page, site, account):
    def make(width=1440, **more):
        page = open_page(width, **more)
        sign_in(page, site)
        return page

    return make


def test_axe_finds_nothing_in_any_state(window, begin):
    page = window()
    calm, raised = begin({"family_name": "x" * 300}), begin(TEENAGER, pop_felt="present")
    alarmed = begin(saddle_sensory_change="present", chest_pain_or_breathlessness="present")
    for address in (
        f"{calm}/safety-screen",
        f"{raised}/safety-screen",
        f"{alarmed}/emergency",
        f"{raised}/before-testing",
        f"{raised}/override",
        f"{raised}/results",
        f"{raised}/results/pelvis-x-ray",
    ):
        page.goto(address)
        assert faults_at_every_width(page) == {}, address
    page.goto(f"{raised}/override")
    page.click("text=Sign and go on")
    expect(page.locator("#error-summary")).to_be_visible()
    assert faults_at_every_width(page) == {}
    page.goto(f"{alarmed}/emergency")
    page.locator("text=Record outcome").first.click()
    expect(page.locator("#error-summary")).to_be_visible()
    assert faults_at_every_width(page) == {}


def test_by_key_the_focus_goes_on_and_after_a_click_it_stays(window, begin):
    page = window()
    page.goto(f"{begin()}/safety-screen")
    head = page.locator("#screen-head")

    page.keyboard.press("n")
    expect(head).to_contain_text("1 of 26")
    expect(page.locator("#bladder-change-0")).to_be_focused()
    page.locator("label[for=fever-unwell-1]").click()
    expect(head).to_contain_text("2 of 26")
    expect(page.locator("#fever-unwell-1")).to_be_focused()
    assert page.locator("#still-to-ask").is_visible()


def test_a_raised_rule_takes_focus_to_its_heading_once(window, begin):
    page = window()
    page.goto(f"{begin(TEENAGER)}/safety-screen")

    page.locator("label[for=pop-felt-0]").click()
    expect(page.locator("#rule-apophyseal-avulsion")).to_be_focused()
    page.locator("label[for=fever-unwell-1]").click()
    expect(page.locator("#screen-head")).to_contain_text("2 of")
    expect(page.locator("#rule-apophyseal-avulsion")).not_to_be_focused()


def test_an_emergency_takes_the_page_over_and_its_question_ends_it(window, begin):
    page = window()
    page.goto(f"{begin()}/safety-screen")

    page.locator("label[for=chest-pain-or-breathlessness-1]").click()
    page.locator("label[for=swollen-leg-risk-0]").click()
    page.wait_for_url("**/emergency")
    expect(page.locator("h1")).to_be_focused()
    page.locator("label[for=leg-swollen-now-1]").click()
    page.click("text=Record that, and go on")

    page.wait_for_url("**/safety-screen")


def test_without_a_script_every_answer_is_saved_by_the_button(window, begin):
    page = window(768, java_script_enabled=False)
    page.goto(f"{begin()}/safety-screen")
    for name in ("fever-unwell", "past-cancer"):
        page.locator(f"label[for={name}-1]").click()

    page.click("text=Save answers")

    expect(page.locator("#screen-head")).to_contain_text("2 of 26")
    expect(page.locator("#fever-unwell-row summary")).to_contain_text("No")
