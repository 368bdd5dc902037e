"""What a reader at a terminal is told of a thin case: careful words, the right question first."""

from planner.cli.as_text import assessment_text
from planner.ruleout.assess import Reasoner
from tests.builders import a_case
from tests.packs import the_pack


def told(*present: str, age: int | None = 40) -> str:
    return assessment_text(Reasoner(the_pack()).assess(a_case(present=present, age=age)))


def test_when_nothing_was_asked_nothing_reads_as_cleared():
    text = told(age=None)
    assert text.startswith("Disposition so far: treat")
    assert "No red-flag rule is raised by what was asked." in text
    assert "what was not asked is not cleared" in text
    assert "no findings known" in text


def test_two_findings_are_said_to_be_few_and_four_are_not():
    assert "2 findings known" in told("sitting-pain", "pain-at-sitting-bone")
    four = told("sitting-pain", "pain-at-sitting-bone", "running-worse", "warm-up-effect")
    assert "findings known" not in four


def test_an_open_rule_asks_the_question_of_what_was_found_before_it_says_what_to_do():
    lines = told("past-cancer").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith("OPEN urgent"))
    assert lines[place + 1].startswith("  Ask first: pain-new-and-persistent")
    assert lines[place + 2].startswith("  If that confirms it: ")


def test_an_emergency_says_what_to_do_at_once():
    lines = told("bilateral-leg-symptoms").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith("RAISED emergency"))
    assert lines[place + 1].startswith("  Do: ")


def test_the_screen_stands_in_one_line_before_any_test():
    following = told("sitting-pain").split("Next:\n")[1].splitlines()
    assert "always asked before anything else: saddle-sensory-change" in following[0]
    assert all("always asked" not in line for line in following[1:])


def test_no_chance_stands_beside_a_raised_rule():
    """HZ-030-C1: what a rule has raised is told by its rule, never as under one per cent."""
    lines = told("bilateral-leg-symptoms").split("Causes, most likely first:\n")[1].splitlines()
    [cauda] = [line for line in lines if line.startswith("  Cauda equina syndrome")]
    assert "by its rule cauda-equina" in cauda
    assert "%" not in cauda


def test_a_raised_rule_names_what_can_end_it_and_only_a_few_that_hasten_it():
    """Forty questions in one line are read by nobody."""
    text = told("fever-unwell")
    [ends] = [line for line in text.splitlines() if line.startswith("  Can end it: ")]
    [fast] = [line for line in text.splitlines() if line.startswith("  Can change how fast: ")]
    assert "severe-constant-pain" in ends
    assert "more" not in ends
    assert fast.count(",") == 4
    assert " and " in fast
    assert max(line.count(", ") for line in text.split("Next:")[1].splitlines()) <= 13
