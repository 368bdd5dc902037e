"""What was typed is what is printed, in thirty scripts; what no font has is said (HZ-021)."""

import io
import random
import re
import unicodedata
from dataclasses import replace

import pikepdf
import pytest

from planner.documents.fonts import SUBSTITUTE, only_printable
from planner.documents.render import PdfPress
from planner.documents.values import Edition
from tests.documents.conftest import Print
from tests.documents.example_letters import avulsion_letter
from tests.documents.examples import EXAMPLES
from tests.documents.reading import glyphs_of, pages_of
from tests.scripts import FROM_RIGHT, SCRIPTS, SIGNS, letters_of

pytestmark = pytest.mark.slow

MISSING = 0
"""The glyph of a font that stands for "there is no such letter"."""


def printed_between_marks(pdf: bytes) -> dict[int, str]:
    text = " ".join(pages_of(pdf))
    found = re.findall(r"begin(\d+)x(.*?)x\1end", text)
    return {int(number): comparable(said) for number, said in found}


def comparable(text: str) -> str:
    """Without blanks and marks of direction, joined forms as plain letters."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def test_what_was_typed_is_the_text_of_the_paper_letter_for_letter(press: PdfPress):
    """HZ-021-T1, on paper: a script written from the right is compared by its letters."""
    chance = random.Random(21)
    typed = [
        letters_of(script, chance, 12) + "".join(chance.sample(SIGNS, 3)).replace("--", "-")
        for script in SCRIPTS
    ]
    lines = tuple(f"begin{number}x{text}x{number}end" for number, text in enumerate(typed))

    printed = press.print(replace(avulsion_letter(), background=lines))

    read = printed_between_marks(printed.pdf)
    assert read.keys() == set(range(len(SCRIPTS)))
    for number, (script, text) in enumerate(zip(SCRIPTS, typed, strict=True)):
        wanted, got = comparable(only_printable(text)[0]), read[number]
        if script in FROM_RIGHT:
            got, wanted = "".join(sorted(got)), "".join(sorted(wanted))
        assert got == wanted, script
    _, missing = only_printable("".join(typed))
    assert missing
    for letter in missing:
        assert f"U+{ord(letter):04X}" in printed.warnings[0]


def test_a_letter_that_no_font_has_is_a_visible_sign_and_never_nothing(press: PdfPress):
    """HZ-021-T2"""
    printed = press.print(replace(avulsion_letter(), background=("begin1xगx1end",)))

    assert printed_between_marks(printed.pdf) == {1: SUBSTITUTE}
    assert printed.warnings == (
        "No font has these letters, so a sign stands in their place: U+0917",
    )
    assert MISSING not in glyphs_of(printed.pdf)


@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_paper_holds_the_box_of_a_missing_letter(name: str, edition: Edition, printed: Print):
    """HZ-021-T2"""
    glyphs = glyphs_of(printed(name, edition).pdf)

    assert len(glyphs) > 20
    assert MISSING not in glyphs


def test_the_box_of_a_missing_letter_would_be_seen(printed: Print):
    """HZ-021-T2: the reading itself, on a paper with one glyph struck out."""
    with pikepdf.open(io.BytesIO(printed("tendon", Edition.STANDARD).pdf)) as paper:
        page = paper.pages[0]
        parts = list(pikepdf.parse_content_stream(page))
        at = next(n for n, part in enumerate(parts) if str(part.operator) == "TJ")
        box = pikepdf.Array([pikepdf.String(b"\x00\x00")])
        parts[at] = pikepdf.ContentStreamInstruction([box], pikepdf.Operator("TJ"))
        page.Contents = paper.make_stream(pikepdf.unparse_content_stream(parts))
        changed = io.BytesIO()
        paper.save(changed)

    assert MISSING in glyphs_of(changed.getvalue())
