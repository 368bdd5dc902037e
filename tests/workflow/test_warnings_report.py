"""The month of warnings: its figures are those of the trail, and it is for the lead alone."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from planner.records.audit import AuditEntry, ListedPerson
from planner.records.seen import people_seen
from planner.workflow.answers import undo_answer
from planner.workflow.deciding import override_screen
from planner.workflow.emergencies import IN_ERROR, record_outcome
from planner.workflow.errors import NotAllowedError
from planner.workflow.referrals import record_step, write_referral
from planner.workflow.warnings_report import month_of_warnings, months_before
from tests.workflow.desk import Desk, pressed

CAUDA = "cauda-equina"
pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def the_month(desk: Desk, **back):
    desk.db.rollback()
    day = desk.clock.today() - timedelta(**back)
    return month_of_warnings(desk.db, desk.actor, day, knowledge=desk.knowledge, clock=desk.clock)


def a_caseload(desk: Desk) -> None:
    """A slip, an emergency that ended two days later, one that waits; each of its own person."""
    for name, hours in (("Slip", 0), ("Ended", 50), ("Waiting", None)):
        desk.open(desk.person(family_name=name))
        desk.answer(saddle_sensory_change="present")
        if hours is None:
            continue
        desk.clock.move(hours=hours, minutes=30)
        if hours == 0:
            desk.know(undo_answer, "saddle-sensory-change")
            desk.know(record_outcome, CAUDA, IN_ERROR, "Ticked in the wrong row")
        else:
            desk.know(record_outcome, CAUDA, "admitted", "The spinal ward, at 14:10")


def test_the_figures_equal_a_recount_from_the_audit_trail(desk):
    """HZ-037-T4"""
    a_caseload(desk)
    cauda = the_month(desk).rules[CAUDA]

    entries = desk.db.scalars(select(AuditEntry).where(AuditEntry.outcome == "done")).all()
    told = Counter(name for entry in entries for name in entry.subjects.split())
    outcomes = [entry for entry in entries if entry.action == "record-outcome"]
    assert cauda.alerts == told[f"emergency:{CAUDA}"] == 3
    assert sum(cauda.outcomes.values()) == len(outcomes) == 2
    assert cauda.waiting == cauda.alerts - len(outcomes)
    assert cauda.outcomes == {IN_ERROR: 1, "admitted": 1}
    assert cauda.dismissed == 1
    assert cauda.hours == [0.5, 50.5]
    assert cauda.late == 1
    assert (cauda.visits, cauda.courses) == (2, 2)


def test_letters_are_late_by_the_day_somebody_there_has_them(desk):
    """HZ-037-C4"""
    desk.open()
    desk.answer(saddle_sensory_change="present")
    letter = write_referral(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        rule=CAUDA,
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=pressed,
    )
    found = the_month(desk).rules[CAUDA]
    assert (found.letters, found.letters_open, found.letters_late) == (1, 1, 0)
    desk.clock.move(days=1)
    assert the_month(desk).rules[CAUDA].letters_late == 1
    record_step(
        desk.db,
        desk.actor,
        desk.visit.person_id,
        letter.id,
        1,
        "acknowledged",
        whom="Ward",
        on=desk.clock.today() - timedelta(days=1),
        clock=desk.clock,
    )
    assert the_month(desk).rules[CAUDA].letters_late == 0


def test_a_rule_that_is_mostly_recorded_as_none_is_to_be_read_again(desk):
    """HZ-037-C4: of five emergencies in the months the pack counts; none of an earlier year."""
    for place in range(5):
        desk.open(desk.person(family_name=f"Number {place}"))
        desk.answer(saddle_sensory_change="present")
        outcome = IN_ERROR if place < 2 else "admitted"
        if outcome == IN_ERROR:
            desk.know(undo_answer, "saddle-sensory-change")
        desk.know(record_outcome, CAUDA, outcome, "As the ward told us")
        if place == 3:
            assert the_month(desk).under_target == {}
    desk.clock.move(days=200)
    found = the_month(desk).under_target
    assert (found[CAUDA].outcomes.total(), found[CAUDA].dismissed) == (5, 2)
    assert the_month(desk).rules[CAUDA].alerts == 0
    desk.clock.move(days=200)
    assert the_month(desk).under_target == {}


def test_the_target_is_missed_from_one_too_few(desk):
    target = desk.knowledge.pack.presentation.head.warnings
    assert (target.fewest, target.apt) == (5, 0.8)
    assert not target.is_missed(4, 4)
    assert not target.is_missed(5, 1)
    assert target.is_missed(5, 2)
    assert [str(months_before(date(2026, 1, 31), n)) for n in (1, 12)] == [
        "2025-12-01",
        "2025-01-01",
    ]


def test_another_month_holds_nothing_of_it_and_nobody_is_listed(desk):
    a_caseload(desk)
    desk.open(desk.person(family_name="Open screen"))
    desk.know(override_screen, "The person had to leave early.")
    before = len(desk.db.scalars(select(ListedPerson.person_id)).all())
    people_seen(desk.db).clear()

    assert the_month(desk).screen_overrides == 1
    earlier = the_month(desk, days=40)
    assert earlier.visits == earlier.screen_overrides == 0
    assert not any(month.alerts or month.visits for month in earlier.rules.values())
    assert len(desk.db.scalars(select(ListedPerson.person_id)).all()) == before
    assert not people_seen(desk.db)


def test_only_the_lead_is_told(desk):
    somebody = replace(desk.actor, is_lead=False)
    with pytest.raises(NotAllowedError):
        month_of_warnings(
            desk.db,
            somebody,
            desk.clock.today(),
            knowledge=desk.knowledge,
            clock=desk.clock,
        )
