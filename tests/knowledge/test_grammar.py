"""The grammar of expressions: read strictly, with the place of what is wrong."""

import pytest

from planner.clinical.expressions import AgeIs, AllOf, AnyOf, AtLeast, FindingIs, NoneOf
from planner.knowledge.grammar import GrammarError, parse_expression


def test_clauses_side_by_side_all_have_to_hold():
    parsed = parse_expression({"any_of": ["a", "b"], "none_of": ["c"]})
    assert parsed == AllOf(
        (AnyOf((FindingIs("a"), FindingIs("b"))), NoneOf((FindingIs("c"),))),
    )


def test_counts_and_ages_are_read():
    assert parse_expression({"at_least": 2, "of": ["a", "b", "c"]}) == AtLeast(
        2, (FindingIs("a"), FindingIs("b"), FindingIs("c"))
    )
    assert parse_expression({"age": {"from": 8, "under": 17}}) == AgeIs(8, 17)


@pytest.mark.parametrize(
    ("raw", "location"),
    [
        ({"any": ["a"]}, ()),
        ({"all_of": []}, ("all_of",)),
        ({"all_of": ["a", {"any_of": "b"}]}, ("all_of", 1, "any_of")),
        ({"at_least": 4, "of": ["a", "b"]}, ("at_least",)),
        ({"age": {"below": 20}}, ("age",)),
        ({"age": {"under": "twenty"}}, ("age", "under")),
        ({"points": [{"when": "a"}], "reaching": 2}, ("points", 0)),
        ({"sex": "woman"}, ()),
        (7, ()),
    ],
)
def test_a_clause_that_says_nothing_is_refused_at_its_place(raw, location):
    with pytest.raises(GrammarError) as caught:
        parse_expression(raw)
    assert caught.value.location == location
