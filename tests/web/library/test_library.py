"""The library: every entry has its page, its source, its marks, and links both ways."""

import dataclasses
import re

import pytest

from planner.documents.drawn import finished_drawings
from planner.web.library import shelf
from planner.web.library.kinds import KINDS
from planner.web.services import NAME
from tests.packs import PROTOCOLS

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture
def the_shelf(app, knowledge):
    with app.test_request_context():
        return shelf.build_shelf(knowledge.pack)


def test_everything_in_the_packs_is_on_the_shelf(the_shelf, knowledge):
    library, presentation = knowledge.pack.library, knowledge.pack.presentation
    wanted = {
        "findings": library.findings,
        "treatments": library.interventions,
        "factors": library.factors,
        "modalities": library.modalities,
        "sources": library.sources,
        "investigations": library.investigations,
        "measures": {**library.outcome_measures, **library.measures},
        "causes": presentation.conditions,
        "rules": presentation.rules,
        "stages": presentation.pictures,
        "conflicts": presentation.conflicts,
    }

    assert set(wanted) == set(KINDS)
    for kind, entries in wanted.items():
        assert [entry.id for entry in the_shelf.of_kind(kind)] == list(entries), kind


def test_every_page_stands_under_an_address_of_kebab_case_ids(the_shelf):
    for kind, name in the_shelf.entries:
        assert KEBAB.fullmatch(kind)
        assert KEBAB.fullmatch(name), name


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_of_a_kind_makes_a_valid_page(signed_in, the_shelf, kind):
    listed = signed_in.get(f"/library/{kind}")
    addresses = {e.get("href") for e in listed.select(".lines a")}

    entries = the_shelf.of_kind(kind)
    assert addresses == {f"/library/{kind}/{entry.id}" for entry in entries}
    for entry in entries[:: max(1, len(entries) // 6)]:
        page = signed_in.get(f"/library/{kind}/{entry.id}")
        assert page.heading == " ".join(entry.name.split())
        assert page.select(f"[id='{entry.id}']")


def test_every_link_of_the_library_leads_somewhere(the_shelf):
    from planner.web.library.shelf import refs_in

    known = {f"/library/{kind}/{name}" for kind, name in the_shelf.entries}
    dead = {
        ref.address
        for entry in the_shelf.entries.values()
        for section in entry.sections
        for ref in refs_in(section)
        if ref.address is not None and ref.address not in known
    }

    assert dead == set()


def test_a_ratio_stands_beside_its_study_its_fault_and_its_source(signed_in, knowledge):
    finding = knowledge.pack.library.findings["bent-knee-stretch"]
    row = finding.accuracy[0]

    page = signed_in.get("/library/findings/bent-knee-stretch")
    [line] = [
        words
        for words in page.words("#evidence ~ table tr, table tr")
        if f"LR+ {row.lr_positive:g}" in words
    ]

    assert f"{row.design_discount.lr_positive:g} after discount for design" in line
    assert "Bias: two gate, healthy controls" in line
    assert row.source in line
    assert "seen in its source" in line


def test_what_was_not_seen_in_its_source_says_so_and_why(signed_in):
    page = signed_in.get("/library/findings/bent-knee-stretch")

    assert "No clinician has checked this entry" in page.words(".marks li")
    assert "Not verified" in page.words(".marks li")
    assert "not verified" in page.text


def test_a_clinicians_signature_takes_the_place_of_nobody(app, knowledge):
    from dataclasses import replace

    from planner.web.library.saying import review_marks

    review = knowledge.pack.library.findings["bent-knee-stretch"].review
    words = [mark.words for mark in review_marks(replace(review, checked_by="A. Example"))]

    assert "Checked by A. Example" in words
    assert "No clinician has checked this entry" not in words


def test_when_not_to_do_a_test_is_read_before_how_to_do_it(signed_in):
    page = signed_in.get("/library/findings/bent-knee-stretch")

    headings = page.words("h2")
    assert headings.index("When not to do it") < headings.index("How to do it")


def test_every_dose_shows_its_grade_and_its_source(signed_in, knowledge):
    for item in list(knowledge.pack.library.interventions.values())[::12]:
        page = signed_in.get(f"/library/treatments/{item.id}")
        doses = page.select("[aria-labelledby=doses] tbody tr")
        assert len(doses) == len(item.doses)
        for row in item.doses:
            for source in row.evidence.sources:
                assert source in page.text


def test_a_source_lists_everything_that_rests_on_it(signed_in):
    page = signed_in.get("/library/sources/cacchio2012")

    used = {e.get("href") for e in page.select(".entry__uses a")}
    assert "/library/findings/bent-knee-stretch" in used
    assert "/library/causes/proximal-hamstring-tendinopathy" in used


def test_links_run_both_ways(the_shelf):
    """Whatever an entry links to says that it does."""
    key = ("rules", "cauda-equina")
    asked = [k for k, used in the_shelf.uses.items() if any(by == key for by, _ in used)]

    assert ("findings", "saddle-sensory-change") in asked


def test_the_matrix_leads_to_the_cell_in_full(signed_in, knowledge):
    page = signed_in.get("/library/matrix")
    cells = page.select(".matrix a.square")
    count = sum(len(factor.cells) for factor in knowledge.pack.library.factors.values())
    assert len(cells) == count

    address, _, anchor = cells[0].get("href").partition("#")
    assert signed_in.get(address).select(f"tr[id='{anchor}']")


@pytest.mark.parametrize("text", ["bent knee", "BENT-KNEE", "Bent-knee stretch test"])
def test_a_search_finds_by_name_and_no_address_holds_the_words(signed_in, text):
    signed_in.get("/library")

    page = signed_in.post("/library/search", {"text": text})

    assert page.address == "/library/search"
    assert page.select(".lines a")[0].get("href") == "/library/findings/bent-knee-stretch"


def test_a_search_finds_what_stands_inside_an_entry(signed_in):
    signed_in.get("/library")

    page = signed_in.post("/library/search", {"text": "knee straightened slowly"})
    assert "/library/findings/bent-knee-stretch" in {e.get("href") for e in page.select("main a")}
    page = signed_in.post("/library/search", {"text": "qqqqqq"})

    assert "Nothing found for qqqqqq" in page.text


def test_an_empty_search_says_so_at_its_field(signed_in):
    signed_in.get("/library")

    page = signed_in.post("/library/search", {"text": " "})

    assert page.status == 400
    assert page.errors() == ["Enter a word to look for"]


@pytest.mark.parametrize("address", ["/library/drugs", "/library/findings/no-such", "/library/x/y"])
def test_what_is_not_in_the_library_is_an_ordinary_missing_page(signed_in, address):
    assert signed_in.get(address).status == 404


@pytest.fixture
def with_drawings(app):
    services = app.extensions[NAME]
    drawn = dataclasses.replace(services.knowledge, drawings=finished_drawings(PROTOCOLS))
    app.extensions[NAME] = dataclasses.replace(services, knowledge=drawn)


@pytest.mark.parametrize(
    "address", ["/library/treatments/gr-cadence", "/library/findings/bent-knee-stretch"]
)
def test_a_treatment_and_a_test_show_their_drawing_with_its_words(
    with_drawings, signed_in, address
):
    [picture] = signed_in.get(address).select(".entry__drawing img")

    assert len(picture.get("alt")) > 20
    answer = signed_in.client.get(picture.get("src"))
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


def test_an_entry_without_a_drawing_has_no_empty_frame(with_drawings, signed_in):
    page = signed_in.get("/library/findings/rash-or-burning-skin")

    assert page.status == 200
    assert page.select(".entry__drawing") == []
