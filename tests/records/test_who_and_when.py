"""Nothing is recorded about anybody without who recorded it and when."""

import pytest
from sqlalchemy.exc import IntegrityError

from planner.records.base import Base, VisitFact
from planner.records.tables import METADATA
from planner.workflow.answers import record_answers
from tests.workflow.desk import Desk, given

FACTS = sorted(
    str(mapper.local_table)
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, VisitFact)
)


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_of_a_visit_must_say_who_and_when(name):
    columns = METADATA.tables[name].columns
    for column in (columns["recorded_by"], columns["recorded_at"]):
        assert not column.nullable
        assert column.default is None
        assert column.server_default is None


@pytest.mark.parametrize("column", ["recorded_by", "recorded_at"])
def test_the_store_takes_no_answer_without_who_and_when(db, lead, clock, column):
    desk = Desk(db, lead, clock)
    desk.open()
    desk.know(record_answers, given({"hop-test": "present"}))
    answers = METADATA.tables["answer"]
    stored = dict(db.execute(answers.select()).mappings().one())
    stored.update(id="0b6d7b2e-8f4e-4b52-9d5f-3f6f6d9a1c11", line=stored["line"] + 1)

    with pytest.raises(IntegrityError):
        db.execute(answers.insert().values({**stored, column: None}))
    db.rollback()


def test_an_answer_carries_the_account_that_saved_it_and_the_moment(db, lead, clock):
    desk = Desk(db, lead, clock)
    desk.open()
    clock.move(minutes=3)

    desk.know(record_answers, given({"hop-test": "present"}))

    [entry] = [e for e in desk.page().answers.values() if e.id == "hop-test"]
    assert (entry.by, entry.at) == (lead.name, clock.now())
