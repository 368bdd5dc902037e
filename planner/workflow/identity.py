"""Birth date and sex as they stand: the record's own, or what was settled by hand at a merge."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from planner.clinical.answers import Sex
from planner.records.links import settled_for
from planner.records.people import Person

BORN, SEX, FACTOR, FINDING = "born", "sex", "factor:", "finding:"
UNKNOWN_SEX = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What decides age and sex. ``also`` are the numbers of other records of this person."""

    born: date
    sex: Sex | None
    also: tuple[int, ...] = ()


def identity_of(db: Session, person: Person, until: datetime | None = None) -> Identity:
    """Who this record is about, with what a lead settled where two records differed."""
    born, sex = person.born, Sex(person.sex) if person.sex else None
    also: list[int] = []
    for link in settled_for(db, person.id, until):
        if BORN in link.settled:
            born = date.fromisoformat(link.settled[BORN])
        if SEX in link.settled:
            said = link.settled[SEX]
            sex = None if said == UNKNOWN_SEX else Sex(said)
        for other in (link.leading_id, link.other_id):
            row = db.get(Person, other)
            if other != person.id and row is not None and row.record_number not in also:
                also.append(row.record_number)
    return Identity(born=born, sex=sex, also=tuple(also))
