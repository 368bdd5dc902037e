"""An emergency: kept with the save that raised it, closed only by its outcome; the referral."""

import pytest

from planner.workflow.answers import undo_answer
from planner.workflow.emergencies import IN_ERROR, record_outcome
from planner.workflow.errors import NotFoundError, RefusedError, StaleWriteError
from planner.workflow.issuing import WaitingError
from planner.workflow.lists import (
    open_emergencies,
    open_referrals,
    open_visits,
    past_visits,
    todays_visits,
    unsigned_rulings,
)
from planner.workflow.referrals import Referral, read_referral, record_step, write_referral
from planner.workflow.visits import finish_visit
from tests.workflow.desk import Desk, pressed

RULE = "cauda-equina"


def alerted(desk: Desk) -> list[str]:
    return [line.object_id for line in open_emergencies(desk.db, clock=desk.clock)]


def a_letter(desk: Desk, **named) -> Referral:
    return write_referral(
        desk.db,
        desk.actor,
        desk.visit,
        desk.version,
        rule=RULE,
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=pressed,
        **named,
    )


def step(desk: Desk, referral: Referral, version: int, kind: str, **named):
    return record_step(
        desk.db,
        desk.actor,
        desk.visit.person_id,
        referral.id,
        version,
        kind,
        clock=desk.clock,
        **named,
    )


def test_an_emergency_is_listed_from_the_save_that_raises_it(desk):
    desk.open()
    assert alerted(desk) == []

    desk.answer(saddle_sensory_change="present")

    assert alerted(desk) == [RULE]
    assert [alert.rule for alert in desk.page().alerts] == [RULE]
    desk.answer(bladder_change="present")
    assert alerted(desk) == [RULE]


def test_taking_the_answer_back_does_not_lift_the_emergency(desk):
    """Closed only by a recorded outcome, never by one's own override."""
    desk.make_ready()
    desk.answer(saddle_sensory_change="present")
    with pytest.raises(RefusedError, match="emergency"):
        desk.issue()

    desk.know(undo_answer, "saddle-sensory-change")

    with pytest.raises(WaitingError) as caught:
        desk.issue()
    assert [waiting.kind for waiting in caught.value.waiting] == ["emergency"]
    assert alerted(desk) == [RULE]


def test_a_slip_is_recorded_as_one_only_after_it_was_corrected(desk):
    desk.make_ready()
    desk.answer(saddle_sensory_change="present")
    with pytest.raises(RefusedError, match="correct the answer"):
        desk.know(record_outcome, RULE, IN_ERROR, "Touched the wrong button")

    desk.answer(saddle_sensory_change="absent")
    desk.know(record_outcome, RULE, IN_ERROR, "Touched the wrong button")

    assert alerted(desk) == []
    assert desk.issue().version == 1
    assert not desk.page().alerts[0].is_open


def test_a_second_yes_after_the_outcome_is_a_second_emergency(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present")
    desk.answer(saddle_sensory_change="absent")
    desk.know(record_outcome, RULE, IN_ERROR, "Touched the wrong button")

    desk.clock.move(minutes=1)
    desk.answer(saddle_sensory_change="present")

    assert alerted(desk) == [RULE]
    assert len(desk.page().alerts) == 2


def test_an_outcome_ends_the_alert_but_the_question_is_asked_again(desk):
    desk.make_ready()
    desk.answer(saddle_sensory_change="present")
    desk.know(record_outcome, RULE, "seen-and-excluded", "MRI clear, registrar on call")
    assert alerted(desk) == []
    with pytest.raises(RefusedError, match="emergency"):
        desk.issue()

    desk.clock.move(days=7)
    desk.open_next()
    desk.answer(pop_felt="absent")
    assert alerted(desk) == []
    with pytest.raises(RefusedError, match="emergency"):
        desk.issue()
    desk.record_case()
    assert desk.issue().version == 1


@pytest.mark.parametrize(
    ("rule", "outcome", "note", "field"),
    [
        (RULE, "fine", "Rang the ward", "outcome"),
        (RULE, "admitted", "", "note"),
        ("aortic-aneurysm", "admitted", "Rang the ward", "rule"),
    ],
)
def test_an_outcome_that_says_nothing_is_refused(desk, rule, outcome, note, field):
    desk.open()
    desk.answer(saddle_sensory_change="present")

    with pytest.raises(RefusedError) as caught:
        desk.know(record_outcome, rule, outcome, note)
    assert caught.value.field == field


def test_the_outcome_can_be_recorded_after_the_visit_is_finished(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present")
    desk.save(finish_visit)

    desk.know(record_outcome, RULE, "admitted", "Ward 4, Dr Example")

    assert alerted(desk) == []


def test_the_rule_out_of_a_visit_waits_for_nobody_once_its_emergency_was_seen_to(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present")
    assert len(unsigned_rulings(desk.db, clock=desk.clock)) == 1

    desk.know(record_outcome, RULE, "admitted", "Ward 4, Dr Example")
    assert unsigned_rulings(desk.db, clock=desk.clock) == ()

    desk.clock.move(hours=1)
    desk.answer(pop_felt="absent")
    assert len(unsigned_rulings(desk.db, clock=desk.clock)) == 1


def test_a_referral_goes_round_its_loop_step_by_step(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present")
    referral = a_letter(desk, to="Emergency department")
    assert referral.urgency == "emergency"
    assert referral.next_step == "telephoned"

    version = 1
    for kind, named in (
        ("telephoned", {"whom": "Registrar on call"}),
        ("accepted", {"whom": "Registrar on call"}),
        ("sent", {}),
        ("acknowledged", {"whom": "Ward clerk"}),
        ("result", {"note": "MRI clear"}),
    ):
        version = step(desk, referral, version, kind, **named).version
        assert len(open_referrals(desk.db, clock=desk.clock)) == 1
    step(desk, referral, version, "closed", note="Told the person by telephone")

    done = read_referral(desk.db, desk.visit.person_id, referral.id)
    assert [entry.kind for entry in done.steps][-1] == "closed"
    assert not done.is_open
    assert open_referrals(desk.db, clock=desk.clock) == ()
    with pytest.raises(RefusedError, match="closed"):
        step(desk, referral, done.version, "result", note="Another one")


def test_a_step_from_an_old_page_or_of_somebody_else_is_refused(desk):
    desk.open()
    desk.answer(saddle_sensory_change="present")
    referral = a_letter(desk)
    step(desk, referral, 1, "telephoned", whom="Registrar")

    with pytest.raises(StaleWriteError):
        step(desk, referral, 1, "sent")
    other = desk.person(given_name="Sample")
    with pytest.raises(NotFoundError):
        read_referral(desk.db, other.id, referral.id)


def test_there_is_no_letter_where_there_is_nothing_to_refer(desk):
    desk.open()

    with pytest.raises(RefusedError):
        a_letter(desk)
    assert desk.rows_in("stored_document") == 0


def test_the_lists_of_the_day_show_what_waits(desk):
    desk.open()
    desk.answer(pop_felt="absent")
    assert [line.visit for line in todays_visits(desk.db, clock=desk.clock)] == [desk.visit]
    assert [line.visit for line in open_visits(desk.db, clock=desk.clock)] == [desk.visit]
    assert [line.visit for line in unsigned_rulings(desk.db, clock=desk.clock)] == [desk.visit]

    desk.record_case()
    assert unsigned_rulings(desk.db, clock=desk.clock) == ()
    desk.save(finish_visit)
    assert open_visits(desk.db, clock=desk.clock) == ()
    [line] = past_visits(desk.db, desk.visit.person_id)
    assert (line.is_open, line.plan_version) == (False, None)
