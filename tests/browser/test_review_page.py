"""A review in a real browser: the diary by keyboard, the gate that follows, axe at each width."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from planner.clinical.answers import Irritability
from planner.records.accounts import Account
from planner.workflow.actor import Actor
from planner.workflow.answers import record_answers
from planner.workflow.measuring import record_measures
from planner.workflow.situation import choose_stage, rate_irritability
from tests.browser.conftest import faults_at_every_width, sign_in
from tests.clocks import MovableClock
from tests.workflow.desk import Desk, given


@pytest.fixture
def review(site, account) -> str:
    """The address of a second visit, three weeks after the first plan."""
    now = datetime.now(UTC)
    with site.app.extensions["planner"].open_session() as db:
        found = db.scalars(select(Account).where(Account.sign_in_name == account)).one()
        actor = Actor(account_id=found.id, name=found.name, is_lead=True)
        db.rollback()
        desk = Desk(db=db, actor=actor, clock=MovableClock(now - timedelta(days=21)))
        desk.open()
        desk.record_case()
        desk.know(choose_stage, 1, "As in the case")
        desk.know(record_measures, {"nprs": 6, "psfs": 4.3, "daily-test-pain": 2})
        desk.confirm()
        desk.issue()
        desk.clock.move(days=21)
        desk.open_next()
        head = desk.knowledge.pack.presentation.head
        desk.know(record_answers, given(dict.fromkeys(head.always_screen, "absent")))
        desk.save(rate_irritability, Irritability.MODERATE)
        desk.know(record_measures, {"nprs": 3})
        at = desk.visit
    return f"{site.address}/people/{at.person_id}/visits/{at.encounter_id}/review"


def test_a_week_is_typed_by_digits_alone_and_the_gate_follows(open_page, site, review):
    page = open_page()
    sign_in(page, site)
    page.goto(review)
    row = page.locator("tr", has_text="Pain in the exercises").locator(".cell")

    row.first.focus()
    page.keyboard.type("2232452")

    expect(row.nth(6)).to_have_value("2")
    with page.expect_response(lambda answer: "week-1" in answer.url):
        page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#saved-state")).to_have_attribute("data-state", "saved")
    expect(page.locator("#gate")).to_contain_text("limit 3")
    page.reload()
    assert [cell.input_value() for cell in row.all()] == list("2232452")
    expect(page.locator(".cell--over")).to_have_count(2)

    for part in ("", "/re-test", "/running", "/finish", "/add-up/lefs"):
        page.goto(f"{review}{part}")
        assert faults_at_every_width(page) == {}, part
