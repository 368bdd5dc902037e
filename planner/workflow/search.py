"""Find a person: by the beginnings of their names, the birth date or the record number.

Names are found by ranges of an index, so a hundred thousand people take as long as a thousand.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from planner.records.links import UNDONE, decisions, leading_record
from planner.records.people import NamePart, Person
from planner.records.seen import looked_through
from planner.workflow.clock import Clock
from planner.workflow.matching import likely_pairs
from planner.workflow.names import folded, is_look_alike
from planner.workflow.people import PersonLine, line_of

LAST = "\U0010ffff"
"""Comes after every letter: the end of a range of beginnings."""
FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
MOST_WORDS = 6


def search_people(
    db: Session, text: str, *, clock: Clock, limit: int = 20
) -> tuple[PersonLine, ...]:
    """People who fit the text, look-alikes marked. An empty text finds nobody."""
    text = " ".join(text.split())
    wanted = _wanted(text)
    if wanted is None:
        return ()
    found = list(db.scalars(wanted.limit(limit)))
    return tuple(_with_leading(db, line) for line in _lines(found, clock.today()))


def likely_duplicates(db: Session, *, clock: Clock) -> tuple[tuple[PersonLine, PersonLine], ...]:
    """Pairs of records that may be of one person, and nobody has decided about (HZ-004)."""
    decided = {
        frozenset((row.leading_id, row.other_id)) for row in decisions(db) if row.kind != UNDONE
    }
    today = clock.today()
    with looked_through(db) as shown:
        pairs = tuple(
            (line_of(one, today), line_of(other, today))
            for one, other in likely_pairs(db.scalars(select(Person)))
            if frozenset((one.id, other.id)) not in decided
        )
        shown.update(line.id for pair in pairs for line in pair)
    return pairs


def _with_leading(db: Session, line: PersonLine) -> PersonLine:
    leading = db.get(Person, leading_record(db, line.id))
    if leading is None or leading.id == line.id:
        return line
    return replace(line, leading_id=leading.id, leading_number=leading.record_number)


def birth_date_in(text: str) -> date | None:
    """A birth date as people type one, the day before the month; none if it is no date."""
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day, not a moment
        except ValueError:
            continue
    return None


def _wanted(text: str) -> Select[Person] | None:
    born = birth_date_in(text)
    if born is not None:
        return select(Person).where(Person.born == born).order_by(Person.family_key, Person.id)
    if re.fullmatch(r"\d{1,9}", text):
        return select(Person).where(Person.record_number == int(text))
    words = folded(text).split()[:MOST_WORDS]
    if not words:
        return None
    first, *others = sorted(words, key=len, reverse=True)
    wanted = (
        select(Person)
        .join(NamePart, NamePart.person_id == Person.id)
        .where(NamePart.part >= first, NamePart.part < first + LAST)
        .order_by(NamePart.part, NamePart.person_id)
    )
    for word in others:
        other = aliased(NamePart)
        begins = (other.person_id == Person.id, other.part >= word, other.part < word + LAST)
        wanted = wanted.where(exists().where(*begins))
    return wanted


def _lines(found: Iterable[Person], today: date) -> tuple[PersonLine, ...]:
    people = list({person.id: person for person in found}.values())
    keys = {p.id: (p.given_name, p.family_name, p.born) for p in people}
    return tuple(
        line_of(
            person,
            today,
            looks_alike=any(
                other.id != person.id and is_look_alike(keys[person.id], keys[other.id])
                for other in people
            ),
        )
        for person in people
    )
