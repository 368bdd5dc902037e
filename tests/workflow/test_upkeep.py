"""What the lead is told about the record itself: not checked, not copied, not as it was written."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planner.web.clinic.upkeep_cards import upkeep_card
from planner.workflow.errors import NotAllowedError
from planner.workflow.trail import TrailFinding, TrailReport
from planner.workflow.upkeep import (
    CHECK,
    DONE,
    FAILED,
    NOT_WHOLE,
    is_due,
    note_check,
    note_copy,
    read_upkeep,
)

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
WHOLE = TrailReport(entries=9, unsealed=0, rows=9, last=None, after_anchor=0, findings=())


def card(db, lead, clock, **more):
    found = read_upkeep(db, lead, clock=clock)
    return upkeep_card(found, **{"sees_copies": True, **more})


def titles(db, lead, clock, **more):
    return [notice.title for notice in card(db, lead, clock, **more).notices]


def copied(db, clock, outcome=DONE, *, elsewhere=True):
    note_copy(db, outcome, is_elsewhere=elsewhere, clock=clock)


def test_a_copy_that_is_missed_is_told_within_a_day_and_a_few_hours(db, lead, clock):
    """HZ-071-T3: the timer stopped; the warning stands the next day, until a copy is made."""
    copied(db, clock)
    assert titles(db, lead, clock) == []

    clock.move(hours=27)
    assert titles(db, lead, clock) == ["The last copy of the record is 27 hours old"]
    clock.move(days=3)
    assert titles(db, lead, clock) == ["The last copy of the record is 4 days old"]
    copied(db, clock)
    assert titles(db, lead, clock) == []


@pytest.mark.parametrize("outcome", [FAILED, NOT_WHOLE])
def test_a_copy_that_failed_is_told_at_once_with_the_last_good_one(db, lead, clock, outcome):
    """HZ-071-T3"""
    copied(db, clock)
    good = clock.now()
    clock.move(hours=1)
    copied(db, clock, outcome)

    [notice] = card(db, lead, clock).notices
    assert notice.title == "The last copy of the record failed"
    assert "The last good one is of" in notice.sentence
    found = read_upkeep(db, lead, clock=clock).good_copy
    assert found is not None
    assert found.at == good


def test_setting_up_is_not_finished_before_a_copy_lies_in_a_second_place(db, lead, clock):
    """HZ-071-T4: no copy, then one on the same disk, then one that was read back elsewhere."""
    [before] = titles(db, lead, clock)
    assert before.startswith("Setting up is not finished")
    copied(db, clock, elsewhere=False)
    assert titles(db, lead, clock) == [before]
    copied(db, clock, FAILED)
    assert "failed" in titles(db, lead, clock)[0]

    copied(db, clock)
    assert titles(db, lead, clock) == []
    assert titles(db, lead, clock, sees_copies=False) == []


def test_a_record_that_is_not_whole_stops_the_lead_with_the_places(db, lead, clock):
    """HZ-085-T2: what was found is named, also after the process that found it has ended."""
    copied(db, clock)
    found = (TrailFinding(where="account 7f3", sentence="this row is missing"),)
    note_check(db, WHOLE, clock=clock)
    assert titles(db, lead, clock) == []
    note_check(db, replace(WHOLE, findings=found), clock=clock)

    told = card(db, lead, clock)
    assert [notice.is_stop for notice in told.notices] == [True]
    assert told.places == ("account 7f3",)


def test_the_record_is_checked_after_each_start_and_once_a_day(db, lead, clock):
    """HZ-080-C1, HZ-085-T2: moved clocks; a check by another host counts for this one."""
    start = clock.now()
    assert is_due(db, CHECK, start, clock=clock)
    clock.move(minutes=1)
    note_check(db, WHOLE, clock=clock)
    assert not is_due(db, CHECK, start, clock=clock)
    assert not is_due(db, CHECK, LONG_AGO, clock=clock)
    clock.move(hours=23)
    assert not is_due(db, CHECK, start, clock=clock)
    assert is_due(db, CHECK, clock.now(), clock=clock), "after the next start"
    clock.move(hours=2)
    assert is_due(db, CHECK, start, clock=clock)
    clock.move(hours=2)
    copied(db, clock)
    assert titles(db, lead, clock) == ["The record was not checked for more than a day"]


def test_nobody_but_the_lead_is_told(db, lead, clock):
    with pytest.raises(NotAllowedError):
        read_upkeep(db, replace(lead, is_lead=False), clock=clock)
