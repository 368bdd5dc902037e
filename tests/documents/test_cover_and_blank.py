"""The sheet before a superseded paper, the blank sheets, and the mark of somebody made up."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pikepdf
import pytest

from planner.documents.filling import Paper, clinician_record, patient_plan, referral_letter
from planner.documents.filling.blank import ASKED, SHEETS, safety_sheet
from planner.documents.filling.cover import cover_sheet
from planner.documents.render import PdfPress, Printed
from planner.documents.values import BlankSheet, CoverSheet, Document, Edition, PaperSize
from tests.documents import verapdf
from tests.documents.filling.worked_plans import a_runner, assessed, planned, saddle_numbness
from tests.documents.reading import pages_of, tags_of, type_sizes, words_of
from tests.packs import the_pack

TODAY = date(2026, 11, 26)
CONTENT = "3fa9c1de" * 8
PAPER = Paper(
    therapist="A. Example",
    clinic="Example Clinic",
    telephone="01632 960123",
    document_id="CD7V44",
    version="1",
    draft=False,
)
MARK = "Demonstration record: not a real person"


def a_cover() -> CoverSheet:
    return cover_sheet(
        the_pack(),
        a_runner(),
        PAPER,
        issued_on=date(2026, 11, 22),
        replaced_by=2,
        replaced_on=date(2026, 12, 6),
        printed_on=date(2026, 12, 20),
        fingerprint="a3" * 32,
    )


def a_blank(name: str) -> BlankSheet:
    return SHEETS[name](the_pack(), CONTENT, TODAY, "Example Clinic")


def test_every_question_of_the_screen_is_on_its_blank_sheet_in_the_packs_words():
    pack = the_pack()
    [part] = safety_sheet(pack, CONTENT, TODAY).parts

    assert [row.ask for row in part.rows] == [
        pack.library.findings[name].wording for name in pack.presentation.head.always_screen
    ]
    assert {row.boxes for row in part.rows if row.ask.endswith("?")} >= {ASKED}


def test_every_rule_and_every_question_it_owes_is_on_the_safety_sheet():
    pack = the_pack()
    rules = {rule.name: rule for rule in safety_sheet(pack, CONTENT, TODAY).rules}

    for rule in pack.presentation.rules.values():
        assert rules[rule.name].what_to_do == rule.what_to_do
    worst = [rule.speed.partition(":")[0] for rule in rules.values()]
    assert worst == sorted(worst, key=["Emergency", "Urgent", "Routine"].index)


def test_every_question_and_test_that_is_asked_stands_on_one_of_the_sheets_and_no_other_does():
    pack = the_pack()
    rows = [row.name for name in SHEETS for part in a_blank(name).parts for row in part.rows]
    wanted = {
        finding.name
        for finding in pack.library.findings.values()
        if finding.derived is None
        and (
            finding.stage.value in ("core", "branch")
            or finding.id in pack.presentation.head.always_screen
            or finding.id in pack.presentation.head.before_testing
        )
    }

    assert set(rows) - {"Consent to the examination", "Chaperone"} == wanted


def test_a_caution_of_a_test_is_never_left_off():
    cautions = {
        finding.name: finding.cautions
        for finding in the_pack().library.findings.values()
        if finding.cautions.strip().casefold().rstrip(".") not in ("", "none")
    }
    rows = [r for n in ("examination", "further-tests") for p in a_blank(n).parts for r in p.rows]

    for row in rows:
        if row.boxes == ("Present", "Absent", "Could not") and row.name in cautions:
            assert row.caution == cautions[row.name].strip()


def test_what_no_clinician_has_checked_says_so_on_every_blank_sheet():
    assert all("No clinician has checked" in a_blank(name).notes[0] for name in SHEETS)


@pytest.fixture(scope="module")
def blank(press: PdfPress) -> Callable[[str], Printed]:
    """A blank sheet as it is printed, once for all tests of it."""
    return cache(lambda name: press.print(a_blank(name)))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["safety-screen", "examination"])
def test_every_page_of_a_blank_sheet_has_room_for_whose_it_is(
    name: str, blank: Callable[[str], Printed]
):
    done = blank(name)
    pages = pages_of(done.pdf)

    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        for room in ("Name", "Born", "Side:", "left", "right", "both", "Date"):
            assert room in page
    assert "Content 3fa9c1de, printed 26 November 2026" in pages[0]
    assert min(type_sizes(done.pdf)) >= 11


@pytest.mark.slow
@pytest.mark.parametrize("size", PaperSize, ids=lambda size: size.value)
def test_in_large_print_no_box_of_a_blank_sheet_runs_off_the_paper(
    size: PaperSize, press: PdfPress
):
    done = press.print(a_blank("examination"), Edition.LARGE, size)
    words = words_of(done.pdf)
    edge = {PaperSize.A4: 595.0, PaperSize.LETTER: 612.0}[size]

    assert max(word.right for word in words) <= edge - 40
    assert sum(word.text.endswith("asked") for word in words) >= 2
    assert min(type_sizes(done.pdf)) >= 16
    assert verapdf.failures(done.pdf) == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)
def test_a_cover_sheet_is_one_side_that_says_what_to_use_instead(edition: Edition, press: PdfPress):
    [page] = pages_of(press.print(a_cover(), edition).pdf)

    assert "This plan was replaced" in page
    assert "Do not use the pages behind this sheet. Use version 2." in page
    for words in ("Example Runner", "born 1 March 1992", "right side", "Plan CD7V44, version 1"):
        assert words in page
    assert "a3a3" in page


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cover", "safety-screen", "examination"])
def test_these_sheets_keep_all_rules_of_pdf_ua(
    name: str, blank: Callable[[str], Printed], press: PdfPress
):
    pdf = (press.print(a_cover()) if name == "cover" else blank(name)).pdf

    assert verapdf.failures(pdf) == []
    headings = [tag.kind for tag in tags_of(pdf) if tag.kind[:1] == "H"]
    assert headings[0] == "H1"
    assert headings.count("H1") == 1
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"


def the_papers(paper: Paper) -> list[Document]:
    pack = the_pack()
    plan = planned(a_runner())
    return [
        patient_plan(pack, plan, {}, paper),
        clinician_record(pack, plan.assessment, plan, paper),
        referral_letter(pack, assessed(saddle_numbness()), None, paper),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "is_draft"),
    [
        pytest.param(0, True, id="plan-draft"),
        pytest.param(1, False, id="record-issued"),
        pytest.param(2, True, id="letter-draft"),
        pytest.param(0, False, id="plan-issued", marks=pytest.mark.safety),
        pytest.param(1, True, id="record-draft", marks=pytest.mark.safety),
        pytest.param(2, False, id="letter-issued", marks=pytest.mark.safety),
    ],
)
def test_every_page_of_somebody_made_up_says_so(kind: int, is_draft: bool, press: PdfPress):
    """HZ-006-T1, on paper."""
    real = the_papers(replace(PAPER, draft=is_draft))[kind]
    sample = the_papers(replace(PAPER, draft=is_draft, is_sample=True))[kind]

    for page in pages_of(press.print(sample).pdf):
        assert MARK in page
        assert ("DRAFT, not issued." in page) is is_draft
    assert all(MARK not in page for page in pages_of(press.print(real).pdf))
