"""When each symptom began: added to the record, printed in the letter."""

from datetime import date, timedelta

import pytest

from planner.workflow.errors import RefusedError, StaleWriteError
from planner.workflow.onsets import GivenOnset, record_onsets
from planner.workflow.referrals import write_referral
from tests.workflow.desk import Desk

NUMB, BLADDER = "saddle-sensory-change", "bladder-change"


def a_onset(finding: str = NUMB, **more) -> GivenOnset:
    return GivenOnset(
        **{"finding": finding, "began": "20 11 2026", "began_on": date(2026, 11, 20), **more}
    )


def letter(desk: Desk) -> dict[str, str]:
    printed = []

    def press(document, edition):
        printed.append(document)
        from tests.workflow.desk import pressed

        return pressed(document, edition)

    write_referral(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        rule="cauda-equina",
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=press,
    )
    return {row.finding: row.since for row in printed[0].findings}


def test_the_letter_says_when_each_symptom_began_and_whether_it_gets_worse(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present", bladder_change="present")
    desk.know(
        record_onsets,
        [
            a_onset(worse="present"),
            a_onset(BLADDER, began_on=None, began="Friday evening", worse="absent"),
        ],
    )

    since = letter(desk)

    assert since["Saddle or perianal numbness"] == "20 November 2026, getting worse"
    assert since["Change passing urine"] == "Friday evening, not getting worse"


def test_an_onset_nobody_told_leaves_a_line_to_write_it(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present")

    assert "____" in letter(desk)["Saddle or perianal numbness"]


def test_whether_it_gets_worse_is_asked_anew_at_each_visit(desk):
    """HZ-015-T1"""
    desk.open()
    desk.answer(saddle_sensory_change="present")
    desk.know(record_onsets, [a_onset(worse="present")])
    desk.clock.move(days=7)
    desk.open_next()

    entry = desk.page().onsets[NUMB]

    assert entry.began_on == date(2026, 11, 20)
    assert entry.worse == "not-assessed"
    assert entry.is_from_earlier_visit


def test_what_was_told_first_stays_in_the_record(desk):
    desk.open()
    desk.know(record_onsets, [a_onset()])
    desk.know(record_onsets, [a_onset(began="21 11 2026", began_on=date(2026, 11, 21))])

    assert desk.rows_in("symptom_onset") == 2
    assert desk.page().onsets[NUMB].began_on == date(2026, 11, 21)
    assert desk.page().onsets[NUMB].by == "A. Example"


def test_a_form_left_empty_records_nothing(desk):
    desk.open()
    desk.know(record_onsets, [GivenOnset(finding=NUMB)])

    assert desk.rows_in("symptom_onset") == 0


def test_a_day_in_the_future_or_an_unknown_symptom_is_refused(desk):
    desk.open()
    tomorrow = desk.clock.today() + timedelta(days=1)
    with pytest.raises(RefusedError, match="future"):
        desk.know(record_onsets, [a_onset(began_on=tomorrow)])
    with pytest.raises(RefusedError, match="not in the pack"):
        desk.know(record_onsets, [a_onset("no-such-finding")])
    with pytest.raises(RefusedError, match="Choose"):
        desk.know(record_onsets, [a_onset(worse="maybe")])


def test_two_people_who_write_another_day_both_see_it(desk):
    desk.open()
    old = desk.version
    desk.know(record_onsets, [a_onset()])
    desk.version = old
    with pytest.raises(StaleWriteError) as caught:
        desk.know(record_onsets, [a_onset(began="19 11 2026", began_on=date(2026, 11, 19))])

    assert [conflict.field for conflict in caught.value.conflicts] == [NUMB]
