"""The month of warnings on its page and as a file for a spreadsheet."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date

from planner.exchange.cells import FORMULA
from planner.web.clinic.warnings_cards import HEADS, warnings_file
from planner.workflow.warnings_report import MonthOfWarnings, RuleMonth
from tests.packs import the_pack
from tests.web.protocol.conftest import desk

__all__ = ["desk"]
CAUDA = "cauda-equina"


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_lead_sees_the_month_and_takes_it_along_without_a_name(signed_in, desk):
    """HZ-037-C4"""
    desk.open()
    desk.answer(saddle_sensory_change="present")

    page = signed_in.get("/settings/warnings")
    [row] = page.words(".warned")
    assert "cauda equina" in row
    assert "1 told; 1 without an outcome" in row
    assert "Runner" not in page.text
    assert "No rule is under the target." in page.words("section li")
    assert "a rule’s are not recorded as none. Expert judgement, not verified" in page.text
    file = signed_in.client.get(f"/settings/warnings/file?month={desk.clock.today():%Y-%m}")
    [line] = [each for each in rows_of(file.data) if "cauda equina" in each[0]]
    assert line[2:7] == ["1", "1", "0", "1", "0"]
    assert b"Runner" not in file.data
    assert signed_in.get("/settings/warnings?month=1999-01").status == 404


def test_no_cell_of_the_file_begins_like_a_formula():
    """D11: whatever a rule of a pack is called."""
    pack = the_pack()
    named = {
        f"rule-{place}": replace(pack.presentation.rules[CAUDA], name=f"{start}cmd|' /C calc'!A0")
        for place, start in enumerate(FORMULA)
    }
    hostile = replace(pack, presentation=replace(pack.presentation, rules=named))
    found = MonthOfWarnings(
        month=date(2026, 11, 1),
        visits=1,
        rules={name: RuleMonth(visits=1) for name in named},
        under_target={},
        screen_overrides=0,
        explained=0,
        kept=Counter(),
    )
    head, *lines = rows_of(warnings_file(found, hostile))
    assert tuple(head) == HEADS
    assert [line[0] for line in lines] == [f"'{rule.name}" for rule in named.values()]
    assert not [cell for line in lines for cell in line if cell.startswith(FORMULA)]
