from dataclasses import replace

import pytest

from planner.documents.render import PdfPress
from planner.documents.values import Document, Edition, PatientPlan
from tests.documents.conftest import Print
from tests.documents.example_identity import an_identity
from tests.documents.example_letters import avulsion_letter
from tests.documents.example_plan import tendon_plan
from tests.documents.examples import EXAMPLES
from tests.documents.reading import pages_of, words_of

pytestmark = pytest.mark.slow

every_edition = pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)
in_an_edition = pytest.mark.parametrize(
    ("edition", "name"),
    [
        pytest.param(
            edition,
            name,
            id=f"{edition.value}-{name}",
            marks=() if (number + place) % len(Edition) == 0 else pytest.mark.safety,
        )
        for number, edition in enumerate(Edition)
        for place, name in enumerate(EXAMPLES)
    ],
)
"""Each example in one edition in the usual run, in the others by ``make safety``."""

PAGE = (595.3, 841.9)
"""A4 in points."""
NO_PRINTER_REACHES = 11.0
"""Points at each edge where many printers leave white."""


@in_an_edition
def test_every_page_names_person_side_version_date_and_page(
    name: str, edition: Edition, printed: Print
):
    """HZ-052-T3"""
    identity, done = EXAMPLES[name].identity, printed(name, edition)
    pages = pages_of(done.pdf)

    assert len(pages) == done.pages
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {done.pages}" in page
        assert f"{identity.kind} {identity.code}, version {identity.version}" in page
        assert identity.side in page
        assert identity.date in page
        assert f"born {identity.born}" in page
        assert identity.telephone in page


@pytest.mark.parametrize("name", ["tendon", "holding", "letter-avulsion", "record"])
@every_edition
def test_every_page_names_the_person_the_therapist_and_the_clinic(
    name: str, edition: Edition, printed: Print
):
    identity = EXAMPLES[name].identity

    for page in pages_of(printed(name, edition).pdf):
        assert identity.person in page
        assert f"{identity.therapist}, {identity.clinic}" in page


@pytest.mark.parametrize("name", ["tendon", "holding", "interim"])
@every_edition
def test_hz_046_t2_when_to_ring_stands_whole_on_the_first_sheet(
    name: str, edition: Edition, printed: Print
):
    """HZ-046-T2: on page 1; in large print on its back, page 2. Contrast: test_colours.py."""
    plan = EXAMPLES[name]
    page = pages_of(printed(name, edition).pdf)[1 if edition is Edition.LARGE else 0]

    assert isinstance(plan, PatientPlan)
    assert "When to get help" in page
    for tier in plan.help:
        assert tier.who in page
        assert all(" ".join(sign.split()) in page for sign in tier.signs)


@every_edition
def test_hz_043_t3_what_to_do_when_worse_and_the_limit_for_going_on_alone_are_printed(
    edition: Edition, printed: Print
):
    """HZ-043-T3: on paper, in every edition; each plan with stages has both (test_cards.py)."""
    plan = EXAMPLES["tendon"]
    pages = " ".join(pages_of(printed("tendon", edition).pdf))

    assert isinstance(plan, PatientPlan)
    assert plan.flare is not None
    assert plan.ladder is not None
    for text in (plan.flare.when, *plan.flare.steps, plan.ladder.intro):
        assert " ".join(text.split()) in pages


@in_an_edition
def test_a_draft_says_so_on_every_page_and_an_issued_document_on_none(
    name: str, edition: Edition, printed: Print
):
    """HZ-050-T1"""
    is_draft = EXAMPLES[name].draft

    for page in pages_of(printed(name, edition).pdf):
        assert ("DRAFT, not issued." in page) is is_draft


@in_an_edition
def test_no_word_lies_outside_what_a_printer_reaches(name: str, edition: Edition, printed: Print):
    """HZ-051-T2"""
    outside = [
        word
        for word in words_of(printed(name, edition).pdf)
        if word.left < NO_PRINTER_REACHES
        or word.right > PAGE[0] - NO_PRINTER_REACHES
        or word.top < NO_PRINTER_REACHES
        or word.bottom > PAGE[1] - NO_PRINTER_REACHES
    ]

    assert outside == []


@pytest.mark.parametrize("document", [tendon_plan(), avulsion_letter()], ids=["plan", "letter"])
@every_edition
def test_the_widest_name_is_cut_in_the_foot_and_printed_whole_once(
    document: Document, edition: Edition, press: PdfPress
):
    widest = "W" * 300
    identity = replace(document.identity, person=widest, clinic="MW " * 100, side="right side")

    pdf = press.print(replace(document, identity=identity), edition).pdf

    assert all(word.bottom <= PAGE[1] - NO_PRINTER_REACHES for word in words_of(pdf))
    assert all("right side" in page for page in pages_of(pdf))
    assert widest in "".join(pages_of(pdf)).replace(" ", "")


def test_the_code_to_scan_holds_the_document_and_its_version_and_nothing_else():
    identity = an_identity(document_id="7K2M", version="3")

    assert identity.qr_text == "7K2M/3"
