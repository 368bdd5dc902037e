from typing import Any

import pytest

from planner.clinical.citations import Seen, Source
from planner.documents.filling.named_sources import MOST_NAMED, authors
from planner.documents.filling.plan import patient_plan
from tests.documents.filling.worked_plans import a_runner, planned
from tests.packs import the_pack


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Cushman D, Rho ME", "Cushman and Rho"),
        ("Degen RM", "Degen"),
        ("Malliaras P, O'Neill S", "Malliaras and O'Neill"),
        ("Nasser AM, Vicenzino B, Grimaldi A", "Nasser and others"),
        ("Rich ALF and colleagues", "Rich and others"),
        ("Boudreault J, Desmeules F, et al.", "Boudreault and others"),
        ("Swiss DolorClast Academy", ""),
        ("(authors not seen)", ""),
        ("Authors not shown in excerpt", ""),
        (None, ""),
    ],
)
def test_a_writing_is_named_by_its_authors_and_no_company_passes_for_one(given, said):
    assert authors(a_source(authors=given)) == said


def test_what_was_quoted_from_memory_or_without_a_year_is_not_offered_to_look_up():
    assert authors(a_source(authors="Degen RM", seen=Seen.MEMORY)) == ""
    assert authors(a_source(authors="Degen RM", year=None)) == ""


def test_a_plan_names_the_writings_most_of_its_items_rest_on():
    named = patient_plan(the_pack(), planned(a_runner())).named_sources

    assert "Nasser and others (2021)" in named
    assert 1 <= named.count("(") <= MOST_NAMED


def a_source(**changes: Any) -> Source:
    source: dict[str, Any] = {"id": "x", "title": "T", "year": 2020, "seen": Seen.ABSTRACT}
    return Source(**(source | changes))
