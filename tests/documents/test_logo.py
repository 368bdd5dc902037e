"""The clinic's picture on paper: named, small, the same bytes, and in nobody's way."""

import base64
import dataclasses

import pytest

from planner.documents.render import PdfPress
from planner.documents.values import Document, Edition
from tests.documents import verapdf
from tests.documents.conftest import Print
from tests.documents.examples import EXAMPLES
from tests.documents.reading import tags_of
from tests.pictures import a_picture

pytestmark = pytest.mark.slow

WIDE = a_picture(600, 100, "PNG", "RGBA")
TALL = a_picture(100, 200, "JPEG")
every_paper = pytest.mark.parametrize(
    "name",
    [
        "tendon",
        pytest.param("full-house", marks=pytest.mark.safety),
        "letter-saddle",
        "record",
    ],
)


def with_logo(
    name: str, picture: bytes = WIDE, kind: str = "png", clinic: str | None = None
) -> Document:
    address = f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
    document = EXAMPLES[name]
    said = document.identity.clinic if clinic is None else clinic
    identity = dataclasses.replace(document.identity, logo=address, clinic=said)
    return dataclasses.replace(document, identity=identity)


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        pytest.param(
            name,
            edition,
            marks=() if (paper + place) % len(Edition) == 0 else pytest.mark.safety,
            id=f"{name}-{edition.value}",
        )
        for paper, name in enumerate(("tendon", "letter-saddle", "record"))
        for place, edition in enumerate(Edition)
    ],
)
def test_it_keeps_all_rules_of_pdf_ua_and_says_the_name_of_the_clinic(
    name: str, edition: Edition, press: PdfPress
):
    document = with_logo(name)
    clinic = document.identity.clinic

    pdf = press.print(document, edition).pdf

    assert verapdf.failures(pdf) == []
    figures = [tag.alt for tag in tags_of(pdf) if tag.kind == "Figure"]
    assert figures.count(clinic) == 1


@every_paper
def test_it_takes_no_page_of_its_own(name: str, press: PdfPress, printed: Print):
    for picture, kind in ((WIDE, "png"), (TALL, "jpeg")):
        with_it = press.print(with_logo(name, picture, kind), Edition.STANDARD)

        assert with_it.pages == printed(name, Edition.STANDARD).pages


def test_a_clinic_without_a_name_still_has_words_for_its_picture(press: PdfPress):
    pdf = press.print(with_logo("letter-saddle", clinic=""), Edition.STANDARD).pdf

    assert next(tag.alt for tag in tags_of(pdf) if tag.kind == "Figure") == "Logo of the clinic"


def test_the_same_picture_prints_the_same_bytes(press: PdfPress):
    first, second = (press.print(with_logo("tendon"), Edition.STANDARD).pdf for _ in range(2))

    assert first == second
