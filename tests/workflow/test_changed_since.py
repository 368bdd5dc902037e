"""A plan whose answers are known otherwise by now is flagged, with each of them (HZ-023)."""

import random
from datetime import date

import pytest

from planner.clinical.answers import Presence
from planner.workflow.answers import undo_answer
from planner.workflow.changed_since import About, changed_since_issue
from planner.workflow.deciding import sign_result, withdraw_result
from planner.workflow.factors import record_factors
from planner.workflow.reprinting import read_issued
from tests.workflow.desk import Desk


@pytest.fixture
def issued(desk):
    desk.make_ready()
    return read_issued(desk.db, desk.visit.person_id, desk.issue().plan_id)


def changed(desk: Desk, plan):
    found = changed_since_issue(desk.db, plan.visit, plan.snapshot, knowledge=desk.knowledge)
    return {(one.about, one.id): (one.then, one.now) for one in found}


def test_a_plan_whose_answers_stand_is_not_flagged(desk, issued):
    assert changed(desk, issued) == {}

    desk.clock.move(days=7)
    desk.open_next()
    assert changed(desk, issued) == {}


def test_each_answer_taken_back_flags_the_plan_that_used_it(desk, issued):
    """HZ-023-T1: a handful of the answers of a case, one after the other."""
    used = {name: said.value for name, said in desk.page().case.answers.items() if said in Presence}
    taken_back = {}
    for name in random.Random(23).sample(sorted(used), 12):
        desk.know(undo_answer, name)
        taken_back[About.FINDING, name] = (used[name], None)

        assert changed(desk, issued) == taken_back


def test_a_correction_at_the_visit_of_the_plan_flags_it_with_both_answers(desk, issued):
    """HZ-023-T1"""
    desk.know(record_factors, {"nsaid-risk": Presence.PRESENT})

    assert changed(desk, issued) == {(About.FACTOR, "nsaid-risk"): ("absent", "present")}


def test_a_later_visit_that_contradicts_the_plan_flags_it(desk, issued):
    """HZ-023-T1: what was not asked again says nothing; a new yes always does."""
    unasked = next(n for n in desk.knowledge.pack.library.factors if n not in desk.page().factors)
    desk.clock.move(days=7)
    desk.open_next()

    desk.know(record_factors, {"nsaid-risk": Presence.PRESENT, unasked: Presence.PRESENT})

    assert changed(desk, issued) == {
        (About.FACTOR, "nsaid-risk"): ("absent", "present"),
        (About.FACTOR, unasked): (None, "present"),
    }


def test_a_result_that_was_taken_back_flags_the_plan(desk):
    """HZ-023-T1"""
    desk.make_ready()
    result = desk.knowledge.pack.library.investigations["mri-pelvis"].results[0].id
    desk.know(sign_result, "mri-pelvis", result, date(2026, 11, 20), "")
    desk.confirm()
    plan = read_issued(desk.db, desk.visit.person_id, desk.issue().plan_id)

    desk.know(withdraw_result, "mri-pelvis", "Another person’s picture")

    assert changed(desk, plan)[About.RESULT, "mri-pelvis"] == (result, None)
