"""One press for the whole run; each example is printed once and then shared."""

import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.documents.render import PdfPress, Printed
from planner.documents.values import Edition
from tests.documents.examples import EXAMPLES

Print = Callable[[str, Edition], Printed]
PATIENCE = 600.0
"""Seconds a document may take here: a busy machine must not fail a test."""


@pytest.fixture(scope="session")
def press() -> Iterator[PdfPress]:
    made = PdfPress(time_limit=PATIENCE)
    yield made
    made.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this run keeps what it printed: the same folder for all its processes."""
    own = tmp_path_factory.getbasetemp()
    shelf = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "printed"
    shelf.mkdir(exist_ok=True)
    return shelf


@pytest.fixture(scope="session")
def printed(press: PdfPress, shelf: Path) -> Print:
    """``printed("tendon", Edition.LARGE)``: the finished PDF of an example."""
    kept: dict[tuple[str, Edition], Printed] = {}

    def print_once(name: str, edition: Edition) -> Printed:
        if (name, edition) not in kept:
            file = shelf / f"{name}-{edition.value}"
            if not file.exists():
                whole = shelf / f"{file.name}-{os.getpid()}"
                whole.write_bytes(pickle.dumps(press.print(EXAMPLES[name], edition)))
                whole.rename(file)
            kept[name, edition] = pickle.loads(file.read_bytes())  # noqa: S301  # our own file
        return kept[name, edition]

    return print_once
