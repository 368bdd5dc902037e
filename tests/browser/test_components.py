"""Every component in a real browser: axe, width, keyboard, sizes of targets."""

import pytest

from tests.browser.conftest import WIDTHS, faults_at_every_width
from tests.web.style.guide import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_too_wide(open_page, site, name):
    page = open_page()
    page.goto(f"{site.address}/style/{name}")

    assert faults_at_every_width(page) == {}


def test_a_letter_key_answers_and_an_arrow_never_does(open_page, site):
    page = open_page()
    sent = []

    def refuse(route):
        sent.append(route.request.method)
        route.abort()

    page.route("**/style/", refuse)
    page.goto(f"{site.address}/style/examination")

    page.locator("#bent-knee-stretch-0").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.locator("input:checked").count() == 0

    page.locator("#bent-knee-stretch-name").focus()
    page.keyboard.press("n")
    page.wait_for_selector("#saved-state[data-state=kept]")

    assert page.locator("#bent-knee-stretch-1").is_checked()
    assert "Not saved, 1 answer kept here" in page.inner_text("#saved-state")
    assert len(sent) == 1


def test_letters_typed_into_a_field_answer_nothing(open_page, site):
    page = open_page()
    page.goto(f"{site.address}/style/forms")

    page.locator("#words").type("yes, no")

    assert page.input_value("#words") == "yes, no"
    assert page.locator("#plank-0").is_checked() is False


def test_what_the_server_answers_replaces_its_region_and_moves_the_version(open_page, site):
    page = open_page()
    page.route(
        "**/style/",
        lambda route: route.fulfill(
            json={
                "words": "Saved 10:43",
                "version": 8,
                "regions": {"last-answer": '<div id="last-answer">FADIR: absent</div>'},
                "focus": None,
                "go": None,
            }
        ),
    )
    page.goto(f"{site.address}/style/examination")

    page.locator("#fadir-1").check(force=True)

    page.wait_for_selector("text=Saved 10:43")
    assert page.inner_text("#last-answer") == "FADIR: absent"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_four_identifiers_are_in_view_at_every_width(open_page, site, width):
    """HZ-001-T1, for the bar that every page of a person has."""
    page = open_page(width)
    page.goto(f"{site.address}/style/examination")

    for words in ("Example Runner", "born 1 Mar 1992 (34)", "female", "record BP-0107"):
        assert page.locator("header.bar").get_by_text(words).first.is_visible()


@pytest.mark.parametrize(("width", "least"), [(1440, 24), (320, 24)])
def test_no_target_is_smaller_than_24_pixels(open_page, site, width, least):
    page = open_page(width)
    for name in PAGES:
        page.goto(f"{site.address}/style/{name}")
        small = page.evaluate(
            """least => [...document.querySelectorAll('main :is(a, button, summary, input)')]
              .filter(e => e.checkVisibility() && !e.closest('p, dd, .errors'))
              .map(e => [e, e.getBoundingClientRect()])
              .filter(([e, box]) => Math.min(box.width, box.height) < least)
              .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)""",
            least,
        )
        assert small == [], name


def test_without_a_script_every_answer_is_still_a_form(open_page, site):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site.address}/style/examination")

    page.locator("#bent-knee-stretch-0").check(force=True)

    assert page.locator("#bent-knee-stretch-0").is_checked()
    assert page.locator("form[data-live][method=post]").count() == 1


def test_an_answer_given_while_another_is_sent_is_never_replaced(open_page, site):
    page = open_page()
    sent = []

    def answer_slowly(route):
        sent.append(route)
        if len(sent) > 1:
            route.abort()

    page.route("**/style/", answer_slowly)
    page.goto(f"{site.address}/style/examination")
    page.locator("#slr-0").check(force=True)
    page.locator("#fadir-1").check(force=True)
    page.wait_for_timeout(100)
    sent[0].fulfill(
        json={
            "words": "Saved 10:43",
            "version": 8,
            "regions": {"fadir-row": '<div id="fadir-row">wiped</div>'},
        }
    )
    page.wait_for_selector("#saved-state[data-state=kept]")

    assert page.locator("#fadir-1").is_checked()
