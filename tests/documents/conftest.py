"""One press for the whole run; each example is printed once and then shared."""

from collections.abc import Callable, Iterator

import pytest

from planner.documents.render import PdfPress, Printed
from planner.documents.values import Edition
from tests.documents.examples import EXAMPLES

Print = Callable[[str, Edition], Printed]
PATIENCE = 120.0
"""Seconds a document may take here: a busy machine must not fail a test."""


@pytest.fixture(scope="session")
def press() -> Iterator[PdfPress]:
    made = PdfPress(time_limit=PATIENCE)
    yield made
    made.close()


@pytest.fixture(scope="session")
def printed(press: PdfPress) -> Print:
    """``printed("tendon", Edition.LARGE)``: the finished PDF of an example."""
    kept: dict[tuple[str, Edition], Printed] = {}

    def print_once(name: str, edition: Edition) -> Printed:
        if (name, edition) not in kept:
            kept[name, edition] = press.print(EXAMPLES[name], edition)
        return kept[name, edition]

    return print_once
