"""Out-of-date content is counted, marked and, where it keeps people safe, stops new plans."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest

from planner.clinical.citations import Review
from planner.clinical.pack import Pack
from planner.clinical.reviews import LATE, Due
from planner.documents.filling import clinician_record
from planner.ruleout.assess import Reasoner
from planner.workflow.content_reviews import content_reviews, reviews_by_state, unsafe_by_age
from planner.workflow.issuing import WaitingError
from planner.workflow.waiting import REVIEW
from tests.builders import a_case
from tests.packs import the_pack

DUE = date(2027, 11, 1)
STOPS = DUE + timedelta(days=91)


def reviews_in(value: object) -> int:
    """How many reviews a value holds, counted without the code under test."""
    if isinstance(value, Review):
        return 1
    if isinstance(value, (tuple, list)):
        return sum(map(reviews_in, value))
    if hasattr(value, "values"):
        return sum(map(reviews_in, value.values()))
    if is_dataclass(value) and not isinstance(value, type):
        return sum(reviews_in(getattr(value, field.name)) for field in fields(value))
    return 0


def overdue(pack: Pack, rule: str, due: date) -> Pack:
    """The pack with one rule due on another day."""
    rules = dict(pack.presentation.rules)
    rules[rule] = replace(rules[rule], review=replace(rules[rule].review, due=due))
    return replace(pack, presentation=replace(pack.presentation, rules=rules))


def test_every_statement_is_listed_once():
    """HZ-063-T3"""
    found = [(s.statement.kind, s.statement.id) for s in content_reviews(the_pack(), DUE)]

    assert len(found) == len(set(found)) == reviews_in(the_pack())


def test_each_statement_follows_its_own_date():
    """HZ-063-T1: not the day the pack was made, nor another entry's."""
    pack = overdue(the_pack(), "cauda-equina", date(2026, 11, 1))

    assert not reviews_by_state(the_pack(), date(2026, 11, 27))[Due.OVERDUE]
    [late] = [s for s in content_reviews(pack, date(2026, 11, 27)) if s.due in LATE]
    assert late.statement.id == "cauda-equina"
    assert unsafe_by_age(pack, date(2027, 1, 30)) == ()
    assert [s.id for s in unsafe_by_age(pack, date(2027, 1, 31))] == ["cauda-equina"]


def test_the_clinicians_record_says_what_is_overdue():
    """HZ-063-C2"""
    pack = overdue(the_pack(), "cauda-equina", date(2026, 1, 1))
    assessment = Reasoner(pack).assess(a_case(on=date(2026, 11, 27)))

    said = [mark for mark in clinician_record(pack, assessment, None).marks if "overdue" in mark]
    assert len(said) == 1
    assert said[0].startswith("1 of ")
    assert "1 January 2026" in said[0]


def test_what_keeps_people_safe_and_is_long_overdue_lets_no_plan_be_issued(desk):
    """HZ-063-T2: the reason is said; a day earlier the plan is issued."""
    desk.clock.moment = desk.clock.moment.replace(year=2028, month=1, day=30)
    desk.make_ready()
    assert not [w for w in desk.waiting() if w.kind == REVIEW]

    desk.clock.move(days=1)
    [waits] = [w for w in desk.waiting() if w.kind == REVIEW]
    assert "Review long overdue" in waits.says
    with pytest.raises(WaitingError):
        desk.issue()
