"""Signing in, finding, adding: in every state, at every width."""

import dataclasses
from datetime import datetime

import pyotp

from tests.browser.conftest import PASSWORD, faults_at_every_width, sign_in
from tests.browser.two_people import open_visit


def test_axe_finds_nothing_from_the_sign_in_to_the_first_visit(open_page, site, account):
    page = open_page()
    open_visit(site, "Example", "Runner")
    faults = {}

    def look(state):
        if found := faults_at_every_width(page):
            faults[state] = found

    page.goto(f"{site.address}/account/first/unknown")
    look("a used link")
    page.goto(f"{site.address}/account/sign-in")
    look("sign in")
    page.click("button:has-text('Sign in')")
    look("sign in, empty")
    sign_in(page, site)
    look("people")
    page.click("button:has-text('Find or add')")
    look("search, empty")
    page.fill("#text", "Example Runners")
    page.click("button:has-text('Find or add')")
    look("nobody found")
    page.click("text=Add a new person")
    page.click("button:has-text('Add person')")
    look("add, empty")
    page.fill("#born", "1 3 1992")
    page.locator("#sex-0").check()
    page.click("button:has-text('Add person')")
    page.wait_for_selector("#is_new_person")
    look("look-alikes")
    page.check("#is_new_person")
    page.click("button:has-text('Add person')")
    page.wait_for_selector("text=Start a visit")
    look("record")
    page.fill("#visit_date", "1 1 2999")
    page.click("button:has-text('Start visit')")
    look("a visit in the future")
    page.fill("#visit_date", "")
    page.fill("#visit_date", f"{datetime.now().astimezone():%d %m %Y}")
    page.click("button:has-text('Start visit')")
    page.wait_for_url("**/words")
    look("words, empty")
    page.fill("#weeks", "many")
    page.click("button:has-text('Save and go')")
    look("words, a wrong number")
    page.goto(f"{site.address}/nothing")
    look("not found")

    assert faults == {}


def test_axe_finds_nothing_from_the_second_step_to_the_printed_codes(
    open_page, site, account, monkeypatch
):
    services = site.app.extensions["planner"]
    monkeypatch.setitem(
        site.app.extensions, "planner", dataclasses.replace(services, second_step=True)
    )
    page, faults = open_page(), {}

    def sign_in_to(heading):
        page.goto(f"{site.address}/account/sign-in")
        page.fill("#sign_in_name", account)
        page.fill("#password", PASSWORD)
        page.click("button:has-text('Sign in')")
        page.wait_for_selector(f"h1:has-text('{heading}')")

    def look(state):
        if found := faults_at_every_width(page):
            faults[state] = found

    sign_in_to("Set up the second step")
    look("set up")
    key = page.inner_text("code").replace(" ", "")
    page.fill("#code", pyotp.TOTP(key).now())
    page.click("button:has-text('Use this telephone')")
    page.wait_for_selector(".codes")
    look("printed codes")
    printed = page.inner_text(".codes li >> nth=0")
    page.goto(f"{site.address}/account/prove")
    look("prove")
    page.context.clear_cookies()
    sign_in_to("Enter the code")
    page.click("button:has-text('Go on')")
    look("the code, left empty")
    page.fill("#code", printed)
    page.click("button:has-text('Go on')")
    page.wait_for_url("**/people")

    assert faults == {}


def test_what_is_tapped_and_typed_is_saved_at_once_and_the_bar_follows(open_page, site, account):
    page = open_page()
    sign_in(page, site)
    page.goto(f"{site.address}/people/new")
    page.fill("#given_name", "Sample")
    page.fill("#family_name", "Tapper")
    page.fill("#born", "4 2 1999")
    page.locator("#sex-1").check()
    page.click("button:has-text('Add person')")
    page.click("button:has-text('Start visit')")
    page.wait_for_url("**/words")

    page.locator("#side-1").check(force=True)
    page.wait_for_selector(".bar__side:has-text('Left side')")
    zone = page.locator(".body-chart__close [data-zone='6']")
    zone.click()
    zone.click()
    page.fill("#fears", "That it tears.")
    page.locator("#fears").blur()
    page.wait_for_selector("#saved-state[data-state=saved]")
    page.wait_for_function("document.querySelector('#saved-state').dataset.state === 'saved'")
    page.wait_for_timeout(500)
    page.reload()

    assert page.locator("#zone_6").is_checked()
    assert page.locator("#worst-6").is_checked()
    assert page.input_value("#fears") == "That it tears."


def test_what_cannot_be_sent_stays_here_and_can_be_tried_again(open_page, site, account):
    page = open_page()
    sign_in(page, site)
    page.click(".visitor a >> nth=0")
    page.wait_for_url("**/words")
    page.route("**/words", lambda route: route.abort())
    page.fill("#goal", "A 10 km race")
    page.locator("#goal").blur()
    page.wait_for_selector("text=Not saved, 1 answer kept here")

    page.unroute("**/words")
    page.click("text=Try again")

    page.wait_for_selector("#saved-state[data-state=saved]")


def test_the_whole_way_to_a_record_goes_by_keyboard_alone(open_page, site, account):
    page = open_page()
    page.goto(f"{site.address}/account/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#sign_in_name").focus()
    page.keyboard.type("a.example")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery staple")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people")
    page.locator("#text").focus()
    page.keyboard.type("Demo Keyboard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/search")

    assert "Demo" not in page.url
    assert "Demo" not in page.title()
