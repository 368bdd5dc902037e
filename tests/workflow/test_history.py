"""What was known when: every earlier state can be built again from what is kept (HZ-024)."""

import random
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from planner.clinical.answers import Presence, Sex
from planner.records.base import VisitFact
from planner.records.episode import EpisodeSoFar
from planner.records.findings import Answer, FactorAnswer, Words
from planner.records.people import PersonDetails as DetailsRow
from planner.workflow.answers import GivenAnswer, record_answers, undo_answer
from planner.workflow.case_of import so_far_of
from planner.workflow.factors import record_factors
from planner.workflow.people import PersonDetails, change_person, read_person
from planner.workflow.words import record_words
from tests.stores import WIDE_ON_POSTGRESQL
from tests.workflow.desk import Desk

EDITS = 60
"""Random edits of one record; each moment is compared with what was seen then."""


def as_it_was(so_far: EpisodeSoFar, version: int) -> dict[tuple[str, str], str]:
    """What stood at a version of the visit, from the rows that are kept."""

    def rows(table: type[VisitFact]) -> list[VisitFact]:
        return [row for row in so_far.here(table) if row.at_version <= version]

    found: dict[tuple[str, str], str] = {}
    for row in rows(Answer):
        found["answer", row.finding] = row.presence  # type: ignore[attr-defined]  # an Answer
    for row in rows(FactorAnswer):
        found["factor", row.factor] = row.presence  # type: ignore[attr-defined]  # a FactorAnswer
    for row in rows(Words):
        found["words", row.field] = row.text  # type: ignore[attr-defined]  # a Words
    return found


def seen(desk: Desk) -> dict[tuple[str, str], str]:
    """What the page shows now."""
    page = desk.page()
    answers = so_far_of(desk.db, desk.visit).by(Answer, lambda row: row.finding)
    return {
        **{("answer", row.finding): row.presence for row in answers.values()},
        **{("factor", name): entry.presence for name, entry in page.factors.items()},
        **{("words", name): entry.value for name, entry in page.words.items()},
    }


def one_edit(desk: Desk, chance: random.Random) -> None:
    names = ("pop-felt", "sitting-pain", "hop-test", "saddle-sensory-change")
    kind = chance.choice(("answer", "answer", "undo", "factor", "words"))
    answered = [key[1] for key in seen(desk) if key[0] == "answer"]
    if kind == "answer":
        presence = chance.choice(("present", "absent", "not-assessed"))
        desk.know(record_answers, [GivenAnswer(finding=chance.choice(names), presence=presence)])
    elif kind == "undo" and answered:
        desk.know(undo_answer, chance.choice(answered))
    elif kind == "factor":
        presence = chance.choice((Presence.PRESENT, Presence.ABSENT))
        desk.know(record_factors, {chance.choice(("pregnancy", "dvt")): presence})
    else:
        field = chance.choice(("wrong", "fears"))
        desk.save(record_words, {field: f"typed {chance.random()}"})


@WIDE_ON_POSTGRESQL
def test_every_earlier_state_can_be_built_again(desk):
    """HZ-024-T1: answers, factors and words of a visit, and the details of a person."""
    chance = random.Random(24)
    desk.open()
    snapshots = {}
    for _ in range(EDITS):
        desk.clock.move(minutes=1)
        one_edit(desk, chance)
        snapshots[desk.version] = seen(desk)

    so_far = so_far_of(desk.db, desk.visit)
    for version, snapshot in snapshots.items():
        assert as_it_was(so_far, version) == snapshot, version
    check_details(desk, chance)


def check_details(desk: Desk, chance: random.Random) -> None:
    person = desk.person(telephone="01632 960001", email="one@example.org")
    details = PersonDetails(
        given_name="Example",
        family_name="Runner",
        born=date(1992, 3, 1),
        sex=Sex.FEMALE,
        telephone="01632 960001",
        email="one@example.org",
    )
    kept = {1: details}
    for version in range(1, 12):
        change = chance.choice(
            (
                {"family_name": f"Runner{version}"},
                {"telephone": f"01632 9600{version:02}"},
                {"email": f"mail{version}@example.org"},
                {"sex": chance.choice((Sex.MALE, None))},
                {"born": date(1990, 1, version)},
            )
        )
        before, details = details, replace(details, **change)
        if details == before:
            continue
        current = read_person(desk.db, person.id, clock=desk.clock).version
        change_person(desk.db, desk.actor, person.id, current, details, clock=desk.clock)
        kept[current + 1] = details

    rows = desk.db.scalars(select(DetailsRow).where(DetailsRow.person_id == person.id))
    stored = {
        row.version: PersonDetails(
            given_name=row.given_name,
            family_name=row.family_name,
            born=row.born,
            sex=Sex(row.sex) if row.sex else None,
            telephone=row.telephone,
            email=row.email,
        )
        for row in rows
    }
    assert stored == kept
