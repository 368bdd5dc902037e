import io
from itertools import pairwise

import pikepdf
import pytest

from planner.documents.values import Edition
from tests.documents import verapdf
from tests.documents.conftest import Print
from tests.documents.examples import EXAMPLES
from tests.documents.reading import tags_of

pytestmark = pytest.mark.slow

every_example = pytest.mark.parametrize("name", EXAMPLES)
every_edition = pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)


each_in_one_edition = pytest.mark.parametrize(
    ("name", "edition"),
    [(name, [*Edition][place % len(Edition)]) for place, name in enumerate(EXAMPLES)],
)
# a third of what there is; the whole is behind the marker "safety"


@each_in_one_edition
def test_every_document_keeps_all_rules_of_pdf_ua(name: str, edition: Edition, printed: Print):
    """HZ-054-T3"""
    assert verapdf.failures(printed(name, edition).pdf) == []


@pytest.mark.safety
@every_example
@every_edition
def test_every_document_in_every_edition_keeps_all_rules_of_pdf_ua(
    name: str, edition: Edition, printed: Print
):
    """HZ-054-T3"""
    assert verapdf.failures(printed(name, edition).pdf) == []


@each_in_one_edition
def test_a_document_has_one_first_heading_and_skips_no_level(
    name: str, edition: Edition, printed: Print
):
    levels = [
        int(tag.kind[1]) for tag in tags_of(printed(name, edition).pdf) if tag.kind[:1] == "H"
    ]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


@every_example
def test_every_table_header_says_whether_it_heads_a_column_or_a_row(name: str, printed: Print):
    headers = [tag for tag in tags_of(printed(name, Edition.STANDARD).pdf) if tag.kind == "TH"]

    assert all(tag.scope == ("Column" if "THead" in tag.above else "Row") for tag in headers)


def test_the_diary_has_a_header_for_each_column_and_each_day(printed: Print):
    tags = tags_of(printed("tendon", Edition.STANDARD).pdf)

    days = [tag for tag in tags if tag.kind == "TH" and tag.scope == "Row"]

    assert len(days) == 7 + 5  # the days of the diary, the causes of the table before it


@every_edition
def test_every_drawing_says_in_words_what_it_shows(edition: Edition, printed: Print):
    figures = [tag for tag in tags_of(printed("tendon", edition).pdf) if tag.kind == "Figure"]

    assert len(figures) == 3
    assert all(len(tag.alt) > 20 for tag in figures)


@every_example
def test_language_title_and_bookmarks_are_set(name: str, printed: Print):
    with pikepdf.open(io.BytesIO(printed(name, Edition.STANDARD).pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert len(str(document.docinfo.Title)) > 10
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.Outlines.Count > 0
