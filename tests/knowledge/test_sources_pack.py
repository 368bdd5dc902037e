"""One bibliography for both dossiers, and what was really read of each source."""

from collections import Counter
from pathlib import Path

from planner.clinical.citations import Seen, Source
from planner.knowledge.packs import _constructs_and_findings, _listed

LIBRARY = Path(__file__).parents[2] / "protocols" / "library"
SOURCES = _listed(Source, "sources", sorted((LIBRARY / "sources").glob("*.yaml")))
ADDED = {
    "assumption", "clinical-review-2026", "ng156", "csp2024", "peck2017", "mitchell2021",
    "masci2006", "abraham1997", "peach2015", "pfcn2024", "bakal2021", "vanwye2009", "kenny2023",
}  # fmt: skip


def test_both_dossiers_stand_in_one_bibliography() -> None:
    """109 and 131 entries; five works share an id and three more stood under two ids."""
    assert ADDED - set(SOURCES) == set()
    assert len(set(SOURCES) - ADDED) == 109 + 131 - 5 - 3


def test_a_source_stands_in_the_file_of_its_first_letter() -> None:
    for path in (LIBRARY / "sources").glob("*.yaml"):
        for source in _listed(Source, "sources", [path]):
            assert source[0] == path.stem


def test_no_work_stands_twice() -> None:
    titles = Counter((source.title.lower().rstrip("."), source.year) for source in SOURCES.values())

    assert [title for title, count in titles.items() if count > 1] == []


def test_source_ids_are_kebab_case() -> None:
    assert [name for name in SOURCES if "_" in name or name != name.lower()] == []


def test_only_four_studies_were_read_whole() -> None:
    whole = {name for name, source in SOURCES.items() if source.seen is Seen.FULL}

    assert len(whole - {"clinical-review-2026"}) == 4


def test_guidance_that_nobody_read_says_so() -> None:
    for name in ("ng12", "ng156", "ng158"):
        assert SOURCES[name].seen is Seen.MEMORY
        assert "not read" in (SOURCES[name].note or "")


def test_a_merged_work_keeps_the_fuller_facts_of_both() -> None:
    ng59 = SOURCES["ng59"]

    assert ng59.url == "https://www.nice.org.uk/guidance/ng59"
    assert "independentpharmacist" in (ng59.note or "")
    assert SOURCES["cacchio2014"].n == 60
    assert "0.90-0.95" in (SOURCES["cacchio2014"].note or "")


def test_non_union_after_avulsion_has_its_source() -> None:
    note = SOURCES["mitchell2021"].note or ""

    assert SOURCES["mitchell2021"].n == 45
    assert "10 of 18" in note


def test_every_source_that_a_finding_names_is_in_the_bibliography() -> None:
    _, findings = _constructs_and_findings(LIBRARY / "findings")
    named = {row.source for entry in findings.values() for row in entry.accuracy}
    named |= {
        row.design_discount.source
        for entry in findings.values()
        for row in entry.accuracy
        if row.design_discount is not None
    }

    assert named - set(SOURCES) == set()
    assert len(named) > 60
