"""The steps of a review as a physiotherapist does them, and screens looked at in every width."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import expect

from planner.records.plans import StoredDocument
from tests.browser.conftest import WIDTHS, find_faults
from tests.browser.visiting import Visit


@dataclass
class Course(Visit):
    """Visit after visit of one person. Screens and papers are kept in ``folder``."""

    folder: Path = field(default_factory=Path)
    number: int = 1
    last_address: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def look(self, state: str) -> None:
        """Axe and a picture in each width, and back to the width of the walk."""
        if self.of_interest and state not in self.of_interest:
            return
        size = self.page.viewport_size
        for width, height in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            if found := find_faults(self.page):
                self.faults[f"visit {self.number}, {state}, {width} px"] = found
            name = f"{self.number}-{state.replace(' ', '-').replace(',', '')}-{width}.png"
            self.page.screenshot(path=self.folder / name, full_page=True)
        if size is not None:
            self.page.set_viewport_size(size)

    def count(self, what: str, since: int) -> None:
        """Keep how many actions a part of the visit took."""
        self.counts[f"visit {self.number}, {what}"] = self.hand.actions - since

    # --- the next visit -------------------------------------------------------------------

    def come_back(self, person: str) -> None:
        """Sign in on another day and start the next visit of the same course."""
        self.number += 1
        self.page.context.clear_cookies()
        self.sign_in()
        self.page.goto(person)
        self.hand.press(self.button("Start visit"))
        self.page.wait_for_url("**/visits/**")

    def go(self, part: str) -> None:
        """A page of this visit by its address."""
        self.page.goto(f"{self.address}/{part}")

    @property
    def address(self) -> str:
        """Where the pages of this visit lie: the last one that was open."""
        found = re.match(r".*/visits/[0-9a-f-]+", self.page.url)
        if found is not None:
            self.last_address = found[0]
        return self.last_address

    def person_address(self) -> str:
        found = re.match(r".*/people/[0-9a-f-]+", self.page.url)
        assert found is not None, self.page.url
        return found[0]

    def set_goal(self, goal: str) -> None:
        """The person's own goal, which each review rates."""
        self.page.wait_for_url("**/respect")
        with self.saving():
            self.hand.write(self.page.locator("#goals"), goal)
            self.page.keyboard.press("Tab")
        self.settle()

    def sign_result(self, investigation: str, result: str, on: str) -> None:
        """The report of a picture or a surgeon, signed."""
        self.go(f"results/{investigation}")
        self.hand.choose(self.page.locator(f"input[name=result][value={result}]"))
        self.hand.write(self.page.locator("input[name=on]"), on)
        self.hand.press(self.button("Sign the result"))
        expect(self.page.get_by_role("heading", name="Investigations and results")).to_be_visible()

    # --- the review -----------------------------------------------------------------------

    def type_diary(self, rows: dict[str, str]) -> None:
        """A week by digits alone: each moves on by itself, a blank is stepped over."""
        self.go("review")
        begun = self.hand.actions
        for label, digits in rows.items():
            cells = self.page.locator("tr", has_text=label).locator(".cell")
            cells.first.focus()
            for digit in digits[: cells.count()]:
                self.page.keyboard.press("Tab" if digit == " " else digit)
                self.hand.actions += 1
        with self.saving():
            self.page.keyboard.press("Tab")
        self.page.wait_for_load_state("networkidle")
        self.settle()
        self.count("diary", begun)

    def measure(self, numbers: dict[str, str]) -> None:
        """What the gate or the scores ask for, each kept when it is typed."""
        for name, number in numbers.items():
            choice = self.page.locator(f"input[name='{name}'][value='{number}'][type=radio]")
            fold = self.page.locator("details:not([open])", has=self.page.locator(f"#{name}"))
            if fold.count():
                self.hand.press(fold.first.locator("summary"))
            with self.saving():
                if choice.count():
                    self.hand.choose(choice)
                else:
                    self.hand.write(self.page.locator(f"#{name}"), number)
                    self.page.keyboard.press("Tab")
            self.settle()

    def decide(self, move: str, reason: str = "") -> None:
        """The stage gate: what was decided, with a reason where it goes against the gate."""
        if reason:
            self.hand.write(self.page.locator("#reason"), reason)
        self.hand.press(self.page.locator(f"button[name=move][value={move}]"))
        self.page.wait_for_load_state()

    def retest(self, goals: tuple[str, ...]) -> None:
        """Each technique of today without change, each goal rated."""
        self.go("review/re-test")
        for given in self.page.locator("#retest-form input[value=same]").all():
            with self.saving():
                self.hand.choose(given)
            self.settle()
        for place, rating in enumerate(goals):
            self.hand.write(self.page.locator(f"#goal-{place}"), rating)
        self.look("re-test")
        self.hand.press(self.button("Save and go"))

    def plan_again(self, irritability: str, initials: str, year: str) -> None:
        """From what to respect to the next version on paper."""
        begun = self.hand.actions
        self.respect(irritability)
        if self.page.get_by_role("link", name=re.compile("doses? .*source|Confirm")).count():
            self.confirm_doses()
        self.issue(initials, year)
        self.count("working diagnosis to plan", begun)
        self.look("issued")
        self.keep_papers()

    def keep_papers(self) -> None:
        """The newest papers as files."""
        with self.site.app.extensions["planner"].open_session() as db:
            for row in db.query(StoredDocument):
                (
                    self.folder / f"{self.number}-{row.kind}-{row.edition}-{row.id[:8]}.pdf"
                ).write_bytes(row.content)
