"""Odd days of the clock, and each age limit of the rules on the days around a birthday (HZ-020)."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.clinical.answers import Presence
from planner.clinical.expressions import AgeIs
from planner.workflow.case_of import case_of
from planner.workflow.errors import RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.names import age_on
from planner.workflow.starting import check_clock
from planner.workflow.words import record_words
from tests.packs import the_pack
from tests.workflow.desk import Desk

MOMENTS = {
    "a year ahead": datetime(2027, 11, 22, 9, tzinfo=UTC),
    "into summer time": datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC),
    "out of summer time": datetime(2027, 10, 31, 0, 59, 59, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 28, 23, 59, 59, tzinfo=UTC),
    "the end of 32-bit seconds": datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC),
}


def limits_in(value: object) -> set[int]:
    if isinstance(value, AgeIs):
        return {int(at) for at in (value.from_age, value.under) if at is not None}
    if isinstance(value, dict):
        return set().union(*map(limits_in, value.values()), set())
    if isinstance(value, tuple | list | frozenset):
        return set().union(*map(limits_in, value), set())
    if is_dataclass(value) and not isinstance(value, type):
        return set().union(
            *(limits_in(getattr(value, field.name)) for field in fields(value)), set()
        )
    return set()


LIMITS = sorted(set().union(*(limits_in(rule) for rule in the_pack().presentation.rules.values())))


def years_before(day: date, years: int) -> date:
    """The birth date of somebody who has their birthday that day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, month=3, day=1)


def test_the_rules_have_the_age_limits_that_are_tried_here():
    assert {8, 16, 17, 18, 25, 40, 50, 60} <= set(LIMITS)


@pytest.mark.parametrize("limit", LIMITS)
def test_each_age_limit_holds_from_the_birthday_on(desk, limit):
    """HZ-020-T3: the day before, the day itself and the day after; born on 29 February as well."""
    today = desk.clock.today()
    born = years_before(today, limit)
    for days, years in ((-1, limit - 1), (0, limit), (1, limit)):
        person = desk.person(given_name=f"Example {days + 1}", born=born - timedelta(days=days))
        desk.open(person)
        assert case_of(desk.db, desk.visit, knowledge=desk.knowledge).age == years


@pytest.mark.parametrize("limit", LIMITS)
def test_somebody_born_on_a_leap_day_is_a_year_older_on_the_first_of_march(limit):
    """HZ-020-T3: in a year without 29 February; on that day where there is one."""
    born = date(2008, 2, 29)
    year = born.year + limit
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    birthday = date(year, 2, 29) if is_leap else date(year, 3, 1)

    assert age_on(born, birthday - timedelta(days=1)) == limit - 1
    assert age_on(born, birthday) == limit
    assert age_on(born, birthday + timedelta(days=1)) == limit


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_work_goes_on_over_an_odd_moment_in_order_and_at_the_right_age(desk: Desk, moment):
    """HZ-020-T1: saves on both sides of it keep their order, and nobody is a year too old."""
    desk.clock.moment = moment
    born = years_before(moment.date(), 30)
    desk.open(desk.person(born=born))
    desk.save(record_words, {"wrong": "Before"})
    desk.clock.move(seconds=1)
    desk.save(record_words, {"wrong": "After"})
    desk.know(record_factors, {"nsaid-risk": Presence.ABSENT})
    desk.clock.move(hours=1)
    desk.open_next()

    page = desk.page()
    assert page.words["wrong"].value == "After"
    assert page.words["wrong"].at == moment + timedelta(seconds=1)
    assert page.case.age == age_on(born, desk.clock.today()) == 30
    check_clock(desk.db, desk.clock)


@pytest.mark.parametrize("back", [{"days": 1}, {"days": 365}], ids=["a day", "a year"])
def test_a_clock_set_back_is_refused_with_what_to_do(desk, back):
    """HZ-020-T1"""
    desk.open()
    desk.clock.move(**{unit: -count for unit, count in back.items()})

    with pytest.raises(RefusedError, match="set the clock"):
        check_clock(desk.db, desk.clock)
