"""Which causes were signed together, save by save, and which of them still stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from planner.records.care import Encounter, Episode
from planner.records.decisions import Ruling
from planner.records.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedSave:
    """The causes that were signed at once."""

    rulings: tuple[Ruling, ...]
    encounter: Encounter
    episode: Episode
    person: Person


def signed_saves(
    db: Session, which: ColumnElement[bool]
) -> Iterator[tuple[SignedSave, frozenset[str]]]:
    """Every save, with those of its causes whose latest ruling in an open episode it holds."""
    episodes = (
        select(Encounter.episode_id).join(Ruling, Ruling.encounter_id == Encounter.id).where(which)
    )
    order = (Encounter.visit_date, Encounter.opened_at, Encounter.id)
    wanted = (
        select(Ruling, Encounter, Episode, Person)
        .join(Encounter, Encounter.id == Ruling.encounter_id)
        .join(Episode, Episode.id == Encounter.episode_id)
        .join(Person, Person.id == Encounter.person_id)
        .where(Encounter.episode_id.in_(episodes))
        .order_by(Encounter.episode_id, *order, Ruling.at_version, Ruling.line)
    )
    rows = [(row[0], row[1], row[2], row[3]) for row in db.execute(wanted)]
    latest = {(episode.id, ruling.condition): ruling.id for ruling, _, episode, _ in rows}
    for _, group in groupby(rows, key=lambda row: (row[1].id, row[0].at_version)):
        together = list(group)
        _, encounter, episode, person = together[0]
        rulings = tuple(row[0] for row in together)
        standing = {
            ruling.condition
            for ruling in rulings
            if latest[episode.id, ruling.condition] == ruling.id and episode.closed_at is None
        }
        save = SignedSave(rulings=rulings, encounter=encounter, episode=episode, person=person)
        yield save, frozenset(standing)
