"""Two ways to use a page, each counted: by mouse or finger, and by keyboard alone."""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page

FARTHEST = 400
"""Presses of Tab after which something counts as out of reach of the keyboard."""
IS_HERE = "one => document.activeElement === one"


class Hand(Protocol):
    """What a person does to a page. ``actions`` counts clicks, key presses and fields typed."""

    actions: int

    def press(self, thing: Locator) -> None:
        """Activate a button or a link."""

    def choose(self, choice: Locator) -> None:
        """Choose a radio button, or tick a box."""

    def write(self, field: Locator, text: str) -> None:
        """Type into a field, over what stands there."""

    def pick(self, field: Locator, value: str) -> None:
        """Choose from a list."""


@dataclass
class Mouse:
    """Clicks what can be seen; a box is chosen by its label, as people do."""

    page: Page
    actions: int = 0

    def press(self, thing: Locator) -> None:
        self.actions += 1
        thing.click()

    def choose(self, choice: Locator) -> None:
        self.actions += 1
        choice.locator("xpath=ancestor::label | following-sibling::label | self::*").first.click()
        assert choice.is_checked()

    def write(self, field: Locator, text: str) -> None:
        self.actions += 1
        field.fill(text)

    def pick(self, field: Locator, value: str) -> None:
        self.actions += 2
        field.select_option(value)


@dataclass
class Keyboard:
    """Tab, arrows, Space, Enter and letters; nothing is touched that focus does not reach."""

    page: Page
    actions: int = 0

    def press(self, thing: Locator) -> None:
        self._reach(thing)
        self._key("Enter")

    def choose(self, choice: Locator) -> None:
        self._reach(choice)
        if not choice.is_checked():
            self._key("Space")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.actions += 1

    def pick(self, field: Locator, value: str) -> None:
        self._reach(field)
        wanted = field.locator(f"option[value='{value}']").inner_text().strip()
        self.page.keyboard.type(wanted)
        self.actions += 2
        assert field.input_value() == value

    def _key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.actions += 1

    def _reach(self, wanted: Locator) -> None:
        """Go on by Tab from where focus is; inside a group of answers, by the right arrow."""
        name = wanted.get_attribute("name") if wanted.get_attribute("type") == "radio" else None
        for _ in range(FARTHEST):
            if wanted.evaluate(IS_HERE):
                return
            here = self.page.evaluate("document.activeElement?.name ?? ''")
            self._key("ArrowRight" if name and here == name else "Tab")
        raise AssertionError(f"Tab does not reach {wanted}")
