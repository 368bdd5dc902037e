"""Long lists in a sentence."""

from planner.clinical.naming import first_few


def test_the_first_few_are_named_and_the_rest_counted():
    assert first_few(["a", "b", "c"], 2) == "a, b and 1 more"
    assert first_few(["a", "b"], 2, joined_by="; ") == "a; b"
