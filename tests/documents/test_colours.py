"""Contrast on paper: at least 7 to 1 for every text, and no colour that is not in the list."""

import re

import pytest

from planner.documents.pages import TEMPLATES
from tests.documents.colours import LINES_ONLY, PAIRS, contrast

ENOUGH = 7.0


@pytest.mark.parametrize(("name", "ink", "ground"), PAIRS)
def test_every_ink_stands_out_from_its_ground(name, ink, ground):
    """HZ-053-T2"""
    assert contrast(ink, ground) >= ENOUGH


def test_no_style_sheet_of_a_paper_uses_another_colour():
    """HZ-053-T2"""
    listed = {colour for _, *pair in PAIRS for colour in pair} | LINES_ONLY
    used = {
        code if len(code) == 6 else "".join(digit * 2 for digit in code)
        for folder in ("documents", "components/paper")
        for sheet in (TEMPLATES / folder).rglob("*.css")
        for code in re.findall(
            r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", sheet.read_text(encoding="utf-8")
        )
    }

    assert used <= listed


def test_the_scale_of_contrast_is_right_at_its_ends():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)
