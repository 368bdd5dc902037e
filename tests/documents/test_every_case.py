"""The papers of every worked case: ``make safety`` prints them all, every other run one."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from planner.assembly.assemble import assemble
from planner.assembly.plan import Plan
from planner.clinical.case import Case
from planner.documents.drawn import finished_drawings
from planner.documents.extents import week_sheet
from planner.documents.filling import clinician_record, patient_plan, referral_letter
from planner.documents.filling.work_note import work_note
from planner.documents.render import PdfPress
from planner.documents.values import Document, Edition, PatientPlan
from planner.knowledge.cases import read_case
from planner.ruleout.assess import Reasoner
from tests.documents import verapdf
from tests.documents.reading import pages_of, type_sizes
from tests.documents.test_type import FLOOR
from tests.packs import PROTOCOLS, the_pack

pytestmark = pytest.mark.slow

CASES = sorted((PROTOCOLS / "buttock-pain" / "cases").glob("*.yaml"))
SAMPLE = ("readme-teenager-with-a-pop",)


@cache
def the_reasoner() -> Reasoner:
    return Reasoner(the_pack())


def papers_of(case: Case) -> Iterator[Document]:
    """Everything that can be printed for a case."""
    pack = the_pack()
    assessment = the_reasoner().assess(case)
    outcome = assemble(pack, assessment) if case.irritability or assessment.holding else None
    if isinstance(outcome, Plan):
        plan = patient_plan(pack, outcome, finished_drawings(PROTOCOLS)(case.side))
        yield plan
        if plan.diary:
            yield week_sheet(plan)
        if note := work_note(plan):
            yield note
    yield clinician_record(pack, assessment, outcome)
    try:
        yield referral_letter(pack, assessment)
    except ValueError:
        return  # nothing is referred


def check_all(path: Path, edition: Edition, press: PdfPress) -> None:
    case = read_case(path, the_pack(), the_pack().presentation.head.review.due)
    for document in papers_of(case):
        done = press.print(document, edition)
        pages = pages_of(done.pdf)
        assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1))
        assert verapdf.failures(done.pdf) == [], type(document).__name__
        if isinstance(document, PatientPlan):
            assert min(type_sizes(done.pdf)) >= FLOOR[edition]


@pytest.mark.parametrize("name", SAMPLE)
def test_every_paper_of_a_sample_of_the_cases_is_clean(name: str, press: PdfPress):
    """HZ-054-T3"""
    [path] = [path for path in CASES if path.stem == name]
    check_all(path, Edition.PLAIN, press)


@pytest.mark.safety
@pytest.mark.parametrize("place", range(len(CASES)), ids=[path.stem for path in CASES])
def test_every_paper_of_every_case_is_clean(place: int, press: PdfPress):
    """HZ-054-T3: each case in one edition, the next case in the next."""
    check_all(CASES[place], [*Edition][place % len(Edition)], press)
