import io
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pikepdf
import pytest

from planner.documents.render import PdfPress, RenderFailedError
from planner.documents.values import Cards, Drawing, Edition, Identity, PatientPlan, ReferralLetter
from planner.documents.values import clinician_record as for_the_clinician
from planner.documents.worker import Job, print_job
from tests.documents import drawings
from tests.documents.conftest import Print
from tests.documents.example_letters import avulsion_letter
from tests.documents.example_plan import bridge_card, tendon_plan
from tests.documents.example_record import tendon_record
from tests.documents.examples import EXAMPLES
from tests.documents.reading import as_printed, every_text, pages_of

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} &amp; file:///etc/passwd '\"<b>"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["tendon", "running", "holding", "letter-avulsion", "letter-saddle", "record"]
)
@pytest.mark.parametrize("edition", Edition, ids=lambda edition: edition.value)
def test_every_text_of_a_value_stands_on_paper(name: str, edition: Edition, printed: Print):
    """HZ-051-T1, HZ-054-T2"""
    paper = without_spaces(" ".join(pages_of(printed(name, edition).pdf)))

    lost = [
        text
        for text in every_text(EXAMPLES[name])
        if any(without_spaces(part) not in paper for part in text.split("____"))
    ]
    described = {drawing.alt for drawing in drawings_in(EXAMPLES[name])}

    assert [text for text in lost if text not in described] == []


@pytest.mark.slow
def test_the_words_of_a_page_keep_their_reading_order_inside_the_file(printed: Print):
    first = pages_of(printed("tendon", Edition.STANDARD).pdf)[0]

    order = [
        "Your plan",
        "This week",
        "How much pain",
        "Stop for today",
        "If it flares up",
        "Missed a day",
        "When to get help",
        "999",
        "Numb between your legs",
        "Can wait",
    ]

    assert [first.index(words) for words in order] == sorted(first.index(words) for words in order)


def test_nothing_made_for_the_clinician_can_be_put_into_a_patients_plan():
    clinician_only = {
        value for value in vars(for_the_clinician).values() if is_dataclass(value)
    } - {Identity}

    assert parts_of(PatientPlan).isdisjoint(clinician_only)


@pytest.mark.slow
def test_a_word_that_only_the_record_holds_is_on_no_page_of_the_plan(
    press: PdfPress, printed: Print
):
    record = tendon_record()
    record = replace(
        record,
        marks=("canary-mark",),
        stages=tuple(replace(stage, aim="canary-aim") for stage in record.stages),
    )

    on_the_record = " ".join(pages_of(press.print(record).pdf))
    on_the_plan = " ".join(pages_of(printed("tendon", Edition.STANDARD).pdf))

    assert "canary-mark" in on_the_record
    assert "canary-aim" in on_the_record
    assert "canary" not in on_the_plan
    assert "verified" not in on_the_plan
    assert "LR" not in on_the_plan


@pytest.mark.slow
@pytest.mark.parametrize(
    "document",
    [tendon_plan(), avulsion_letter(), tendon_record()],
    ids=["plan", "letter", "record"],
)
def test_markup_in_every_field_is_printed_and_does_nothing(document: Any, press: PdfPress):
    attacked = with_every_text(document, HOSTILE)
    attacked = replace(attacked, identity=document.identity)

    done = press.print(attacked)

    assert as_printed(HOSTILE) in " ".join(pages_of(done.pdf))
    assert " 49 " not in " ".join(pages_of(done.pdf))
    with pikepdf.open(io.BytesIO(done.pdf)) as pdf:
        assert "/Names" not in pdf.Root or "/EmbeddedFiles" not in pdf.Root.Names
        assert "/OpenAction" not in pdf.Root
        assert all("/Annots" not in page for page in pdf.pages)


@pytest.mark.slow
def test_a_drawing_that_loads_another_file_is_refused(press: PdfPress, tmp_path: Path):
    inner = tmp_path / "inner.svg"
    inner.write_text(drawings.one_tall().svg)
    drawing = Drawing(
        svg='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<image href="{inner.as_uri()}" width="9" height="9"/></svg>',
        alt="A drawing that reaches out.",
    )
    cards = Cards("Your exercise", (replace(bridge_card(), drawing=drawing),))

    with pytest.raises(RenderFailedError, match="Failed to render SVG image a drawing"):
        press.print(tendon_plan(exercises=cards))


@pytest.mark.slow
@pytest.mark.parametrize("start", ["file://", "https://example.org", ""])
def test_a_page_that_loads_another_file_is_refused(start: str, press: PdfPress, tmp_path: Path):
    outside = tmp_path / "outside.svg"
    outside.write_text(drawings.one_tall().svg)
    page = f'<html lang="en"><title>t</title><img alt="x" src="{start}{outside}">'

    with pytest.raises(RenderFailedError, match="may not load"):
        press.run(print_job, Job("patient-plan", Edition.STANDARD, False, page))


@pytest.mark.slow
def test_a_letter_no_font_has_is_replaced_visibly_and_named(printed: Print):
    done = printed("right-to-left", Edition.STANDARD)

    assert done.warnings == ("No font has these letters, so a sign stands in their place: U+1F98A",)
    assert "�" in pages_of(done.pdf)[0]


@pytest.mark.slow
def test_a_plan_without_such_letters_warns_of_nothing(printed: Print):
    assert printed("tendon", Edition.STANDARD).warnings == ()


def test_bold_marks_work_in_steps_and_not_in_what_a_person_wrote(press: PdfPress):
    plan = tendon_plan(goal="Run **far**.")

    first = pages_of(press.print(plan).pdf)[0]

    assert "Run **far**." in first
    assert "**" not in first.replace("Run **far**.", "")


def without_spaces(text: str) -> str:
    """A text as one word in small letters, so that line ends do not matter."""
    return as_printed(text).replace(" ", "").casefold()


def parts_of(kind: Any) -> set[type]:
    """Every dataclass that a value of this type can hold."""
    found: set[type] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        if get_origin(one) in (tuple, UnionType):
            waiting += get_args(one)
        elif is_dataclass(one) and isinstance(one, type) and one not in found:
            found.add(one)
            waiting += get_type_hints(one).values()
    return found


def drawings_in(value: Any) -> list[Drawing]:
    if isinstance(value, Drawing):
        return [value]
    if isinstance(value, tuple):
        return [drawing for item in value for drawing in drawings_in(item)]
    if is_dataclass(value):
        return [d for field in fields(value) for d in drawings_in(getattr(value, field.name))]
    return []


def with_every_text(value: Any, added: str) -> Any:
    """The same value with something added to each of its longer texts."""
    if isinstance(value, str):
        return f"{value} {added}" if len(value) > 12 else value
    if isinstance(value, tuple):
        return tuple(with_every_text(item, added) for item in value)
    if isinstance(value, (Enum, Drawing)) or not is_dataclass(value):
        return value
    return type(value)(  # type: ignore[misc]
        **{f.name: with_every_text(getattr(value, f.name), added) for f in fields(value)}
    )


def test_a_letter_and_a_plan_share_no_part_but_the_identity():
    assert {part.__name__ for part in parts_of(PatientPlan) & parts_of(ReferralLetter)} == {
        "Identity"
    }
