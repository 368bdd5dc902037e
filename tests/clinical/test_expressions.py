"""Expressions: three values all the way, and an unanswered question never becomes a no."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from planner.clinical.answers import Presence, Sex
from planner.clinical.expressions import (
    AgeIs,
    AllOf,
    AnyOf,
    AtLeast,
    Expression,
    FindingIs,
    NoneOf,
    Points,
    Scored,
    evaluate,
)

YES, NO, UNKNOWN = Presence.PRESENT, Presence.ABSENT, Presence.NOT_ASSESSED
A, B, C = FindingIs("a"), FindingIs("b"), FindingIs("c")


@dataclass
class Known:
    """Facts given by the test."""

    answers: dict[str, Presence] = field(default_factory=dict)
    age: float | None = None
    sex: Sex | None = None
    weeks_since_onset: float | None = None
    sport: str | None = None

    def presence(self, finding: str) -> Presence:
        return self.answers.get(finding, UNKNOWN)

    def factor(self, factor: str) -> Presence:
        return UNKNOWN


def test_one_absent_part_decides_all_of_even_beside_an_unknown():
    assert evaluate(AllOf((A, B)), Known({"a": NO})) is NO


def test_an_unknown_part_keeps_all_of_unknown():
    assert evaluate(AllOf((A, B)), Known({"a": YES})) is UNKNOWN


def test_any_of_with_an_unknown_part_is_not_absent():
    assert evaluate(AnyOf((A, B)), Known({"a": NO})) is UNKNOWN


def test_a_count_is_present_as_soon_as_enough_are_and_absent_once_it_cannot_be_reached():
    count = AtLeast(2, (A, B, C))
    assert evaluate(count, Known({"a": YES, "b": YES})) is YES
    assert evaluate(count, Known({"a": NO, "b": NO})) is NO
    assert evaluate(count, Known({"a": YES, "b": NO})) is UNKNOWN


def test_an_unanswered_reason_to_lower_a_score_lowers_nothing():
    score = Points((Scored(A, 1), Scored(B, 1), Scored(C, -2)), reaching=2)
    assert evaluate(score, Known({"a": YES, "b": YES})) is YES
    assert evaluate(score, Known({"a": YES, "b": YES, "c": YES})) is NO


def test_an_unknown_age_is_neither_young_nor_old():
    assert evaluate(AgeIs(under=20), Known()) is UNKNOWN
    assert evaluate(AgeIs(under=20), Known(age=20)) is NO
    assert evaluate(AgeIs(from_age=20), Known(age=20)) is YES


leaves = st.sampled_from(["a", "b", "c", "d"]).map(FindingIs)
expressions = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda p: AllOf(tuple(p))),
        st.lists(parts, min_size=1, max_size=3).map(lambda p: AnyOf(tuple(p))),
        st.lists(parts, min_size=1, max_size=3).map(lambda p: NoneOf(tuple(p))),
        st.lists(parts, min_size=1, max_size=3).map(lambda p: AtLeast(1, tuple(p))),
    ),
    max_leaves=8,
)
answers = st.dictionaries(st.sampled_from("abcd"), st.sampled_from([YES, NO]))


@given(expressions, answers, st.sampled_from("abcd"), st.sampled_from([YES, NO]))
def test_answering_one_more_question_never_turns_a_decided_expression_round(
    expression: Expression, known: dict[str, Presence], name: str, answer: Presence
):
    before = evaluate(expression, Known(known))
    after = evaluate(expression, Known({name: answer, **known}))
    assert before is UNKNOWN or after is before
