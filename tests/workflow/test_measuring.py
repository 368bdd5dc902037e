"""Numbers keep their unit, scores keep their answers and edition (HZ-011, HZ-012)."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from sqlalchemy import select

from planner.clinical.instruments import Answers
from planner.records.findings import Measurement
from planner.workflow.errors import RefusedError, UnusualNumberError
from planner.workflow.measuring import (
    limits_of,
    record_measures,
    record_score,
    unit_of,
    wrong_scores,
)
from tests.workflow.desk import Desk

pytestmark = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
SPREAD = 7
"""Numbers of each measure from end to end that go through the store."""


def stored(desk: Desk) -> dict[str, Measurement]:
    rows = desk.db.scalars(select(Measurement).order_by(Measurement.at_version)).all()
    return {row.measure: row for row in rows}


def test_a_number_and_its_unit_come_back_from_the_store_as_they_went_in(desk):
    """HZ-011-T1: every measure, from its lowest to its highest number."""
    desk.open()
    library = desk.knowledge.pack.library
    names = [*library.measures, *library.outcome_measures]
    for step in range(SPREAD):
        given = {}
        for name in names:
            lowest, highest = limits_of(library, name)
            top = 500 if highest is None else highest
            given[name] = round(lowest + (top - lowest) * step / (SPREAD - 1), 2)
        desk.know(record_measures, given, given)
        found = stored(desk)
        assert {name: found[name].number for name in names} == given
        assert {name: found[name].unit for name in names} == {
            name: unit_of(library, name) for name in names
        }
        assert {name: entry.value for name, entry in desk.page().measures.items()} == given


def test_what_is_not_possible_in_its_unit_is_refused(desk):
    """HZ-011-C3"""
    desk.open()
    for name, number in (("sit-time", 121), ("double-leg-bridge-hold", 3601), ("lefs", 81)):
        with pytest.raises(RefusedError, match="Enter a number from 0 to"):
            desk.know(record_measures, {name: number})


def test_an_unusual_number_is_kept_once_it_is_said_again(desk):
    """HZ-011-C3, HZ-011-C4: beyond likely at once, far from the last one at the next visit."""
    desk.open()
    with pytest.raises(UnusualNumberError) as asked:
        desk.know(record_measures, {"double-leg-bridge-hold": 450, "lefs": 40})
    number, says = asked.value.numbers["double-leg-bridge-hold"]
    assert (list(asked.value.numbers), number) == (["double-leg-bridge-hold"], 450)
    assert says == "Unusual: 450 s is more than is likely."
    assert stored(desk) == {}
    with pytest.raises(UnusualNumberError):
        desk.know(record_measures, {"double-leg-bridge-hold": 450}, {"double-leg-bridge-hold": 451})
    desk.know(record_measures, {"double-leg-bridge-hold": 450}, {"double-leg-bridge-hold": 450})
    assert not desk.know(record_measures, {"double-leg-bridge-hold": 450}).changed
    desk.know(record_measures, {"sit-time": 20})

    desk.clock.move(days=7)
    desk.open_next()
    with pytest.raises(UnusualNumberError):
        desk.know(record_measures, {"sit-time": 41})
    with pytest.raises(UnusualNumberError):
        desk.know(record_measures, {"sit-time": 9})
    desk.know(record_measures, {"sit-time": 40})


def test_a_score_is_kept_with_its_answers_and_edition(desk):
    """HZ-012-C4"""
    desk.open()
    desk.know(record_score, "lefs", [4] * 10 + [0] * 10)

    row = stored(desk)["lefs"]
    assert (row.number, row.unit, row.version) == (40, "of 80", "1999, 20 questions")
    assert row.answers == [4.0] * 10 + [0.0] * 10


def test_no_score_is_kept_while_an_answer_that_is_needed_is_missing(desk):
    """HZ-012-C2: the number that stood there stays."""
    desk.open()
    desk.know(record_score, "lefs", [1] * 20)
    with pytest.raises(RefusedError, match="No score: 19 of 20 answered, 20 are needed"):
        desk.know(record_score, "lefs", [None, *[4] * 19])
    assert stored(desk)["lefs"].number == 20


def test_scores_are_added_up_again_and_a_wrong_mapping_names_every_record(desk):
    """HZ-012-T4"""
    pack = desk.knowledge.pack
    people = [desk.person(given_name=name) for name in ("One", "Two")]
    for person in people:
        desk.open(person)
        desk.know(record_score, "visa-h", [10] * 6 + [7, 30])
    assert list(wrong_scores(desk.db, pack)) == []

    visa = pack.library.outcome_measures["visa-h"]
    assert visa.scoring is not None
    first, sport, last = visa.scoring.answers
    assert isinstance(sport, Answers)
    swapped = replace(visa.scoring, answers=(sport, last, first), examples=())
    outcomes = {**pack.library.outcome_measures, "visa-h": replace(visa, scoring=swapped)}
    library = replace(pack.library, outcome_measures=MappingProxyType(outcomes))
    found = list(wrong_scores(desk.db, replace(pack, library=library)))

    assert [each.record_number for each in found] == [p.record_number for p in people]
    assert {each.stored for each in found} == {97}
