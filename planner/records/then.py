"""A visit, its episode and its person as their rows stood at an earlier moment (HZ-024).

What is only added to is left out where it came later. What is kept up to date (the date of a
visit, whether it is finished, a person's details) is worked out again from its history. The
values made here belong to no session: nothing of the past can be saved.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from planner.records.base import Base, VisitFact
from planner.records.care import Encounter, Episode, VisitChange
from planner.records.people import Person, PersonDetails


def encounter_then(db: Session, encounter: Encounter, moment: datetime) -> Encounter:
    """The visit at that moment."""
    changes = db.scalars(
        select(VisitChange)
        .where(VisitChange.encounter_id == encounter.id)
        .order_by(VisitChange.at_version, VisitChange.line)
    ).all()
    earlier = [row for row in changes if row.recorded_at <= moment]
    later = [row for row in changes if row.recorded_at > moment]
    moved = next((row for row in later if row.kind == "date"), None)
    ended = next((r for r in reversed(earlier) if r.kind in ("finished", "reopened")), None)
    version, saved_at = _last_save(db, encounter, moment)
    return Encounter(
        **{
            **_columns(encounter),
            "visit_date": date.fromisoformat(moved.before) if moved else encounter.visit_date,
            "finished_at": ended.recorded_at if ended and ended.kind == "finished" else None,
            "version": version,
            "saved_at": saved_at,
        }
    )


def episode_then(db: Session, episode: Episode, moment: datetime) -> Episode:
    """The episode at that moment: closed only if it had been, and not opened again since."""
    changes = db.scalars(
        select(VisitChange)
        .join(Encounter, Encounter.id == VisitChange.encounter_id)
        .where(Encounter.episode_id == episode.id, VisitChange.recorded_at <= moment)
        .where(VisitChange.kind.in_(("closed", "reopened")))
        .order_by(VisitChange.recorded_at, VisitChange.at_version, VisitChange.line)
    ).all()
    closed = changes[-1] if changes and changes[-1].kind == "closed" else None
    return Episode(**{**_columns(episode), "closed_at": closed.recorded_at if closed else None})


def person_then(db: Session, person: Person, moment: datetime) -> Person:
    """The person's details at that moment."""
    details = db.scalars(
        select(PersonDetails)
        .where(PersonDetails.person_id == person.id, PersonDetails.recorded_at <= moment)
        .order_by(PersonDetails.version.desc())
        .limit(1)
    ).first()
    if details is None:
        return Person(**_columns(person))
    kept = ("given_name", "family_name", "born", "sex", "telephone", "email", "version")
    return Person(**{**_columns(person), **{name: getattr(details, name) for name in kept}})


def _last_save(db: Session, encounter: Encounter, moment: datetime) -> tuple[int, datetime]:
    """The version of the last save by that moment, and when it was."""
    saves = union_all(
        *(
            select(table.at_version, table.recorded_at).where(
                table.encounter_id == encounter.id, table.recorded_at <= moment
            )
            for table in VisitFact.__subclasses__()
        )
    ).subquery()
    last = db.execute(select(saves).order_by(saves.c.at_version.desc()).limit(1)).first()
    return (last.at_version, last.recorded_at) if last else (1, encounter.opened_at)


def _columns(row: Base) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}
