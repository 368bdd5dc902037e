"""Plans drawn at random: every sentence of the model on paper, and the same words in each edition.

The usual run takes two. `make full-size` takes as many as the hazard log names, about 100 minutes
of one core.
"""

import re

import pytest

from planner.documents.render import PdfPress
from planner.documents.values import Edition, PatientPlan
from tests.documents.random_plans import a_random_plan
from tests.documents.reading import every_text, pages_of
from tests.documents.test_words import drawings_in, without_spaces
from tests.sizes import size

pytestmark = pytest.mark.slow

IN_STANDARD = size(2, 1000)
IN_EVERY_EDITION = size(1, 500)
SENTENCE = re.compile(r"[.?!]$|\d")
"""What is never left to a layout: whatever ends like a sentence, or holds a number."""
FURNITURE = re.compile(
    r"Page \d+ of \d+|Names in full|Person:|Therapist and clinic:"
    r"|Notes from your visit|What to look out for in your exercises:|Notes"
)
"""What a layout adds where it has room to write in, or a name that its foot had to cut."""
LETTERS = re.compile(r"[^\W\d_]+")


def lost_from(plan: PatientPlan, pages: list[str]) -> list[str]:
    """The sentences and numbers of a plan that its pages do not hold, letter by letter."""
    paper = without_spaces(" ".join(pages))
    described = {drawing.alt for drawing in drawings_in(plan)}
    return [
        text
        for text in every_text(plan)
        if SENTENCE.search(text.strip()) and text not in described
        if any(without_spaces(part) not in paper for part in text.split("____"))
    ]


def words_of(pages: list[str]) -> set[str]:
    """Every word of the pages, without what the layout adds."""
    return set(LETTERS.findall(FURNITURE.sub(" ", " ".join(pages)).casefold()))


@pytest.mark.parametrize("number", range(IN_STANDARD))
def test_every_sentence_and_number_of_a_random_plan_stands_on_paper(number: int, press: PdfPress):
    """HZ-051-T1"""
    plan = a_random_plan(number)

    assert lost_from(plan, pages_of(press.print(plan).pdf)) == []


@pytest.mark.parametrize("number", range(IN_EVERY_EDITION))
def test_every_edition_of_a_random_plan_says_the_same(number: int, press: PdfPress):
    """HZ-054-T2: words of two panels side by side are read as one, so these have no drawings."""
    plan = a_random_plan(number, may_be_drawn=False)
    standard = pages_of(press.print(plan).pdf)

    for edition in (Edition.LARGE, Edition.PLAIN):
        pages = pages_of(press.print(plan, edition).pdf)
        assert lost_from(plan, pages) == []
        assert words_of(pages) == words_of(standard)
