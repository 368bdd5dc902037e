"""What no save of a visit flagged is told on the first page all the same (HZ-019)."""

from dataclasses import replace
from datetime import date

from planner.clinical.answers import Presence, Sex
from planner.workflow.factors import record_factors
from planner.workflow.flags import open_flags
from planner.workflow.merging import compare, merge_records, merges_of, undo_merge
from planner.workflow.people import PersonDetails, change_person, read_person
from planner.workflow.stopped_quietly import quietly_stopped, quietly_stopped_of
from planner.workflow.visits import change_visit_date
from tests.workflow.desk import Desk

UNSTABLE = "cardiac-unstable"
RUNNER = PersonDetails(
    given_name="Example", family_name="Runner", born=date(1992, 3, 1), sex=Sex.FEMALE
)


def listed(desk: Desk) -> list[str]:
    found = [each.plan_id for each in quietly_stopped(desk.db, desk.knowledge)]
    desk.db.rollback()
    return found


def test_a_merge_that_stops_a_plan_in_use_is_listed_until_it_is_taken_back(desk):
    """HZ-019-T5"""
    desk.make_ready()
    issued, one = desk.issue(), desk.visit
    other = desk.person(given_name="Example", family_name="Runnner")
    desk.open(other)
    desk.know(record_factors, {UNSTABLE: Presence.PRESENT})
    assert listed(desk) == []

    desk.clock.move(minutes=1)
    known = {"knowledge": desk.knowledge, "clock": desk.clock}
    found = compare(desk.db, one.person_id, other.id, **known)
    settled = {each.subject: each.choices[0] for each in found.differences}
    settled[f"factor:{UNSTABLE}"] = Presence.PRESENT.value
    merge_records(desk.db, desk.actor, one.person_id, other.id, settled, "the same", **known)

    assert listed(desk) == [issued.plan_id]
    [told] = quietly_stopped_of(desk.db, other.id, desk.knowledge)
    assert told.since == desk.clock.now()
    [link] = merges_of(desk.db, one.person_id)
    desk.db.rollback()
    undo_merge(desk.db, desk.actor, link.id, "two people", clock=desk.clock)
    assert listed(desk) == []


def test_a_corrected_birth_date_that_stops_a_plan_in_use_is_listed_and_a_number_is_not(desk):
    """HZ-019-T5"""
    desk.make_ready()
    issued, person = desk.issue(), desk.visit.person_id
    desk.clock.move(minutes=1)
    for details, expected in (
        (replace(RUNNER, telephone="01632 960001"), []),
        (replace(RUNNER, born=date(2011, 3, 1)), [issued.plan_id]),
    ):
        version = read_person(desk.db, person, clock=desk.clock).version
        change_person(desk.db, desk.actor, person, version, details, clock=desk.clock)
        assert listed(desk) == expected


def test_a_visit_set_to_another_day_has_its_plan_looked_at_again(desk):
    """HZ-019-T5: the age follows the day, and with it what the age forbids."""
    desk.make_ready()
    desk.issue()
    desk.know(change_visit_date, date(2009, 3, 2))

    assert {flag.factor for flag in open_flags(desk.db, desk.visit.person_id)}
