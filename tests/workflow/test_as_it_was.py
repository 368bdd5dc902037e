"""What was known when: the state of every past moment can be built again (HZ-024)."""

import random
from datetime import date, timedelta

import pytest

from planner.clinical.answers import Irritability, Presence, Sex, Side
from planner.clinical.case import SportLoad
from planner.workflow.clinic import Clinic, read_clinic, save_clinic
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.measuring import record_measures
from planner.workflow.people import PersonDetails, change_person, read_person
from planner.workflow.reading import read_visit
from planner.workflow.situation import (
    rate_irritability,
    record_equipment,
    record_goals,
    record_next_visit,
    record_sport,
)
from planner.workflow.visits import (
    change_visit_date,
    close_episode,
    finish_visit,
    reopen_visit,
)
from planner.workflow.words import Complaint, record_complaint, record_words
from tests.sizes import size
from tests.stores import WIDE_ON_POSTGRESQL
from tests.workflow.desk import Desk
from tests.workflow.quick_desk import quick

TEXTS = ("It hurts to sit", "", "Worse on hills", "日本 and ünïcode")


def _words(desk: Desk, chance: random.Random) -> None:
    desk.save(record_words, {chance.choice(("wrong", "fears")): chance.choice(TEXTS)})


def _complaint(desk: Desk, chance: random.Random) -> None:
    weeks = float(chance.randrange(50))
    desk.know(record_complaint, Complaint(side=chance.choice(list(Side)), duration_weeks=weeks))


def _pain(desk: Desk, chance: random.Random) -> None:
    desk.know(record_measures, {"nprs": float(chance.randrange(11))})


def _answer(desk: Desk, chance: random.Random) -> None:
    desk.answer(pop_felt=chance.choice(("present", "absent", "not-assessed")))


def _factor(desk: Desk, chance: random.Random) -> None:
    said = chance.choice((Presence.PRESENT, Presence.ABSENT))
    desk.know(record_factors, {"pregnancy": said})


def _irritability(desk: Desk, chance: random.Random) -> None:
    desk.save(rate_irritability, chance.choice(list(Irritability)), chance.choice(TEXTS))


def _sport(desk: Desk, chance: random.Random) -> None:
    desk.know(record_sport, SportLoad(name="running", weekly_km=float(chance.randrange(99))))


def _things(desk: Desk, chance: random.Random) -> None:
    desk.know(record_equipment, chance.choice((["step"], ["step", "dumbbell"], [])))


def _goals(desk: Desk, chance: random.Random) -> None:
    desk.save(record_goals, [chance.choice(TEXTS[:1]), f"{chance.randrange(90)} km"])


def _next(desk: Desk, chance: random.Random) -> None:
    desk.save(record_next_visit, f"Monday {chance.randrange(1, 29)} December")


def _day(desk: Desk, chance: random.Random) -> None:
    day = desk.clock.today() - timedelta(days=chance.randrange(9))
    desk.know(change_visit_date, day)


def _end(desk: Desk, chance: random.Random) -> None:
    if chance.random() < 0.5:
        desk.save(finish_visit)
    else:
        desk.save(close_episode, "The course of care is over")


def _again(desk: Desk, _chance: random.Random) -> None:
    desk.save(reopen_visit, "Something was forgotten")


def _person(desk: Desk, chance: random.Random) -> None:
    now = read_person(desk.db, desk.visit.person_id, clock=desk.clock)
    details = PersonDetails(
        given_name="Example",
        family_name=f"Runner{chance.randrange(9)}",
        born=date(1990 + chance.randrange(9), 3, 1),
        sex=chance.choice((Sex.FEMALE, Sex.MALE, None)),
    )
    change_person(desk.db, desk.actor, now.id, now.version, details, clock=desk.clock)


def _clinic(desk: Desk, chance: random.Random) -> None:
    devices = chance.choice((None, ("plinth",), ()))
    clinic = Clinic(name="Example Clinic", devices=devices)
    version = read_clinic(desk.db).version
    save_clinic(desk.db, desk.actor, version, clinic, knowledge=desk.knowledge, clock=desk.clock)


EDITS = (
    _words,
    _complaint,
    _pain,
    _answer,
    _factor,
    _irritability,
    _sport,
    _things,
    _goals,
    _next,
    _day,
    _end,
    _again,
    _person,
    _clinic,
)


def edit(desk: Desk, chance: random.Random) -> None:
    """One change, of any kind; a finished visit is opened again."""
    try:
        chance.choice(EDITS)(desk, chance)
    except RefusedError:
        _again(desk, chance)


def past(desk: Desk, moment):
    return read_visit(
        desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock, as_it_was=moment
    )


@pytest.mark.slow
@WIDE_ON_POSTGRESQL
def test_the_state_of_every_past_moment_is_the_one_that_was_seen_then(desk):
    """HZ-024-T1, the part of HZ-024-C3: each edit, of up to 500, ends a sequence of its own."""
    chance = random.Random(24)
    desk = quick(desk)
    visits = size(20, 50) if desk.db.get_bind().dialect.name == "sqlite" else 5
    for number in range(visits):
        desk.open()
        seen = []
        for _ in range(10):
            desk.clock.move(seconds=chance.randrange(1, 90000))
            edit(desk, chance)
            seen.append((desk.clock.now(), desk.page()))
        for moment, page in seen:
            assert past(desk, moment) == page, number


def test_a_visit_that_had_not_been_opened_is_not_found(desk):
    before = desk.clock.now() - timedelta(seconds=1)
    desk.open()

    with pytest.raises(NotFoundError):
        past(desk, before)


def test_a_later_visit_and_its_answers_are_not_yet_there(desk):
    desk.open()
    desk.answer(pop_felt="present")
    first, moment = desk.visit, desk.clock.now()
    desk.clock.move(days=7)
    desk.open_next()
    desk.answer(pop_felt="absent")

    desk.visit = first
    page = past(desk, moment)

    assert page.number == 1
    assert page.answers["pop-felt", None].presence == "present"


def test_an_issued_plan_is_there_from_its_moment_on(desk):
    desk.make_ready()
    before = desk.clock.now()
    desk.clock.move(seconds=60)
    desk.issue()

    assert past(desk, before).issued == ()
    assert [line.version for line in past(desk, desk.clock.now()).issued] == [1]
