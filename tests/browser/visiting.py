"""The steps of a visit as a physiotherapist does them, page after page, each page checked."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

from planner.web.assessment.asking import SIDE
from tests.browser.conftest import Site, find_faults, sign_in
from tests.browser.hands import Hand, Mouse

UNANSWERED = ":not(:has(input:checked))"


def said(answers: Mapping[str, str], control: str) -> str:
    """What a case says of a finding, on either side; what it does not say is a no."""
    return answers.get(control.partition(SIDE)[0], "absent")


@dataclass
class Visit:
    """One person's visit in one window. ``faults`` collects what axe finds, by page state.

    ``of_interest`` are the states that are looked at; all of them where none is named.
    """

    page: Page
    site: Site
    hand: Hand
    of_interest: tuple[str, ...] = ()
    faults: dict[str, list[str]] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)

    def look(self, state: str) -> None:
        """Let axe read the page as it is now; it must fit its window too.

        Once for each width is enough: the keyboard meets the same pages.
        """
        is_wanted = not self.of_interest or state in self.of_interest
        if is_wanted and isinstance(self.hand, Mouse) and (found := find_faults(self.page)):
            self.faults[state] = found

    def button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=re.compile(words)).first

    def link(self, words: str) -> Locator:
        return self.page.get_by_role("link", name=re.compile(words)).first

    def told(self) -> str:
        """Time and number of actions, for the person who runs the tests."""
        seconds = time.monotonic() - self.begun
        return f"{seconds:.0f} s by machine, {self.hand.actions} actions"

    # --- people ---------------------------------------------------------------------------

    def sign_in(self) -> None:
        sign_in(self.page, self.site)

    def add_person(self, given: str, family: str, born: str, sex: str) -> None:
        self.hand.write(self.page.locator("#text"), f"{given} {family}")
        self.hand.press(self.button("Find or add"))
        self.hand.press(self.link("Add a new person"))
        self.hand.write(self.page.locator("#born"), born)
        self.hand.choose(self.page.locator(f"input[name=sex][value={sex}]"))
        self.hand.press(self.button("Add person"))
        alike = self.page.locator("#is_new_person")
        added = self.page.get_by_role("heading", name="Start a visit")
        expect(alike.or_(added).first).to_be_attached()
        if alike.count():
            self.hand.choose(alike)
            self.hand.press(self.button("Add person"))
        expect(added).to_be_visible()

    def start(self) -> None:
        self.hand.press(self.button("Start visit"))
        self.page.wait_for_url("**/words")

    # --- answers --------------------------------------------------------------------------

    def answer(self, finding: str, presence: str) -> None:
        """Choose one answer, and wait until the page says that it is kept."""
        choice = self.page.locator(f"fieldset#{finding} input[value={presence}]")
        with self.saving():
            self.hand.choose(choice)

    def saving(self):
        return self.page.expect_response(lambda told: told.request.method == "POST")

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.page.wait_for_selector("#saved-state[data-state=saved]")

    def next_open(self) -> str | None:
        """The finding of the first row that has no answer yet."""
        row = self.page.locator(f".row--open fieldset.answer{UNANSWERED}").first
        return row.get_attribute("id") if row.count() else None

    def answer_open_rows(self, answers: Mapping[str, str]) -> None:
        """Answer what is still to ask; what the case does not say is a no."""
        while (finding := self.next_open()) is not None:
            self.answer(finding, said(answers, finding))
            self.settle()

    # --- pages ----------------------------------------------------------------------------

    def screen(self, answers: Mapping[str, str]) -> None:
        self.page.wait_for_url("**/safety-screen")
        self.look("safety screen, nothing asked")
        self.answer_open_rows(answers)
        self.look("safety screen, answered")

    def before_testing(self, answers: Mapping[str, str]) -> None:
        self.page.wait_for_url("**/before-testing")
        self.answer_open_rows(answers)
        for name, value in (("examination", "given"), ("chaperone", "offered-declined")):
            with self.saving():
                self.hand.choose(self.page.locator(f"input[name={name}][value={value}]"))
            self.settle()
        self.look("before testing, answered")

    def examine(self, answers: Mapping[str, str]) -> None:
        """Answer card after card, position after position, until nothing is left to do."""
        self.page.wait_for_url("**/examination**")
        seen = 0
        while True:
            card = self.page.locator("section.question[data-keys]")
            if card.count():
                self.answer_card(card, answers)
                seen += 1
                continue
            if seen:
                self.look("examination, a position done")
                seen = 0
            onward = self.page.locator(".position-done a.button")
            if not onward.count() or "rule-out" in str(onward.get_attribute("href")):
                return
            leads_to = str(onward.get_attribute("href"))
            self.hand.press(onward)
            self.page.wait_for_url(f"**{leads_to}")
            if leads_to.endswith("baseline"):
                return

    def answer_card(self, card: Locator, answers: Mapping[str, str]) -> None:
        """A control of a card; a finding of both sides has two, and goes when both are done."""
        anchor = card.get_attribute("id")
        open_ = card.locator(f"fieldset.answer{UNANSWERED}")
        is_last, control = open_.count() == 1, str(open_.first.get_attribute("id"))
        self.answer(control, said(answers, control))
        self.settle()
        if is_last:
            self.page.locator(f"#{anchor}").wait_for(state="detached")
        else:
            self.page.locator(f"fieldset#{control}{UNANSWERED}").wait_for(state="detached")

    def rule_out(self, diagnosis: str) -> None:
        """Sign what the findings settle, and choose the working diagnosis."""
        if "rule-out" not in self.page.url:
            self.hand.press(self.step("Rule-out"))
        self.page.wait_for_url("**/impression")
        self.hand.pick(self.page.locator("#condition"), diagnosis)
        self.look("own impression")
        self.hand.press(self.button("Record and open the board"))
        self.page.wait_for_url("**/rule-out")
        self.look("rule-out, unsigned")
        self.hand.press(self.button("Sign: set aside"))
        expect(self.page.locator(".quick")).to_have_count(0)
        self.hand.pick(self.page.locator("#condition"), diagnosis)
        self.hand.press(self.button("Record the working diagnosis"))
        expect(self.page.locator(".diagnosis .signing__done")).to_be_visible()
        self.look("rule-out, signed")
        self.hand.press(self.link("respect"))

    def respect(self, irritability: str, factors: Mapping[str, str] | None = None) -> None:
        """Rate irritability and answer what the plan waits for, until nothing does."""
        self.page.wait_for_url("**/respect")
        with self.saving():
            self.hand.choose(self.page.locator(f"input[name=irritability][value={irritability}]"))
        self.settle()
        while (
            row := self.page.locator(
                "#factors > .factors .row--open fieldset:not(:has(input:checked))"
            )
        ).count():
            factor = str(row.first.get_attribute("id"))
            self.answer(factor, (factors or {}).get(factor, "absent"))
            self.settle()
        with self.saving():
            self.hand.choose(self.page.locator("input[name=treatment][value=given]"))
        self.settle()
        self.look("respect, answered")
        self.hand.press(self.button("Save and see the board"))
        self.page.wait_for_url("**/protocol")
        self.look("protocol board")

    def confirm_doses(self) -> None:
        """Read the doses without a source and confirm them together."""
        self.hand.press(self.link("doses? .*source|Confirm"))
        self.page.wait_for_url(re.compile("/doses"))
        self.look("doses to confirm")
        self.hand.choose(self.page.locator("#read-0"))
        self.hand.press(self.button("Confirm"))
        self.page.wait_for_url(re.compile("/protocol(#|$)"))

    def issue(self, initials: str, year: str) -> None:
        """Type again whose plan it is, and issue it."""
        self.hand.press(self.link("Check and issue"))
        self.page.wait_for_url("**/issue")
        self.look("ready to issue")
        self.hand.write(self.page.locator("#initials"), initials)
        self.hand.write(self.page.locator("#birth_year"), year)
        self.hand.press(self.button("Issue version"))
        expect(self.page.locator("h1")).to_have_text(re.compile("is issued"), timeout=60_000)

    def write_letter(self) -> None:
        """From the form to the frozen letter and its loop."""
        self.page.wait_for_url(re.compile("referral"))
        choice = self.page.locator("input[name=about]")
        if not self.page.locator("input[name=about]:checked").count():
            self.hand.choose(choice.first)
        self.look("a letter to write")
        self.hand.press(self.button("Write the letter"))
        expect(self.page.locator(".loop").first).to_be_visible(timeout=60_000)

    def close_emergency(self) -> None:
        """Record how it ended: who said so, when."""
        self.hand.choose(self.page.locator("input[name=outcome]").first)
        self.hand.write(self.page.locator("input[name=whom]").first, "On-call spinal registrar")
        self.hand.write(self.page.locator("input[name=time]").first, "09:31")
        self.hand.press(self.button("Record outcome"))
        expect(self.page).not_to_have_url(re.compile("/emergency$"))
        self.look("after the emergency")

    def step(self, name: str) -> Locator:
        """A step of the rail, as the width shows it."""
        wide = self.page.locator(".rail__wide a", has_text=name)
        if wide.is_visible():
            return wide
        self.hand.press(self.page.locator(".rail__short summary"))
        return self.page.locator(".rail__list a", has_text=name)
