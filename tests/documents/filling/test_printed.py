"""The filled documents on paper: page 1 on one side, one page a letter, DRAFT and identity."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from planner.assembly.assemble import assemble
from planner.clinical.case import NOT_SURE_YET
from planner.documents.filling import clinician_record, patient_plan, referral_letter
from planner.documents.render import close, render_pdf
from planner.documents.values import Document
from tests.documents.filling.worked_plans import (
    a_runner,
    a_teenager_with_a_pop,
    assessed,
    planned,
    saddle_numbness,
)
from tests.packs import the_pack

pytestmark = pytest.mark.slow

PLANS = {
    "tendon": a_runner(stage=1),
    "run table": a_runner(stage=3),
    "tear": a_runner(working_diagnosis="partial-proximal-hamstring-tear", stage=1),
    "interim": a_runner(working_diagnosis=NOT_SURE_YET, stage=None),
    "holding": a_teenager_with_a_pop(),
}


@pytest.fixture(scope="module", autouse=True)
def _one_worker() -> Iterator[None]:
    yield
    close()


def pages_of(document: Document) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render_pdf(document))).pages]


@pytest.mark.parametrize("name", PLANS)
def test_page_one_holds_everything_from_the_title_to_the_last_sign(name):
    plan = patient_plan(the_pack(), planned(PLANS[name]))

    pages = pages_of(plan)

    assert plan.title in " ".join(pages[0].split())
    assert "Small worries" in pages[0]
    assert all("DRAFT" in page and plan.identity.code in page for page in pages)


@pytest.mark.parametrize("case", [a_teenager_with_a_pop(), saddle_numbness()])
def test_a_letter_is_one_page(case):
    assert len(pages_of(referral_letter(the_pack(), assessed(case)))) == 1


def test_the_record_prints_with_a_plan_and_without_one():
    full, refused = assessed(a_runner()), assessed(saddle_numbness())

    assert len(pages_of(clinician_record(the_pack(), full, assemble(the_pack(), full)))) > 5
    text = " ".join(pages_of(clinician_record(the_pack(), refused, assemble(the_pack(), refused))))
    assert "No plan: an emergency is raised" in " ".join(text.split())
