"""Who may be the same person under other details, before a second record is made (HZ-004)."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from planner.records.people import Person
from planner.records.seen import looked_through
from planner.workflow.names import are_close, are_swapped, digits_of, folded, is_one_slip

OFFERED = 10


def likely_matches(
    db: Session, given: str, family: str, born: date, telephone: str, email: str
) -> tuple[Person, ...]:
    """People who are likely this one: the same but for one slip, a short form, a new surname."""
    wanted: list[ColumnElement[bool]] = [
        Person.born == born,
        Person.family_key == folded(family),
    ]
    if (swapped := _swapped(born)) is not None:
        wanted.append(Person.born == swapped)
    if digits_of(telephone):
        wanted.append(Person.telephone_key == digits_of(telephone))
    if email.strip():
        wanted.append(Person.email_key == email.strip().casefold())
    with looked_through(db) as shown:
        found = db.scalars(select(Person).where(or_(*wanted)).limit(500))
        likely = [p for p in found if may_be(p, given, family, born, telephone, email)][:OFFERED]
        shown.update(person.id for person in likely)
    return tuple(likely)


def likely_pairs(people: Iterable[Person]) -> tuple[tuple[Person, Person], ...]:
    """Pairs of records that may be one person; compared only where a detail is shared."""
    everybody = list(people)
    groups: dict[tuple[str, object], list[Person]] = {}
    for person in everybody:
        keys: list[tuple[str, object]] = [
            ("born", person.born),
            ("family", person.family_key),
            ("telephone", person.telephone_key),
            ("email", person.email_key),
        ]
        if (swapped := _swapped(person.born)) is not None:
            keys.append(("born", swapped))
        for key in keys:
            if key[1]:
                groups.setdefault(key, []).append(person)
    pairs: dict[tuple[str, str], tuple[Person, Person]] = {}
    for group in groups.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                if one.id != other.id and _are_one(one, other):
                    first, second = sorted((one, other), key=lambda p: p.record_number)
                    pairs[first.id, second.id] = (first, second)
    return tuple(sorted(pairs.values(), key=lambda p: (p[0].record_number, p[1].record_number)))


def _are_one(one: Person, other: Person) -> bool:
    return may_be(
        one, other.given_name, other.family_name, other.born, other.telephone, other.email
    )


def may_be(person: Person, given: str, family: str, born: date, telephone: str, email: str) -> bool:
    """Whether somebody in the record is likely the one whose details these are."""
    given_close = are_close(person.given_key, folded(given))
    family_close = are_close(person.family_key, folded(family))
    given_same = person.given_key == folded(given)
    family_same = person.family_key == folded(family)
    same_day = person.born == born or are_swapped(person.born, born)
    if same_day and (given_close or family_close):
        return True
    if family_same and given_close and is_one_slip(person.born, born):
        return True
    reached = bool(digits_of(telephone)) and person.telephone_key == digits_of(telephone)
    reached = reached or (bool(email.strip()) and person.email_key == email.strip().casefold())
    return reached and (given_same or (given_close and family_same))


def _swapped(born: date) -> date | None:
    return born.replace(month=born.day, day=born.month) if born.day <= 12 else None
