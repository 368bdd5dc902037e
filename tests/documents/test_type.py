import io
import subprocess
from statistics import mean

import pikepdf
import pytest

from planner.documents.values import Edition
from tests.documents.conftest import Print
from tests.documents.examples import EXAMPLES
from tests.documents.reading import pages_of, type_sizes

pytestmark = pytest.mark.slow

FLOOR = {Edition.STANDARD: 12.0, Edition.PLAIN: 12.0, Edition.LARGE: 16.0}
TEXT = {Edition.STANDARD: 14.0, Edition.PLAIN: 14.0, Edition.LARGE: 18.0}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)
def test_no_type_is_smaller_than_the_floor_of_its_edition(
    name: str, edition: Edition, printed: Print
):
    """HZ-053-T2: of the record in large print what is signed; its appendix stays at 12 point."""
    pdf = printed(name, edition).pdf
    if (name, edition) == ("record", Edition.LARGE):
        assert min(type_sizes(pdf)) >= FLOOR[Edition.STANDARD]
        pdf = up_to_the_appendix(pdf)
    assert min(type_sizes(pdf)) >= FLOOR[edition]


def up_to_the_appendix(pdf: bytes) -> bytes:
    """The pages of a record up to its signature."""
    first = next(n for n, page in enumerate(pages_of(pdf)) if page.startswith("Appendix"))
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.pages[first:]
        document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)
def test_the_text_of_a_plan_has_the_size_of_its_edition(edition: Edition, printed: Print):
    assert TEXT[edition] in type_sizes(printed("tendon", edition).pdf)


def darkness_of_first_page(pdf: bytes) -> float:
    """How much of the page is covered, from 0 (white) to 1 (black)."""
    done = subprocess.run(
        ["pdftoppm", "-r", "20", "-gray", "-f", "1", "-l", "1", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    pixels = done.stdout.split(b"\n255\n", 1)[1]
    return 1 - mean(pixels) / 255


def test_the_plain_edition_saves_a_quarter_of_the_ink(printed: Print):
    standard = darkness_of_first_page(printed("tendon", Edition.STANDARD).pdf)
    plain = darkness_of_first_page(printed("tendon", Edition.PLAIN).pdf)

    assert plain < 0.75 * standard
