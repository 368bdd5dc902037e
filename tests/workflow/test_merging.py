"""Two records of one person, and two people who look like one (HZ-004, HZ-005)."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from planner.clinical.answers import Presence, Sex
from planner.records.base import Base
from planner.workflow.errors import NotAllowedError, NotFoundError, RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.lists import past_visits
from planner.workflow.merging import (
    ASK_AGAIN,
    compare,
    merge_records,
    merges_of,
    tell_apart,
    undo_merge,
)
from planner.workflow.people import read_person
from planner.workflow.reading import read_visit
from planner.workflow.search import likely_duplicates, search_people
from planner.workflow.words import record_words
from tests.sizes import size
from tests.workflow.desk import Desk
from tests.workflow.quick_desk import quick

WHY = "Same person, seen twice"


def merge(desk: Desk, one, other, settled=None, reason=WHY) -> None:
    merge_records(
        desk.db,
        desk.actor,
        one.id,
        other.id,
        settled or {},
        reason,
        knowledge=desk.knowledge,
        clock=desk.clock,
    )


def undo(desk: Desk, person) -> None:
    [link] = merges_of(desk.db, person.id)
    undo_merge(desk.db, desk.actor, link.id, "They are two people", clock=desk.clock)


def export(desk: Desk, person) -> str:
    """Everything of one record, by its rows and as it is read: what would leave the store."""
    db = desk.db
    db.rollback()
    rows: dict[str, list[str]] = {}
    visits = [
        row[0]
        for row in db.execute(
            text("SELECT id FROM encounter WHERE person_id = :p ORDER BY id"), {"p": person.id}
        )
    ]
    for name, table in sorted(Base.metadata.tables.items()):
        if name in ("audit", "record_link"):
            continue
        if name == "person":
            wanted = table.select().where(table.c.id == person.id)
        elif "person_id" in table.c:
            wanted = table.select().where(table.c.person_id == person.id)
        elif "encounter_id" in table.c:
            wanted = table.select().where(table.c.encounter_id.in_(visits))
        else:
            continue
        rows[name] = sorted(repr(tuple(row)) for row in db.execute(wanted))
    seen = [
        repr(read_person(db, person.id, clock=desk.clock)),
        *(repr(line) for line in past_visits(db, person.id)),
    ]
    return json.dumps([rows, seen], sort_keys=True)


def a_pair(desk: Desk, chance: random.Random):
    born = date(1960, 1, 1) + timedelta(days=chance.randrange(15000))
    people = []
    for _ in range(2):
        person = desk.person(
            given_name=chance.choice(("Example", "Sample", "Specimen")),
            born=chance.choice((born, born.replace(day=2))),
            sex=chance.choice((Sex.FEMALE, Sex.MALE, None)),
        )
        if chance.random() < 0.7:
            desk.open(person)
            note = chance.choice(("It hurts to sit", "", "Ünïcode 日本"))
            desk.save(record_words, {"wrong": note, "fears": "Rupture"})
            said = chance.choice((Presence.PRESENT, Presence.ABSENT))
            desk.know(record_factors, {"pregnancy": said})
        people.append(person)
    return people


def settled_by_hand(desk: Desk, one, other, chance: random.Random) -> dict[str, str]:
    found = compare(desk.db, one.id, other.id, knowledge=desk.knowledge, clock=desk.clock)
    return {d.subject: chance.choice(d.choices) for d in found.differences}


def test_seeded_duplicates_appear_in_the_report(desk):
    """HZ-004-T2"""
    one = desk.person()
    twin = desk.person(given_name="Exampel")
    swapped = desk.person(born=date(1992, 1, 3))
    desk.person(given_name="Nobody", family_name="Orienteer", born=date(1950, 5, 5))

    pairs = {(a.id, b.id) for a, b in likely_duplicates(desk.db, clock=desk.clock)}

    assert {(one.id, twin.id), (one.id, swapped.id)} <= pairs


@pytest.mark.slow
def test_merge_then_undo_restores_both_records_byte_for_byte(desk):
    """HZ-004-T3"""
    desk = quick(desk)
    chance = random.Random(4)
    pairs = size(50, 200) if desk.db.get_bind().dialect.name == "sqlite" else size(10, 25)
    for number in range(pairs):
        one, other = a_pair(desk, chance)
        before = export(desk, one), export(desk, other)
        merge(desk, one, other, settled_by_hand(desk, one, other, chance))
        undo(desk, one)
        assert (export(desk, one), export(desk, other)) == before, number


def test_a_merged_person_is_read_whole_from_either_record(desk):
    """HZ-004-C3: both originals are kept, and readers follow the link."""
    one, other = desk.person(), desk.person(given_name="Exampel")
    desk.open(one)
    desk.clock.move(days=1)
    desk.open(other)
    merge(desk, one, other)

    for person in (one, other):
        visits = past_visits(desk.db, person.id)
        assert {v.record_number for v in visits} == {one.record_number, other.record_number}
        assert {v.visit.person_id for v in visits} == {one.id, other.id}
    assert read_person(desk.db, one.id, clock=desk.clock).also == (other.record_number,)
    found = {p.id: p for p in search_people(desk.db, "Exampel", clock=desk.clock)}
    assert found[other.id].leading_id == one.id
    assert likely_duplicates(desk.db, clock=desk.clock) == ()
    undo(desk, one)
    assert len(past_visits(desk.db, one.id)) == 1
    assert len(likely_duplicates(desk.db, clock=desk.clock)) == 1


def test_only_a_lead_merges_and_only_with_a_reason(desk):
    """HZ-005-T1, the store's part"""
    one, other = desk.person(), desk.person(given_name="Exampel")
    with pytest.raises(RefusedError) as caught:
        merge(desk, one, other, reason=" ")
    assert caught.value.field == "reason"

    lead = desk.actor
    desk.actor = replace(lead, is_lead=False)
    with pytest.raises(NotAllowedError):
        merge(desk, one, other)
    with pytest.raises(NotAllowedError):
        tell_apart(desk.db, desk.actor, one.id, other.id, WHY, clock=desk.clock)
    desk.actor = lead
    merge(desk, one, other)
    desk.actor = replace(lead, is_lead=False)
    with pytest.raises(NotAllowedError):
        undo(desk, one)


def test_no_merge_passes_until_each_difference_is_settled_and_nothing_is_chosen(desk):
    """HZ-005-T2"""
    desk = quick(desk)
    chance = random.Random(5)
    seen = 0
    for _ in range(20 if desk.db.get_bind().dialect.name == "sqlite" else 6):
        one, other = a_pair(desk, chance)
        settled = settled_by_hand(desk, one, other, chance)
        seen += len(settled)
        for subject in settled:
            for wrong in (None, "", "newer", "2000-01-01"):
                given = {k: v for k, v in settled.items() if k != subject}
                if wrong is not None:
                    given[subject] = wrong
                with pytest.raises(RefusedError):
                    merge(desk, one, other, given)
        assert merges_of(desk.db, one.id) == ()
        merge(desk, one, other, settled)
        [link] = merges_of(desk.db, one.id)
        assert link.settled == settled
    assert seen > 5


def test_what_was_settled_decides_age_and_sex_in_both_records(desk):
    """HZ-005-C2"""
    one = desk.person(sex=Sex.FEMALE)
    other = desk.person(given_name="Exampel", born=date(1993, 3, 1), sex=Sex.MALE)
    visit = desk.open(other)
    merge(desk, one, other, {"born": "1992-03-01", "sex": "female"})

    case = read_visit(desk.db, visit, knowledge=desk.knowledge, clock=desk.clock).case
    assert (case.age, case.sex) == (34.0, Sex.FEMALE)
    undo(desk, one)
    case = read_visit(desk.db, visit, knowledge=desk.knowledge, clock=desk.clock).case
    assert (case.age, case.sex) == (33.0, Sex.MALE)


@pytest.mark.parametrize("said", ["present", ASK_AGAIN])
def test_an_answer_that_was_decided_against_is_asked_again(desk, said):
    """HZ-005-C2: no 'no' of one record outlives the other's 'yes'."""
    one, other = desk.person(), desk.person(given_name="Exampel")
    desk.open(one)
    desk.know(record_factors, {"implanted-device": Presence.PRESENT})
    visit = desk.open(other)
    desk.know(record_factors, {"implanted-device": Presence.ABSENT})
    assert "implanted-device" in desk.page().case.factors
    merge(desk, one, other, {"factor:implanted-device": said})

    assert "implanted-device" not in desk.page().case.factors
    desk.clock.move(seconds=60)
    desk.know(record_factors, {"implanted-device": Presence.PRESENT})
    assert desk.page().case.factors["implanted-device"] is Presence.PRESENT
    assert desk.visit == visit


def test_undo_after_a_hundred_edits_leaves_each_with_the_record_it_was_made_in(desk):
    """HZ-005-T3"""
    one, other = desk.person(), desk.person(given_name="Exampel")
    visits = {one.id: desk.open(one), other.id: desk.open(other)}
    versions = {one.id: 1, other.id: 1}
    merge(desk, one, other)
    chance = random.Random(3)
    made: dict[str, dict[str, str]] = {one.id: {}, other.id: {}}
    for number in range(100):
        person = chance.choice((one.id, other.id))
        field = chance.choice(("wrong", "fears", "notes"))
        desk.clock.move(days=5)
        saved = record_words(
            desk.db,
            desk.actor,
            visits[person],
            versions[person],
            {field: f"edit {number}"},
            clock=desk.clock,
        )
        versions[person], made[person][field] = saved.version, f"edit {number}"

    undo(desk, one)

    for person, visit in visits.items():
        page = read_visit(desk.db, visit, knowledge=desk.knowledge, clock=desk.clock)
        assert {name: entry.value for name, entry in page.words.items()} == made[person]
        [line] = past_visits(desk.db, person)
        assert line.visit == visit


def test_a_record_is_merged_once_and_a_merge_is_undone_once(desk):
    one, other, third = desk.person(), desk.person(given_name="Exampel"), desk.person()
    merge(desk, one, other)
    [link] = merges_of(desk.db, other.id)

    with pytest.raises(RefusedError, match="merged already"):
        merge(desk, third, other)
    with pytest.raises(RefusedError, match="merge into that one"):
        merge(desk, other, third)
    with pytest.raises(RefusedError, match="one record"):
        merge(desk, one, one)
    merge(desk, one, third)
    assert len(merges_of(desk.db, one.id)) == 2
    undo_merge(desk.db, desk.actor, link.id, WHY, clock=desk.clock)
    with pytest.raises(NotFoundError):
        undo_merge(desk.db, desk.actor, link.id, WHY, clock=desk.clock)


def test_two_people_who_were_told_apart_leave_the_report(desk):
    one, other = desk.person(), desk.person(given_name="Exampel")

    tell_apart(desk.db, desk.actor, one.id, other.id, "Twins", clock=desk.clock)

    assert likely_duplicates(desk.db, clock=desk.clock) == ()
    assert merges_of(desk.db, one.id) == ()
