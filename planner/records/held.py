"""Which tables hold anything of an episode: one question instead of thirty."""

from functools import cache
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    bindparam,
    event,
    exists,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session, UOWTransaction

from planner.records.base import Base, VisitFact
from planner.records.care import Encounter
from planner.records.tables import METADATA

FLUSHES = "flushes"
"""Where a session counts how often it wrote; what was held before may be more after."""


def held_tables(db: Session, episode_id: str) -> frozenset[str]:
    """The tables with a row of any visit of the episode, as the transaction sees them now."""
    return frozenset(db.execute(_asked(), {"episode": episode_id}).scalars())


def flushes(db: Session) -> int:
    """How often the session wrote, with what is still to be written written now."""
    db.flush()
    return int(db.info.get(FLUSHES, 0))


@cache
def _asked() -> CompoundSelect[Any]:
    """Asked of every table of visits, by the name of each that has an answer."""
    asked: list[Select[Any]] = []
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, VisitFact):
            table = METADATA.tables[str(mapper.local_table.name)]  # type: ignore[attr-defined]  # a Table
            of_visits = table.c.encounter_id == Encounter.id
            there = exists().where(of_visits, Encounter.episode_id == bindparam("episode"))
            asked.append(select(literal_column(f"'{table.name}'")).where(there))
    return union_all(*asked)


@event.listens_for(Session, "after_flush")
def _wrote(db: Session, _context: UOWTransaction) -> None:
    db.info[FLUSHES] = db.info.get(FLUSHES, 0) + 1
