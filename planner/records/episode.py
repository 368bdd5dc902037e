"""One episode up to one visit: its rows in the order they count in, each table read once."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, event, select
from sqlalchemy.orm import Session, SessionTransaction

from planner.records.base import VisitFact
from planner.records.care import Encounter, Episode
from planner.records.held import flushes, held_tables
from planner.records.links import settled_for
from planner.records.people import Person
from planner.records.then import encounter_then, episode_then, person_then

Fact = TypeVar("Fact", bound=VisitFact)
Worked = TypeVar("Worked")


class EpisodeSoFar:
    """What had been recorded in an episode by the end of one visit.

    Visits count in the order of their days (two on one day in the order they were opened), saves
    of one visit in the order they were made. A visit that is entered late and set back to an
    earlier day therefore never outvotes a later one. With ``until``, all of it is as it was at
    that moment (HZ-024).
    """

    def __init__(
        self,
        db: Session,
        encounter: Encounter,
        episode: Episode,
        person: Person,
        until: datetime | None = None,
    ) -> None:
        self._db, self.until = db, until
        visits = list(db.scalars(select(Encounter).where(Encounter.episode_id == episode.id)))
        if until is not None:
            encounter, episode, person = (
                encounter_then(db, encounter, until),
                episode_then(db, episode, until),
                person_then(db, person, until),
            )
            visits = [encounter_then(db, v, until) for v in visits if v.opened_at <= until]
        self.encounter, self.episode, self.person = encounter, episode, person
        this = (encounter.visit_date, encounter.opened_at, encounter.id)
        self.encounters = tuple(
            sorted(
                (v for v in visits if (v.visit_date, v.opened_at, v.id) <= this),
                key=lambda v: (v.visit_date, v.opened_at, v.id),
            )
        )
        self._place = {visit.id: place for place, visit in enumerate(self.encounters)}
        self._rows: dict[type[VisitFact], tuple[VisitFact, ...]] = {}
        self._held: tuple[int, frozenset[str]] | None = None
        self._settled: dict[str, tuple[str, datetime]] | None = None
        self._worked_out: dict[Hashable, Any] = {}

    def rows(self, table: type[Fact]) -> tuple[Fact, ...]:
        """All rows of a table, the one that counts most last."""
        if table not in self._rows and not self._holds(table):
            self._rows[table] = ()
        elif table not in self._rows:
            wanted, visits = _of_visits(table), list(self._place)
            if self.until is not None:
                wanted = wanted.where(table.recorded_at <= self.until)
            found = self._db.scalars(wanted, {"visits": visits})
            self._rows[table] = tuple(
                sorted(
                    found,
                    key=lambda row: (self._place[row.encounter_id], row.at_version, row.line),
                )
            )
        return self._rows[table]  # type: ignore[return-value]  # kept by its own type

    def _holds(self, table: type[VisitFact]) -> bool:
        """Whether the episode has any row of the table, by what was written until now."""
        written = flushes(self._db)
        if self._held is None or self._held[0] != written:
            self._held = (written, held_tables(self._db, self.episode.id))
        return table.__tablename__ in self._held[1]  # type: ignore[attr-defined]  # a mapped table

    def here(self, table: type[Fact]) -> tuple[Fact, ...]:
        """The rows of this visit alone."""
        return tuple(row for row in self.rows(table) if row.encounter_id == self.encounter.id)

    def latest(self, table: type[Fact]) -> Fact | None:
        """The row that counts, of this visit or an earlier one."""
        rows = self.rows(table)
        return rows[-1] if rows else None

    def latest_here(self, table: type[Fact]) -> Fact | None:
        """The row that counts, of this visit alone."""
        rows = self.here(table)
        return rows[-1] if rows else None

    def by(
        self, table: type[Fact], key: Callable[[Fact], Hashable], *, here: bool = False
    ) -> dict[Hashable, Fact]:
        """The row that counts for each key, in the order the keys first came."""
        return {key(row): row for row in (self.here(table) if here else self.rows(table))}

    def settled(self, subject: str) -> tuple[str, datetime] | None:
        """What a lead settled about ``factor:<id>`` or ``finding:<id>``, and when."""
        if self._settled is None:
            self._settled = {
                about: (said, link.recorded_at)
                for link in settled_for(self._db, self.person.id, self.until)
                for about, said in link.settled.items()
            }
        return self._settled.get(subject)

    def once(self, key: Hashable, work_out: Callable[[], Worked]) -> Worked:
        """What follows from these rows, worked out when it is first asked for."""
        if key not in self._worked_out:
            self._worked_out[key] = work_out()
        found: Worked = self._worked_out[key]
        return found

    def forget(self) -> None:
        """Read and work out anew what is asked for next."""
        self._held = None
        self._rows.clear()
        self._worked_out.clear()


OF_VISITS: dict[type[VisitFact], Select[Any]] = {}
"""By table, the rows of ``visits``: every page asks it of thirty tables, and it is made once."""


def _of_visits(table: type[Fact]) -> Select[Any]:
    if table not in OF_VISITS:
        of_visits = table.encounter_id.in_(bindparam("visits", expanding=True))
        OF_VISITS[table] = select(table).where(of_visits)
    return OF_VISITS[table]


SO_FAR = "episodes so far"
"""Where a session keeps what it has read of episodes in this transaction."""


def episode_so_far(
    db: Session, person_id: str, encounter_id: str, until: datetime | None = None
) -> EpisodeSoFar | None:
    """One episode up to one visit of this person, read once in a transaction; or none.

    Several parts of one page ask for the same visit. What another transaction has saved meanwhile
    is seen by the next one, as it is of every row. With ``until`` a visit that had not been opened
    is none.
    """
    kept: dict[Hashable, EpisodeSoFar] = db.info.setdefault(SO_FAR, {})
    key = (person_id, encounter_id, until)
    if key not in kept:
        found = find_visit(db, person_id, encounter_id)
        if found is None or (until is not None and found[0].opened_at > until):
            return None
        kept[key] = EpisodeSoFar(db, *found, until=until)
    return kept[key]


@event.listens_for(Session, "after_transaction_end")
def _read_anew(db: Session, _transaction: SessionTransaction) -> None:
    db.info.pop(SO_FAR, None)


def find_visit(
    db: Session, person_id: str, encounter_id: str, *, lock: bool = False
) -> tuple[Encounter, Episode, Person] | None:
    """A visit through its person, or none: an id of somebody else's visit finds nothing."""
    wanted = (
        select(Encounter, Episode, Person)
        .join(Episode, Episode.id == Encounter.episode_id)
        .join(Person, Person.id == Encounter.person_id)
        .where(Encounter.id == encounter_id, Person.id == person_id)
        .where(Episode.person_id == person_id)
    )
    if lock:
        wanted = wanted.with_for_update(of=Encounter)
    found = db.execute(wanted).first()
    return (found[0], found[1], found[2]) if found else None


def newest_visit(db: Session, episode_id: str) -> Encounter:
    """The last visit of an episode by its day, of two on one day the one opened last."""
    order = (Encounter.visit_date.desc(), Encounter.opened_at.desc(), Encounter.id.desc())
    wanted = select(Encounter).where(Encounter.episode_id == episode_id).order_by(*order).limit(1)
    return db.scalars(wanted).one()
