"""Papers of one plan are laid out side by side, and a failing one fails the whole."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from planner.documents.errors import PdfError
from planner.documents.render import SIDE_BY_SIDE, PdfPress, PressRoom
from planner.documents.values import Edition
from planner.documents.worker import Printed
from planner.workflow.storing import print_sheets
from tests.documents.example_plan import tendon_plan

PRINTED = Printed(pdf=b"%PDF", pages=1)
PLAN = tendon_plan()
WANTED = [("patient", PLAN, edition) for edition in Edition]


def test_the_second_press_starts_only_while_the_first_is_busy(monkeypatch):
    busy: list[PdfPress] = []
    together = Barrier(SIDE_BY_SIDE, timeout=10)

    def lay_out(press: PdfPress, *_: Any) -> Printed:
        busy.append(press)
        if isinstance(together, Barrier):
            together.wait()
        return PRINTED

    monkeypatch.setattr(PdfPress, "print", lay_out)
    room = PressRoom()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as hands:
        list(hands.map(room.print, [PLAN] * SIDE_BY_SIDE))
    assert len(set(busy)) == SIDE_BY_SIDE

    busy.clear()
    together = None  # type: ignore[assignment]  # nobody waits for another now
    for _ in range(3):
        room.print(PLAN)
    assert len(set(busy)) == 1


def test_a_press_that_failed_is_idle_again(monkeypatch):
    def fail(*_: Any) -> Printed:
        raise PdfError("no ink")

    monkeypatch.setattr(PdfPress, "print", fail)
    room = PressRoom()
    for _ in range(SIDE_BY_SIDE + 1):
        with pytest.raises(PdfError, match="no ink"):
            room.print(PLAN)


def test_sheets_keep_the_order_they_were_asked_for_in():
    def press(_document: object, edition: Edition) -> Printed:
        time.sleep(0.05 if edition is Edition.STANDARD else 0)
        return Printed(pdf=edition.value.encode(), pages=1)

    sheets = print_sheets(WANTED, press)

    assert [(s.edition, s.printed.pdf) for s in sheets] == [(e, e.value.encode()) for e in Edition]


def test_one_failing_sheet_fails_all_and_no_further_one_is_begun():
    begun = []

    def press(_document: object, edition: Edition) -> Printed:
        begun.append(edition)
        if len(begun) == 1:
            raise PdfError("no ink")
        time.sleep(0.1)
        return PRINTED

    with pytest.raises(PdfError, match="no ink"):
        print_sheets(WANTED * 4, press)
    assert len(begun) < len(WANTED) * 4
