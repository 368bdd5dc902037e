"""Issue, print screen, letters and blank sheets in a real browser: seen, sized, without faults."""

from dataclasses import replace

import pytest

from planner.records.accounts import Account
from planner.workflow.actor import Actor
from planner.workflow.clock import SystemClock
from tests.browser.conftest import WIDTHS, faults_at_every_width, sign_in
from tests.clocks import MovableClock
from tests.workflow.desk import Desk, pressed

READABLE = 18
"""Pixels of the identity on the print screen (HZ-003-C3)."""


@pytest.fixture
def desk(site, account):
    """A clinician beside the browser; papers are not laid out here, they are elsewhere."""
    site.app.extensions["planner"] = replace(site.app.extensions["planner"], press=pressed)
    with site.app.extensions["planner"].open_session() as db:
        found = db.query(Account).one()
        actor = Actor(account_id=found.id, name=found.name, is_lead=True)
        db.rollback()
        yield Desk(db, actor, MovableClock(SystemClock().now()))


def address(site, desk, page):
    visit = desk.visit
    return f"{site.address}/people/{visit.person_id}/visits/{visit.encounter_id}/{page}"


def type_size(page, selector):
    return min(
        float(size.removesuffix("px"))
        for size in page.eval_on_selector_all(
            selector, "all => all.map(one => getComputedStyle(one).fontSize)"
        )
    )


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_a_plan_is_issued_and_its_print_screen_says_in_large_type_whose_it_is(
    site, desk, open_page, has_script
):
    """HZ-003-T3"""
    desk.make_ready()
    page = open_page(1440, java_script_enabled=has_script)
    sign_in(page, site)
    page.goto(address(site, desk, "issue"))
    if has_script:
        assert faults_at_every_width(page) == {}
        assert type_size(page, ".whose p") >= READABLE

    page.fill("#initials", "XX")
    page.fill("#birth_year", "1992")
    page.click("button:has-text('Issue version')")
    page.wait_for_selector("#error-summary")
    if has_script:
        assert faults_at_every_width(page) == {}

    page.fill("#initials", "er")
    page.click("button:has-text('Issue version')")
    page.wait_for_url("**/plans/*")
    if has_script:
        assert faults_at_every_width(page) == {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            assert type_size(page, ".whose p") >= READABLE
    assert page.inner_text(".whose__name") == "Example Runner"


def test_what_was_taught_is_kept_as_it_is_ticked(site, desk, open_page):
    desk.make_ready()
    issued = desk.issue()
    page = open_page(768)
    sign_in(page, site)
    page.goto(f"{site.address}/people/{desk.visit.person_id}/plans/{issued.plan_id}")

    page.locator(".taught__item input").first.check()
    page.wait_for_selector("#saved-state[data-state=saved]")
    page.reload()

    assert page.locator(".taught__item input").first.is_checked()


def test_a_letter_is_written_by_keyboard_alone_while_an_emergency_is_open(site, desk, open_page):
    desk.open()
    desk.answer(saddle_sensory_change="present", bilateral_leg_symptoms="present")
    page = open_page(1440)
    sign_in(page, site)
    page.goto(address(site, desk, "write-referral"))
    assert faults_at_every_width(page) == {}

    page.focus("input[name=about]")
    page.keyboard.press("Space")
    page.focus("#to")
    page.keyboard.press("Enter")
    page.wait_for_url("**/referrals/*")
    assert page.inner_text("h1") == "Written, not telephoned yet"
    assert faults_at_every_width(page) == {}

    page.click("button:has-text('Telephoned')")
    page.wait_for_selector("#error-summary")
    assert faults_at_every_width(page) == {}
    page.fill("#whom", "On-call spinal registrar")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Telephoned, not accepted yet')")


def test_the_blank_sheets_and_a_persons_record_have_no_fault(site, desk, open_page):
    desk.make_ready()
    desk.issue()
    page = open_page(1440)
    sign_in(page, site)
    for place in ("/blank-sheets", f"/people/{desk.visit.person_id}", "/people"):
        page.goto(f"{site.address}{place}")
        assert faults_at_every_width(page) == {}, place


def test_the_need_the_grade_and_the_code_work_by_mouse_and_without_faults(site, desk, open_page):
    desk.make_ready()
    page = open_page(1440)
    sign_in(page, site)
    page.goto(address(site, desk, "issue"))
    page.check("input[name=edition][value=large]")
    page.check("input[name=extent][value=course]")
    page.click("button:has-text('Save what they need')")
    page.wait_for_selector("#identity-bar:has-text('needs large print')")
    assert faults_at_every_width(page) == {}

    page.goto(address(site, desk, "protocol/note"))
    page.fill(
        "#text", "Progressive isometric rehabilitation facilitates reconditioning. Rest well."
    )
    page.wait_for_selector("[data-grade]:has-text('Raised most by')")
    assert faults_at_every_width(page) == {}

    desk.version = desk.page().version
    desk.issue()
    plan = desk.page().issued[-1]
    page.goto(f"{site.address}/check-a-code")
    page.fill("#code", plan.code)
    page.fill("#number", "1")
    page.click("button:has-text('Check')")
    page.wait_for_selector("text=Version 1 is current")
    assert faults_at_every_width(page) == {}

    page.goto(f"{site.address}/people/{desk.visit.person_id}/plans/{plan.id}")
    standard = page.get_attribute(".files__line:has-text('Standard print') a", "href")
    page.goto(f"{site.address}{standard}")
    assert page.inner_text("h1") == "Print it anyway?"
    assert faults_at_every_width(page) == {}
