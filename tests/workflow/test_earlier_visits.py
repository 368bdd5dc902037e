"""What is saved to an earlier visit afterwards never loosens what a later one knows."""

from planner.clinical.answers import Presence, Side
from planner.workflow.actor import VisitRef
from planner.workflow.answers import GivenAnswer, record_answers
from planner.workflow.emergencies import record_outcome
from planner.workflow.factors import record_factors
from planner.workflow.flags import open_flags
from planner.workflow.lists import open_emergencies
from planner.workflow.open_emergencies import open_emergencies_of
from planner.workflow.words import Complaint, record_complaint
from tests.workflow.desk import Desk

RULE, STOPS = "cauda-equina", "spinal-instability"


def back_to(desk: Desk, visit: VisitRef) -> None:
    desk.visit = visit
    desk.version = desk.page().version


def test_an_emergency_an_earlier_visit_raises_last_is_open_everywhere(desk: Desk):
    """HZ-030-C4: the outcome of the later visit came before it, and ends nothing after it."""
    first = desk.open()
    desk.clock.move(days=7)
    second = desk.open_next()
    desk.answer(saddle_sensory_change="present")
    desk.know(record_outcome, RULE, "admitted", "To Example Hospital at 10:20")
    assert open_emergencies_of(desk.db, second.person_id) == ()
    desk.clock.move(minutes=5)

    back_to(desk, first)
    desk.answer(saddle_sensory_change="present")

    [found] = open_emergencies_of(desk.db, second.person_id)
    assert (found.rule, found.visit) == (RULE, first)
    assert [line.object_id for line in open_emergencies(desk.db, clock=desk.clock)] == [RULE]


def test_a_save_to_an_earlier_visit_lifts_no_flag_of_a_later_one(desk: Desk):
    """HZ-019-T1"""
    desk.make_ready()
    desk.know(record_factors, {STOPS: Presence.ABSENT})
    desk.confirm()
    desk.issue()
    first = desk.visit
    desk.clock.move(days=7)
    desk.open_next()
    desk.know(record_factors, {STOPS: Presence.PRESENT})
    assert open_flags(desk.db, first.person_id)

    back_to(desk, first)
    desk.clock.move(minutes=5)
    desk.answer(morning_stiffness="present")

    assert {flag.factor for flag in open_flags(desk.db, first.person_id)} == {STOPS}


def test_a_no_on_one_side_clears_nothing_while_no_side_is_chosen(desk: Desk):
    """HZ-013, HZ-014: it counts once both sides have it."""
    desk.open()
    desk.know(record_complaint, Complaint(duration_weeks=3))
    left = GivenAnswer(finding="hop-test", presence="absent", side=Side.LEFT)
    right = GivenAnswer(finding="hop-test", presence="absent", side=Side.RIGHT)

    desk.know(record_answers, [left])
    assert "hop-test" not in desk.page().case.answers
    desk.know(record_answers, [right])
    assert desk.page().case.answers["hop-test"] is Presence.ABSENT


def test_a_yes_on_one_side_counts_while_no_side_is_chosen(desk: Desk):
    desk.open()
    desk.know(record_answers, [GivenAnswer(finding="hop-test", presence="present", side=Side.LEFT)])
    assert desk.page().case.answers["hop-test"] is Presence.PRESENT
