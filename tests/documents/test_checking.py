"""The finished PDF is read back and compared with the page before it is handed out (HZ-051)."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from planner.documents import worker
from planner.documents.checking import lost_texts
from planner.documents.errors import RenderFailedError
from planner.documents.pages import TEMPLATES, page_of
from planner.documents.values import Edition
from planner.documents.worker import Job, print_job
from tests.documents.example_plan import tendon_plan

FOOT = '<div class="foot"><span>Example Runner</span></div>'


@pytest.mark.parametrize(
    ("body", "pages", "lost"),
    [
        ("<p>Run 35 minutes.</p>", ["Run35minutes."], []),
        ("<p>Run 35 minutes.</p>", ["Run36minutes."], ["Run35minutes."]),
        ("<p>Rest a day.</p>", [""], ["Restaday."]),
        ("<p>Hold <b>still</b>.</p>", ["Holdstill."], []),
        ("<p>It ends over the page.</p>", ["Itendso", "verthepage."], []),
        ("<p>It ends over the page.</p>", ["verthepage.", "Itendso"], ["Itendsoverthepage."]),
        ("<p data-alternate>shown otherwise</p>", ["x"], []),
        ("<p>שלום</p>", ["םולש"], []),
        ("<p>שלום</p>", ["םול"], ["שלום"]),
        ("<p>Run\u200dner\ufe0f, so\u00adft</p>", ["Runner,soft"], []),
        ("<title>not drawn</title><img alt='nor this'><p>5 &lt; 6</p>", ["5<6"], []),
    ],
)
def test_a_text_that_is_not_on_paper_is_named(body, pages, lost):
    """HZ-051-T1"""
    assert lost_texts(f"<html><body>{body}</body></html>", pages) == lost


def test_the_foot_must_stand_on_every_page():
    """HZ-056-T1"""
    page = f"<body>{FOOT}<p>Rest.</p></body>"

    assert lost_texts(page, ["Rest.ExampleRunner", "ExampleRunner"]) == []
    assert lost_texts(page, ["Rest.ExampleRunner", "ExampleWalker"]) == ["ExampleRunner"]


def with_maps(change: Callable[[bytes], bytes]) -> Callable[[object, Any], None]:
    """A finisher that changes what the PDF says its glyphs mean."""

    def spoil(_document: object, pdf: Any) -> None:
        for item in pdf.objects:
            parts = getattr(item, "stream", None)
            if parts and any(isinstance(part, bytes) and b"beginbfchar" in part for part in parts):
                item.stream = [change(p) if isinstance(p, bytes) else p for p in parts]

    return spoil


def printed_with(monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]) -> None:
    plan = replace(tendon_plan(), exercises=None, diary=None, ladder=None, less_likely=())
    monkeypatch.setattr(worker, "write_scope_on_headers", with_maps(change))
    print_job(Job("patient-plan", Edition.STANDARD, True, page_of(plan, Edition.STANDARD)))


@pytest.mark.slow
def test_one_wrong_letter_in_a_glyph_map_refuses_the_file(monkeypatch: pytest.MonkeyPatch):
    """HZ-051-T3"""
    printed_with(monkeypatch, lambda part: part)
    three, eight = f"<{ord('3'):04x}>".encode(), f"<{ord('8'):04x}>".encode()

    with pytest.raises(RenderFailedError, match="does not say what the page says"):
        printed_with(monkeypatch, lambda part: part.replace(three, eight))


@pytest.mark.slow
@pytest.mark.parametrize("end", [b"%PDF-1.7 half", b"", b"<html>"])
def test_a_file_without_its_end_is_no_document(end):
    """HZ-052-T2"""
    with pytest.raises(RenderFailedError, match="not written whole"):
        worker._refuse_broken(end, 1, 1)
    with pytest.raises(RenderFailedError):
        worker._refuse_broken(b"%PDF-1.7 ... %%EOF", 6, 5)
    worker._refuse_broken(b"%PDF-1.7 ... %%EOF\n", 6, 6)


def test_no_style_sheet_of_a_paper_can_hide_a_text():
    """HZ-051-T2"""
    hiding = re.compile(r"overflow(-[xy])?\s*:|text-overflow|clip-path|max-height\s*:\s*\d+(mm|pt)")
    found = {
        f"{sheet.name}: {line.strip()[:80]}"
        for folder in ("documents", "components/paper")
        for sheet in sorted((TEMPLATES / folder).rglob("*.css"))
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if hiding.search(line) and "img" not in line and ".logo" not in line
    }

    assert found == set()
