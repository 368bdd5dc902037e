"""A cable pulled, a session ended, two windows that save: what was typed is still there."""

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from sqlalchemy import text

from planner.workflow.words import record_words
from tests.browser.conftest import find_faults, sign_in
from tests.browser.two_people import actor_of, open_visit
from tests.sizes import size

STROKE = 500
"""Milliseconds of the page's own clock between one typed word and the next."""
MOST_LOST = 5_000 // STROKE
"""Words of five seconds."""
MOMENTS = size(1, 13)
"""For each form and each kind of cut."""
FORMS = {"words": "#wrong", "override": "#reason"}
"""A page that saves each answer, and a page that keeps a draft until its button is pressed."""


COUNT_SENDS = """
window.sent = [];
const send = window.fetch;
window.fetch = (...asked) => {
  const answer = send(...asked);
  window.sent.push(answer);
  return answer;
};
"""


class Typist:
    """Types word after word by the page's clock; waits for what the page sends meanwhile."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.clock.install()
        page.add_init_script(COUNT_SENDS)

    def type(self, selector: str, first: int, count: int) -> list[str]:
        words = [f"w{number}" for number in range(first, first + count)]
        self.page.focus(selector)
        for word in words:
            self.page.keyboard.type(f"{word} ")
            self.page.clock.run_for(STROKE)
            self.page.evaluate("Promise.allSettled(window.sent)")
        return words

    def leave(self, selector: str) -> None:
        """Go out of the field; nothing is left to be sent afterwards."""
        self.page.locator(selector).blur()
        self.page.clock.run_for(10 * STROKE)
        self.page.evaluate("Promise.allSettled(window.sent)")


def end_every_session(site) -> None:
    services = site.app.extensions["planner"]
    with services.open_session() as db:
        db.execute(
            text("UPDATE sign_in_session SET ended_at = :now"),
            {"now": services.clock.now().replace(tzinfo=None).isoformat(" ")},
        )
        db.commit()


def is_signed_out(page: Page, site) -> bool:
    page.goto(f"{site.address}/people")
    return "/account/sign-in" in page.url


def cut_connection(page: Page, site) -> None:
    page.context.set_offline(True)


def expire_session(page: Page, site) -> None:
    end_every_session(site)


CUTS: dict[str, Callable[[Page, object], None]] = {
    "connection": cut_connection,
    "session": expire_session,
}


def kept_words(page: Page, form: str) -> list[str]:
    if form == "override":
        page.click("button:has-text('Use the draft')")
    return page.input_value(FORMS[form]).split()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cut", CUTS)
def test_after_a_cut_at_any_moment_the_form_resumes_with_all_but_five_seconds(
    open_page, site, account, form, cut
):
    """HZ-018-T1: the window is closed as well, so only what the server has comes back."""
    chance = random.Random(f"{form} {cut}")
    signed_in = open_page()
    sign_in(signed_in, site)
    for _ in range(MOMENTS):
        opened = open_visit(site, "Anna")
        page = signed_in.context.new_page()
        typist = Typist(page)
        page.goto(opened.address(site, form))
        before = typist.type(FORMS[form], 0, chance.randrange(MOST_LOST + 1, 26))

        CUTS[cut](page, site)
        after = typist.type(FORMS[form], len(before), 3)
        page.close()
        signed_in.context.set_offline(False)

        if is_signed_out(signed_in, site):
            assert cut == "session"
            sign_in(signed_in, site)
        signed_in.goto(opened.address(site, form))
        kept = kept_words(signed_in, form)
        typed = before + after
        assert " ".join(typed).startswith(" ".join(kept)), "a save may fall within a word"
        whole = sum(1 for one, other in zip(kept, typed, strict=False) if one == other)
        assert len(before) - whole <= MOST_LOST


def saved(page: Page) -> None:
    page.click("#saved-state button:has-text('Try again')")
    page.wait_for_selector("#saved-state[data-state=saved]")


def sign_in_beside(page: Page, site) -> None:
    assert page.get_attribute("#saved-state a", "href") == "/account/sign-in"
    beside = page.context.new_page()
    sign_in(beside, site)
    beside.close()


@pytest.mark.parametrize("cut", CUTS)
def test_a_page_that_stays_open_through_a_cut_loses_nothing(open_page, site, account, cut):
    """HZ-018-T1: typed on while cut off, and saved once the way is open again."""
    opened = open_visit(site, "Anna")
    page = open_page()
    typist = Typist(page)
    sign_in(page, site)
    page.goto(opened.address(site))
    typed = typist.type("#wrong", 0, 5)
    CUTS[cut](page, site)
    typed += typist.type("#wrong", 5, 12)
    typist.leave("#wrong")
    page.wait_for_selector("#saved-state[data-state=kept]")

    page.context.set_offline(False)
    if cut == "session":
        sign_in_beside(page, site)
    saved(page)

    page.reload()
    assert page.input_value("#wrong").split() == typed


def test_a_session_that_ends_twice_while_one_answer_waits_loses_nothing(open_page, site, account):
    """HZ-018-T1: each try may bring a new token, not only the first."""
    opened = open_visit(site, "Anna")
    page = open_page()
    typist = Typist(page)
    sign_in(page, site)
    page.goto(opened.address(site))
    end_every_session(site)
    typed = typist.type("#wrong", 0, 3)
    typist.leave("#wrong")
    sign_in_beside(page, site)
    tries = []

    def only_the_first(route):
        tries.append(route)
        return route.continue_() if len(tries) == 1 else route.abort()

    page.route("**/words", only_the_first)
    page.click("#saved-state button:has-text('Try again')")
    page.wait_for_selector("#saved-state[data-state=kept]:not(:has(a))")
    page.unroute("**/words")
    assert len(tries) >= 2
    end_every_session(site)
    page.click("#saved-state button:has-text('Try again')")
    page.wait_for_selector("#saved-state a")

    sign_in_beside(page, site)
    saved(page)

    page.reload()
    assert page.input_value("#wrong").split() == typed


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_a_conflict_shows_each_differing_field_with_both_texts_and_who_wrote_them(
    open_page, site, account, has_script
):
    """HZ-016-T2: what both wrote alike is not shown; choosing mine saves mine."""
    opened = open_visit(site, "Anna")
    page = open_page(java_script_enabled=has_script)
    sign_in(page, site)
    page.goto(opened.address(site))
    services = site.app.extensions["planner"]
    theirs = {"wrong": "It hurts to sit", "fears": "That it tears", "wants-back": "To run"}
    with services.open_session() as db:
        record_words(db, actor_of(db), opened.visit, 1, theirs, clock=services.clock)

    if has_script:
        page.fill("#wrong", "It hurts to stand")
        page.locator("#wrong").blur()
    else:
        page.fill("#wrong", "It hurts to stand")
        page.fill("#fears", "That it never heals")
        page.fill("#wants_back", "To run")
        page.click("button:has-text('Save and go')")
    page.wait_for_selector("h1:has-text('Somebody else changed this')")

    cards = [card.inner_text().split("\n") for card in page.locator("main .card").all()]
    shown = {lines[0]: [line for line in lines[1:] if line] for lines in cards}
    mine = {"Wrong": "It hurts to stand"}
    if not has_script:
        mine["Fears"] = "That it never heals"
    assert {name: lines[1] for name, lines in shown.items()} == mine
    for name, lines in shown.items():
        assert lines[0] == "Yours, not saved"
        assert lines[2].startswith("Saved by A. Example, ")
        assert lines[3] == theirs[name.lower()]
    if has_script:
        assert find_faults(page) == []

    page.click("button:has-text('Save mine')")
    page.goto(opened.address(site))
    assert page.input_value("#wrong") == "It hurts to stand"
