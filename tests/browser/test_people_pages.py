"""Signing in, finding, adding: in every state, at every width."""

import pytest

from tests.browser.conftest import WIDTHS, find_faults, sign_in


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_from_the_sign_in_to_the_first_visit(open_page, site, account, width):
    page = open_page(width)
    faults = {}

    def look(state):
        if found := find_faults(page):
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
    page.fill("#text", f"Example Runner {'abc'[list(WIDTHS).index(width)]}")
    page.click("button:has-text('Find or add')")
    look("nobody found")
    page.click("text=Add a new person")
    page.click("button:has-text('Add person')")
    look("add, empty")
    page.fill("#born", "1 3 1992")
    page.locator("#sex-0").check()
    page.click("button:has-text('Add person')")
    if page.locator("#is_new_person").count():
        look("look-alikes")
        page.check("#is_new_person")
        page.click("button:has-text('Add person')")
    page.wait_for_selector("text=Start a visit")
    look("record")
    page.goto(f"{site.address}/nothing")
    look("not found")

    assert faults == {}


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
