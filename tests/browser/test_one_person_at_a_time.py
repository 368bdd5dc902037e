"""Two people in two windows of one browser: only the one opened last can be written about."""

import pytest
from sqlalchemy import text

from tests.browser.conftest import faults_at_every_width, sign_in
from tests.browser.two_people import open_visit


@pytest.fixture
def two(open_page, site, account):
    """The windows of A and of B, A's opened first, and who they are."""
    first, second = open_visit(site, "Anna"), open_visit(site, "Ben")
    window = open_page()
    sign_in(window, site)
    window.goto(first.address(site))
    window.fill("#goal", "Typed before")
    with window.expect_response("**/words"):
        window.locator("#goal").blur()
    with window.expect_response("**/words"):
        pass  # the pause after typing saves as well
    other = window.context.new_page()
    other.goto(second.address(site))
    window.wait_for_selector(".set-aside")
    return window, other, first, second


def saved(page):
    page.wait_for_selector("#saved-state[data-state=saved]")
    page.wait_for_function("!document.querySelector('#saved-state').innerText.includes('Saving')")


def rows_about(site, visit):
    with site.app.extensions["planner"].open_session() as db:
        rows = db.execute(
            text("SELECT text FROM words WHERE encounter_id = :id ORDER BY at_version"),
            {"id": visit.encounter_id},
        )
        return [row.text for row in rows]


def test_opening_another_person_sets_the_first_page_aside(two):
    """HZ-001-T4: what is still visible for A is disabled and cannot be submitted."""
    window, other, _, _ = two
    sent = []
    window.on("request", lambda request: sent.append(request.method))

    fields = window.locator("main :is(input, textarea, select, button)")
    assert fields.count() > 20
    assert all(field.is_disabled() for field in fields.all())
    assert window.evaluate("getComputedStyle(document.querySelector('main')).filter") != "none"
    window.evaluate("document.querySelector('main form').requestSubmit()")
    window.keyboard.press("y")
    window.wait_for_timeout(200)

    assert "POST" not in sent
    assert window.input_value("#goal") == "Typed before"
    assert other.locator("#goal").is_enabled()
    assert other.locator(".set-aside").count() == 0


def test_one_button_takes_the_page_up_again_and_sets_the_other_aside(two):
    """HZ-001-T4"""
    window, other, _, _ = two

    window.click("button:has-text('Work on Anna Runner again')")

    other.wait_for_selector("button:has-text('Work on Ben Runner again')")
    assert window.locator("#goal").is_enabled()
    assert window.input_value("#goal") == "Typed before"
    assert window.locator(".set-aside").count() == 0
    assert other.locator("#goal").is_disabled()


def test_a_page_brought_back_by_the_back_button_is_the_one_that_counts(two, site):
    """HZ-001-T4: with the page from the browser's memory, or loaded anew."""
    window, other, first, _ = two
    other.goto(f"{site.address}/people")
    other.go_back()
    other.wait_for_selector("#goal")
    assert other.locator("#goal").is_enabled()

    window.click("button:has-text('Work on')")
    other.wait_for_selector(".set-aside")
    other.goto(first.address(site))
    other.go_back()

    window.wait_for_selector(".set-aside")
    assert other.locator("#goal").is_enabled()


def test_a_second_window_of_the_same_person_sets_nothing_aside(two, site):
    _, other, _, second = two
    third = other.context.new_page()

    third.goto(second.address(site))
    third.wait_for_timeout(300)

    assert other.locator(".set-aside").count() == 0
    assert other.locator("#goal").is_enabled()


def test_axe_finds_nothing_on_a_page_that_was_set_aside(two):
    window, _, _, _ = two

    assert faults_at_every_width(window) == {}


def test_twenty_times_to_and_fro_every_word_is_in_the_right_record(open_page, site, account):
    """HZ-002-T2 and HZ-002-T4: two windows, a save in each, twenty times."""
    first, second = open_visit(site, "Anna"), open_visit(site, "Ben")
    window = open_page()
    sign_in(window, site)
    windows = {first.visit: window, second.visit: window.context.new_page()}
    for opened in (first, second):
        windows[opened.visit].goto(opened.address(site))

    for turn in range(20):
        opened = (first, second)[turn % 2]
        page = windows[opened.visit]
        if page.locator(".set-aside").count():
            page.click("button:has-text('Work on')")
        page.fill("#fears", f"{opened.person.name} {turn}")
        with page.expect_response("**/words"):
            page.locator("#fears").blur()
        saved(page)
        said = " ".join((page.locator("#saved-state").text_content() or "").split())
        assert said.endswith(f"for {opened.person.name}")

    for opened in (first, second):
        rows = rows_about(site, opened.visit)
        assert len(rows) == 10
        assert all(row.startswith(opened.person.name) for row in rows)


def test_without_a_script_nothing_is_set_aside_and_every_form_works(open_page, site, account):
    first, second = open_visit(site, "Anna"), open_visit(site, "Ben")
    window = open_page(java_script_enabled=False)
    sign_in(window, site)
    window.goto(first.address(site))
    other = window.context.new_page()
    other.goto(second.address(site))

    window.fill("#fears", "Anna’s words")
    window.click("button:has-text('Save and go')")

    assert rows_about(site, first.visit) == ["Anna’s words"]
    assert rows_about(site, second.visit) == []
