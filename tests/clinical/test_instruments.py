"""Scores are data: order, ranges, what may be missing, and examples that must come out (HZ-012)."""

from dataclasses import replace

import pytest

from planner.clinical.instruments import Answers, Scoring, Total, WorkedScore
from tests.packs import the_pack

SCORED = {
    name: outcome
    for name, outcome in the_pack().library.outcome_measures.items()
    if outcome.scoring is not None
}


def scoring_of(name: str) -> Scoring:
    scoring = SCORED[name].scoring
    assert scoring is not None
    return scoring


@pytest.mark.parametrize("name", SCORED)
def test_every_instrument_has_ten_worked_examples_with_its_ends_and_gaps(name: str):
    """HZ-012-T1: of the project, not of a manual: none was read; a wrong one stops the reading."""
    scoring, outcome = scoring_of(name), SCORED[name]
    assert outcome.version
    assert len(scoring.examples) >= 10
    scores = {example.answers: example.score for example in scoring.examples}
    assert scores[tuple(group.lowest for group in scoring.each)] == outcome.lowest
    assert scores[tuple(group.highest for group in scoring.each)] == outcome.highest
    assert any(None in answers for answers in scores)
    assert scores[(None,) * len(scoring.each)] is None


def test_a_pack_whose_example_does_not_come_out_cannot_be_read():
    """HZ-012-T1"""
    lefs = scoring_of("lefs")
    wrong = WorkedScore(answers=(0.0,) * 20, score=1)
    with pytest.raises(ValueError, match="a worked example gives 0"):
        replace(lefs, examples=(wrong,))


@pytest.mark.parametrize("name", SCORED)
def test_for_each_count_of_missing_answers_there_is_a_score_or_none(name: str):
    """HZ-012-T2"""
    scoring = scoring_of(name)
    full = [group.highest for group in scoring.each]
    for missing in range(len(full) + 1):
        given = [None] * missing + full[missing:]
        has_score = len(full) - missing >= scoring.fewest
        assert (scoring.score(given) is not None) is has_score, missing


def test_a_mean_is_taken_over_what_was_answered():
    """HZ-012-T2: never over the questions that were left out."""
    assert scoring_of("psfs").score([8, None, 6]) == 7


def test_a_sum_with_an_answer_left_out_is_no_score_by_any_rule():
    """HZ-012-C2"""
    groups = (Answers(count=3, lowest=0, highest=4),)
    with pytest.raises(ValueError, match="lower score"):
        Scoring(answers=groups, total=Total.SUM, fewest=2, because="", verified=False, examples=())


@pytest.mark.parametrize(
    ("name", "answers", "says"),
    [
        ("lefs", [5] + [0] * 19, "answer 1 must be 0 to 4"),
        ("lefs", [0] * 19, "20 answers were expected, 19 given"),
        ("visa-h", [0] * 6 + [5, 0], "answer 7 must be 0, 4, 7 or 10"),
    ],
)
def test_a_number_that_is_no_answer_is_refused_by_its_place(name, answers, says):
    with pytest.raises(ValueError, match=says):
        scoring_of(name).score(answers)
