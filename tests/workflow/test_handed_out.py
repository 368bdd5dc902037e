"""A paper is handed out by what is known today, not by the flags alone (HZ-019, HZ-030)."""

from datetime import date

import pytest

from planner.assembly.plan import PlanKind
from planner.clinical.answers import Sex
from planner.records.people import Person
from planner.workflow.answers import GivenAnswer, record_answers
from planner.workflow.emergencies import record_outcome
from planner.workflow.errors import RefusedError
from planner.workflow.open_emergencies import open_emergencies_of
from planner.workflow.people import PersonDetails, change_person, read_person
from planner.workflow.protocol import protocol
from planner.workflow.reprinting import ReasonNeededError, read_issued
from planner.workflow.visits import close_episode
from tests.workflow.desk import Desk

STOPS = "issue the next version first"


def say(desk: Desk, name: str, presence: str = "present") -> None:
    desk.know(record_answers, [GivenAnswer(finding=name, presence=presence, side=None)])


def hand_out(desk: Desk, plan_id: str, reason: str | None = None) -> bytes:
    plan = read_issued(desk.db, desk.visit.person_id, plan_id)
    paper = next(line for line in plan.documents if line.kind == "patient")
    return desk.read_paper(paper.id, reason).content


def test_a_corrected_birth_date_keeps_back_what_the_age_forbids(desk):
    desk.make_ready()
    issued = desk.issue()
    assert hand_out(desk, issued.plan_id)
    person = desk.visit.person_id

    version = read_person(desk.db, person, clock=desk.clock).version
    right = PersonDetails(
        given_name="Example", family_name="Runner", born=date(2011, 3, 1), sex=Sex.FEMALE
    )
    change_person(desk.db, desk.actor, person, version, right, clock=desk.clock)

    with pytest.raises(RefusedError, match=STOPS):
        hand_out(desk, issued.plan_id)


def test_the_plan_of_a_closed_course_of_care_needs_a_reason(desk):
    desk.make_ready()
    issued = desk.issue()
    desk.save(close_episode, "Goals met")

    with pytest.raises(ReasonNeededError) as asked:
        hand_out(desk, issued.plan_id)
    assert "closed" in asked.value.why
    assert hand_out(desk, issued.plan_id, "for-the-record")


def test_a_red_flag_of_the_next_course_keeps_the_plan_of_a_closed_one_back(desk):
    desk.make_ready()
    issued = desk.issue()
    person = desk.db.get_one(Person, desk.visit.person_id)
    desk.save(close_episode, "Goals met")
    desk.clock.move(days=30)

    desk.open(person)
    say(desk, "past-cancer")

    with pytest.raises(RefusedError, match=STOPS):
        hand_out(desk, issued.plan_id, "asked-for")


def test_an_emergency_stops_a_holding_plan_also_once_its_outcome_is_known(desk):
    desk.make_ready()
    say(desk, "past-cancer")
    say(desk, "pain-new-and-persistent")
    desk.confirm()
    board = protocol(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock)
    assert board.plan is not None
    assert board.plan.kind is PlanKind.HOLDING
    issued = desk.issue()
    assert hand_out(desk, issued.plan_id)

    desk.clock.move(days=1)
    desk.open_next()
    say(desk, "chest-pain-or-breathlessness")
    desk.know(record_outcome, "pulmonary-embolism", "seen-and-excluded", "Seen in hospital 10:00")
    assert not open_emergencies_of(desk.db, desk.visit.person_id)
    with pytest.raises(RefusedError, match=STOPS):
        hand_out(desk, issued.plan_id)

    say(desk, "chest-pain-or-breathlessness", "absent")
    assert hand_out(desk, issued.plan_id)
