"""What was decided and has not happened stays on the first page, whoever is away."""

from datetime import date, timedelta

import pytest

from planner.clinical.redflags import Urgency
from planner.records.care import Encounter
from planner.web.patients.cards import late_words
from planner.workflow.accounts import disable_account
from planner.workflow.actor import Actor
from planner.workflow.emergencies import record_outcome
from planner.workflow.errors import RefusedError
from planner.workflow.lists import open_referrals, open_visits, unsigned_rulings
from planner.workflow.one_time_links import create_account, invite
from planner.workflow.referrals import STEPS, record_step, write_referral
from planner.workflow.visits import close_episode, finish_visit
from tests.workflow.desk import pressed
from tests.workflow.quick_desk import quick

WRITTEN = date(2026, 11, 23)


def a_letter(desk, actor=None):
    desk.open()
    desk.answer(saddle_sensory_change="present")
    letter = write_referral(
        desk.db,
        actor or desk.actor,
        desk.visit,
        desk.version,
        to="Emergency department",
        knowledge=desk.knowledge,
        clock=desk.clock,
        press=pressed,
    )
    desk.version += 1
    return letter


def step(desk, letter, version, kind):
    return record_step(
        desk.db,
        desk.actor,
        letter.visit.person_id,
        letter.id,
        version,
        kind,
        whom="Registrar",
        note="Seen",
        clock=desk.clock,
    ).version


def a_colleague(desk):
    account = create_account(
        desk.db,
        invite(desk.db, desk.actor, is_lead=False, clock=desk.clock),
        sign_in_name="colleague",
        name="B. Example",
        password="another long password",
        clock=desk.clock,
    )
    return Actor(account_id=account.id, name=account.name, is_lead=False)


def listed(desk):
    return open_referrals(desk.db, clock=desk.clock)


def test_a_referral_is_on_the_list_in_every_state_until_it_is_closed(desk):
    """HZ-074-T1: no state of the loop is without a list, and nothing else takes one off it."""
    letter, version = a_letter(desk), 1
    assert [line.object_id for line in listed(desk)] == [letter.id]

    for kind in STEPS[:-1]:
        version = step(desk, letter, version, kind)
        [line] = listed(desk)
        assert (line.step, line.is_taken_over) == (kind, kind in ("acknowledged", "result"))

    step(desk, letter, version, "closed")
    assert listed(desk) == ()


@pytest.mark.parametrize("ending", ["visit", "course"])
def test_nothing_is_over_while_an_urgent_letter_went_to_nobody(desk, ending):
    """HZ-074-T2."""
    letter = a_letter(desk)
    for alert in desk.page().alerts:
        desk.know(record_outcome, alert.rule, "seen-and-excluded", "Seen, and sent home")

    def end():
        if ending == "visit":
            desk.save(finish_visit)
        else:
            desk.save(close_episode, "Referred on")

    with pytest.raises(RefusedError, match="Emergency department"):
        end()

    step(desk, letter, 1, "telephoned")
    end()
    assert [line.object_id for line in listed(desk)] == [letter.id]


@pytest.mark.parametrize(("urgency", "days"), [("emergency", 0), ("urgent", 2), ("routine", 14)])
def test_a_referral_nobody_acknowledged_is_late_the_day_after_its_days(desk, urgency, days):
    """HZ-074-T3: with the clock moved, on the day and on the day after."""
    follow_up = desk.knowledge.pack.presentation.head.follow_up

    assert follow_up.acknowledged_by(Urgency(urgency), WRITTEN) == WRITTEN + timedelta(days=days)
    assert not follow_up.verified


def test_what_waits_is_everybodys_when_the_account_it_came_from_is_shut(desk):
    """HZ-074-T4: lists do not ask whose account is open."""
    colleague = a_colleague(desk)
    letter = a_letter(desk, colleague)
    disable_account(desk.db, desk.actor, colleague.account_id, clock=desk.clock)

    [line] = listed(desk)

    assert (line.object_id, line.by) == (letter.id, colleague.name)
    assert len(unsigned_rulings(desk.db, clock=desk.clock)) == 1


def test_a_visit_leaves_the_open_ones_with_its_plan_or_with_the_course(desk):
    """HZ-084-T1: nothing else does, and no list is cut at a number."""
    desk.make_ready()
    assert len(open_visits(desk.db, clock=desk.clock)) == 1
    desk.issue()
    assert open_visits(desk.db, clock=desk.clock) == ()

    desk.open_next()
    assert [line.visit for line in open_visits(desk.db, clock=desk.clock)] == [desk.visit]
    desk.save(close_episode, "Goals reached")
    assert open_visits(desk.db, clock=desk.clock) == ()


def test_every_visit_nobody_signed_is_a_line_with_who_saw_the_person(desk):
    """HZ-075-T2: the list agrees with the store, and a line is late by the days of the pack."""
    quick_desk = quick(desk)
    person, visits = quick_desk.person(), set()
    for _ in range(3):
        visits.add(quick_desk.open(person))
        quick_desk.answer(pop_felt="absent")

    lines = unsigned_rulings(quick_desk.db, clock=quick_desk.clock)

    assert {line.visit for line in lines} == visits
    assert {line.by for line in lines} == {quick_desk.actor.name}
    follow_up = desk.knowledge.pack.presentation.head.follow_up
    due = follow_up.signed_by(WRITTEN)
    assert late_words(due, WRITTEN + timedelta(days=3)) == ""
    assert late_words(due, WRITTEN + timedelta(days=4)) == "Late by 1 day"


def test_no_list_is_cut_at_a_number(desk):
    """HZ-084-T1: of 120 open visits each is a line."""
    first = desk.db.get(Encounter, desk.open().encounter_id)
    for _ in range(119):
        desk.db.add(
            Encounter(
                episode_id=first.episode_id,
                person_id=first.person_id,
                visit_date=first.visit_date,
                version=1,
                opened_at=first.opened_at,
                opened_by=first.opened_by,
                saved_at=first.saved_at,
            )
        )
    desk.db.commit()

    assert len(open_visits(desk.db, clock=desk.clock)) == 120
