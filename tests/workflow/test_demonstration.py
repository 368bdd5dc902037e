"""The demonstration: fictional people alone, each at the point of care its story says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from planner.knowledge.cases import read_case
from planner.records.audit import AuditEntry
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.people import Person
from planner.records.tables import METADATA
from planner.records.upgrade import upgrade
from planner.workflow.accounts import can_sign_in
from planner.workflow.clinic import read_clinic
from planner.workflow.demonstration.making import fill_demonstration
from planner.workflow.demonstration.people import ON_FILE, STORIES
from planner.workflow.entries import VisitPage
from planner.workflow.errors import RefusedError
from planner.workflow.lists import (
    open_emergencies,
    open_referrals,
    open_visits,
    past_visits,
    todays_visits,
    unsigned_rulings,
)
from planner.workflow.reading import read_visit
from planner.workflow.search import search_people
from planner.workflow.starting import check_clock, count_samples, make_demonstration
from tests.clocks import MovableClock
from tests.workflow.desk import CASES, pressed, the_knowledge

PASSWORD = "quiet-otter-under-stars"
THURSDAY = datetime(2026, 11, 26, 15, 20, tzinfo=UTC)


def a_store(folder):
    engine = open_store(StorePlace(folder=folder))
    upgrade(engine)
    return engine


def fill(db: Session, moment: datetime) -> None:
    knowledge = the_knowledge()
    fill_demonstration(
        db,
        password=PASSWORD,
        knowledge=knowledge,
        read_case=lambda name: read_case(CASES / f"{name}.yaml", knowledge.pack, moment.date()),
        press=pressed,
        clock=MovableClock(moment),
        say=lambda _about: None,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Iterator[Session]:
    engine = a_store(tmp_path_factory.mktemp("demonstration"))
    with session_maker(engine)() as db:
        fill(db, THURSDAY)
        yield db
    engine.dispose()


@pytest.fixture(scope="module")
def now() -> MovableClock:
    return MovableClock(THURSDAY)


def visits_of(db: Session, clock: MovableClock, name: str) -> list[VisitPage]:
    """Every visit of one person, the oldest first."""
    [line] = search_people(db, name, clock=clock)
    found = [
        read_visit(db, visit.visit, knowledge=the_knowledge(), clock=clock)
        for visit in past_visits(db, line.id)
    ]
    return found[::-1]


def test_everybody_is_a_sample_and_is_called_like_one(made):
    people = list(made.scalars(select(Person)))

    assert len(people) == len(STORIES) + len(ON_FILE)
    assert all(person.is_sample for person in people)
    assert count_samples(made).people == len(people)
    signs = {"Example", "Sample", "Specimen", "Muster", "Příklad", "مثال"}
    assert {person.given_name for person in people} <= signs
    assert all(
        person.telephone == "" or person.telephone.startswith("01632 960") for person in people
    )


def test_a_runner_holds_an_issued_plan(made, now):
    [visit] = visits_of(made, now, STORIES[0].born(now.today()).isoformat())

    assert [plan.version for plan in visit.issued] == [1]
    assert visit.date == now.today()
    assert all(step.is_done for step in visit.progress)
    assert not visit.is_open


def test_a_triathlete_is_at_her_third_review_with_three_plans_and_moving_measures(made, now):
    visits = visits_of(made, now, "Triathlete")
    today = visits[-1]

    assert [visit.number for visit in visits] == [1, 2, 3, 4]
    assert [plan.version for plan in today.issued] == [1, 2, 3]
    assert {plan.issued_by for plan in today.issued} > {"A. Example, physiotherapist"}
    pain = [visit.measures["nprs"].value for visit in visits]
    assert pain == sorted(pain, reverse=True)
    assert len(set(pain)) == len(pain)
    assert today.is_open


def test_a_swimmer_is_in_rule_out_with_nothing_signed(made, now):
    [visit] = visits_of(made, now, "Swimmer")

    assert not visit.assessment.screen_gaps
    assert not visit.rulings
    assert visit.working_diagnosis is None
    assert visit.is_open


def test_an_emergency_waits_for_its_outcome_and_one_has_it(made, now):
    [open_one] = visits_of(made, now, "Patient")
    [seen_to] = visits_of(made, now, "Gardener")

    assert [alert.rule for alert in open_one.alerts if alert.is_open] == ["cauda-equina"]
    assert open_one.issued == ()
    assert seen_to.alerts
    assert not any(alert.is_open for alert in seen_to.alerts)


def test_a_teenager_has_a_holding_plan_and_a_referral_that_is_not_closed(made, now):
    [visit] = visits_of(made, now, "Sprinter")
    [referral] = visit.referrals

    assert [plan.version for plan in visit.issued] == [1]
    assert referral.is_open
    assert referral.urgency == "urgent"
    assert visit.person.age == 14


def test_the_lists_look_like_a_day_at_a_clinic(made, now):
    assert len(todays_visits(made, clock=now)) >= 6
    assert len(open_visits(made, clock=now)) >= 6
    assert len(unsigned_rulings(made, clock=now)) >= 2
    assert len(open_emergencies(made, clock=now)) == 1
    assert len(open_referrals(made, clock=now)) == 1
    assert len([line for line in search_people(made, "run", clock=now) if line.looks_alike]) == 2


def test_the_clinic_has_numbers_and_both_clinicians_sign_in(made):
    assert read_clinic(made).urgent_telephone
    assert can_sign_in(made, "demo", PASSWORD)
    assert can_sign_in(made, "colleague", PASSWORD)
    assert not can_sign_in(made, "demo", "another password")
    assert not can_sign_in(made, "nobody", PASSWORD)


def test_nothing_was_recorded_after_now_so_that_the_record_opens(made, now):
    newest = max(made.scalars(select(AuditEntry.at)))

    assert newest <= now.now()
    check_clock(made, now)


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 27, 0, 4, tzinfo=UTC),
        pytest.param(datetime(2028, 2, 29, 12, 0, tzinfo=UTC), marks=pytest.mark.safety),
        pytest.param(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), marks=pytest.mark.safety),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ],
    ids=["four minutes past midnight", "leap day", "clocks go forward", "clocks go back"],
)
def test_it_is_made_on_any_day_at_any_hour(tmp_path, moment):
    engine = a_store(tmp_path)
    with session_maker(engine)() as db:
        fill(db, moment)

        visits = todays_visits(db, clock=MovableClock(moment))
        newest = max(db.scalars(select(AuditEntry.at)))
    engine.dispose()

    assert visits
    assert newest <= moment


def rows_by_table(db: Session) -> dict[str, int]:
    counted = {
        table.name: int(db.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one())  # noqa: S608
        for table in METADATA.sorted_tables
    }
    db.rollback()
    return counted


def test_a_live_record_takes_no_sample_data_and_keeps_its_rows(desk):
    """HZ-006-T2: one account makes a record live, before there is anybody in it."""
    before = rows_by_table(desk.db)

    with pytest.raises(RefusedError, match="no sample data is loaded"):
        fill(desk.db, desk.clock.now())

    after = rows_by_table(desk.db)
    assert after.pop("audit") == before.pop("audit") + 1
    assert after == before
    assert not desk.person().is_sample


def test_a_record_with_people_takes_no_sample_data(desk):
    """HZ-006-T2"""
    desk.person()

    with pytest.raises(RefusedError, match="real people"):
        make_demonstration(desk.db, clock=desk.clock)
    assert count_samples(desk.db).people == 0


def test_a_demonstration_is_filled_once(made, now):
    with pytest.raises(RefusedError):
        fill(made, now.now())
    made.rollback()

    assert count_samples(made).people == len(STORIES) + len(ON_FILE)


def test_ages_are_of_today():
    for today in (date(2026, 11, 26), date(2026, 1, 1), date(2028, 2, 29)):
        for story in STORIES:
            born = story.born(today)
            had = (born.month, born.day) <= (today.month, today.day)
            assert today.year - born.year - (not had) == story.age
