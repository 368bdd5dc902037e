"""Add a person in one step, change their details, read who they are."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from planner.clinical.answers import Sex
from planner.records.clinic import Counter, Demonstration
from planner.records.people import NamePart, Person
from planner.records.people import PersonDetails as DetailsRow
from planner.workflow.actions import action
from planner.workflow.actor import Actor, Saved
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import Conflict, NotFoundError, RefusedError, StaleWriteError
from planner.workflow.identity import Identity, identity_of
from planner.workflow.matching import likely_matches
from planner.workflow.names import age_on, digits_of, folded, parts_of
from planner.workflow.texts import checked_day, checked_line

OLDEST = 120
"""Years."""
RECORD_NUMBER = "record-number"
FIRST_NUMBER = 1001


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What is typed about a person. Sex unknown is ``None``."""

    given_name: str
    family_name: str
    born: date
    sex: Sex | None = None
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person on a list; ``looks_alike`` where somebody else on it is easily confused.

    ``leading_id`` and its number are of the record to go on with, where this one was merged.
    """

    id: str
    record_number: int
    name: str
    born: date
    age: int
    sex: Sex | None
    is_sample: bool
    looks_alike: bool = False
    leading_id: str = ""
    leading_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A person as every page names them. ``also``: numbers of other records of theirs."""

    id: str
    record_number: int
    given_name: str
    family_name: str
    name: str
    born: date
    age: int
    sex: Sex | None
    telephone: str
    email: str
    is_sample: bool
    initials: str
    version: int
    also: tuple[int, ...] = ()


class LooksAlikeError(RefusedError):
    """Somebody in the record may be this person; nothing was added."""

    def __init__(self, people: tuple[PersonLine, ...]) -> None:
        self.people = people
        super().__init__("This may be somebody who is in the record already.")


@action("add-person")
def add_person(
    db: Session,
    actor: Actor,
    details: PersonDetails,
    *,
    is_new_person: bool = False,
    clock: Clock,
) -> PersonLine:
    """Add somebody. Raises LooksAlikeError unless it was said that this is a new person."""
    given = _checked(details, clock.today())
    if not is_new_person:
        likely = likely_matches(
            db, given.given_name, given.family_name, given.born, given.telephone, given.email
        )
        if likely:
            raise LooksAlikeError(tuple(line_of(p, clock.today()) for p in likely))
    person = Person(
        record_number=next_number(db, RECORD_NUMBER, FIRST_NUMBER),
        is_sample=db.scalar(select(Demonstration.id).limit(1)) is not None,
        version=0,
        created_at=clock.now(),
        created_by=actor.account_id,
        **_columns(given),
    )
    db.add(person)
    db.flush()
    _keep(db, actor, person, given, clock)
    audit(db, actor, clock, "person", person.id, person_id=person.id)
    return line_of(person, clock.today())


@action("change-person")
def change_person(
    db: Session,
    actor: Actor,
    person_id: str,
    version: int,
    details: PersonDetails,
    *,
    clock: Clock,
) -> Saved:
    """New details; the earlier ones are kept. Raises StaleWriteError with both."""
    person = db.get(Person, person_id, with_for_update=True)
    if person is None:
        raise NotFoundError(person_id)
    given = _checked(details, clock.today())
    columns = _columns(given)
    changed = [name for name, value in columns.items() if getattr(person, name) != value]
    if not changed:
        audit(db, actor, clock, "person", person.id, person_id=person.id, outcome="unchanged")
        return Saved(version=person.version, at=clock.now(), changed=False)
    if person.version != version:
        raise StaleWriteError(person.version, _conflicts(person, columns, changed))
    _refuse_birth_after_visits(db, person, given.born)
    db.execute(update(Person).where(Person.id == person.id).values(**columns))
    _keep(db, actor, person, given, clock)
    audit(db, actor, clock, "person", person.id, person_id=person.id, subjects=changed)
    return Saved(version=version + 1, at=clock.now())


@action("misfiled-form")
def note_misfiled(
    db: Session, actor: Actor, person_id: str, form_of: str | None, *, clock: Clock
) -> None:
    """Leave in the audit trail that a form of another person's page was refused (HZ-002)."""
    subjects = (form_of,) if form_of else ()
    audit(
        db,
        actor,
        clock,
        "person",
        person_id,
        person_id=person_id,
        subjects=subjects,
        outcome="refused",
    )


def read_person(db: Session, person_id: str, *, clock: Clock) -> PersonCard:
    """Who they are today. Raises NotFoundError."""
    person = db.get(Person, person_id)
    if person is None:
        raise NotFoundError(person_id)
    return card_of(person, clock.today(), identity_of(db, person))


def card_of(person: Person, day: date, identity: Identity) -> PersonCard:
    """A row as a page names it, with the age on ``day``."""
    return PersonCard(
        id=person.id,
        record_number=person.record_number,
        given_name=person.given_name,
        family_name=person.family_name,
        name=full_name(person),
        born=identity.born,
        age=age_on(identity.born, day),
        sex=identity.sex,
        telephone=person.telephone,
        email=person.email,
        is_sample=person.is_sample,
        initials=(person.given_name[:1] + person.family_name[:1]).upper(),
        version=person.version,
        also=identity.also,
    )


def line_of(person: Person, day: date, *, looks_alike: bool = False) -> PersonLine:
    """A row as a line of a list."""
    return PersonLine(
        id=person.id,
        record_number=person.record_number,
        name=full_name(person),
        born=person.born,
        age=age_on(person.born, day),
        sex=Sex(person.sex) if person.sex else None,
        is_sample=person.is_sample,
        looks_alike=looks_alike,
    )


def full_name(person: Person) -> str:
    """Given name, then family name."""
    return f"{person.given_name} {person.family_name}".strip()


def _checked(details: PersonDetails, today: date) -> PersonDetails:
    born = checked_day(details.born, today, "born")
    if age_on(born, today) > OLDEST:
        raise RefusedError(
            f"This birth date makes {age_on(born, today)} years: check the year.", "born"
        )
    email = checked_line(details.email, "email")
    if email and ("@" not in email or " " in email):
        raise RefusedError("This is no e-mail address, such as name@example.org.", "email")
    return PersonDetails(
        given_name=checked_line(details.given_name, "given_name", "the given name"),
        family_name=checked_line(details.family_name, "family_name", "the family name"),
        born=born,
        sex=details.sex,
        telephone=checked_line(details.telephone, "telephone"),
        email=email,
    )


def _columns(given: PersonDetails) -> dict[str, object]:
    return {
        "given_name": given.given_name,
        "family_name": given.family_name,
        "born": given.born,
        "sex": given.sex.value if given.sex else None,
        "telephone": given.telephone,
        "email": given.email,
        "given_key": folded(given.given_name),
        "family_key": folded(given.family_name),
        "telephone_key": digits_of(given.telephone),
        "email_key": given.email.casefold(),
    }


def _keep(db: Session, actor: Actor, person: Person, given: PersonDetails, clock: Clock) -> None:
    """The history of the details, the next version, and the parts the name is found by."""
    version = person.version + 1
    db.execute(update(Person).where(Person.id == person.id).values(version=version))
    db.add(
        DetailsRow(
            person_id=person.id,
            version=version,
            given_name=given.given_name,
            family_name=given.family_name,
            born=given.born,
            sex=given.sex.value if given.sex else None,
            telephone=given.telephone,
            email=given.email,
            recorded_at=clock.now(),
            recorded_by=actor.account_id,
        )
    )
    db.execute(delete(NamePart).where(NamePart.person_id == person.id))
    parts = parts_of(f"{given.given_name} {given.family_name}")
    db.add_all(NamePart(part=part, person_id=person.id) for part in sorted(parts))


def next_number(db: Session, name: str, first: int) -> int:
    """The next number of a row of numbers; two at once never get the same."""
    moved = db.execute(
        update(Counter)
        .where(Counter.name == name)
        .values(number=Counter.number + 1)
        .returning(Counter.number)
        .execution_options(synchronize_session=False)
    ).scalar()
    if moved is None:
        db.add(Counter(name=name, number=first))
        return first
    return int(moved)


def _conflicts(
    person: Person, columns: dict[str, object], changed: list[str]
) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(
            field=name,
            mine=str(columns[name] or ""),
            theirs=str(getattr(person, name) or ""),
            by="",
            at=None,
        )
        for name in changed
        if not name.endswith("_key")
    )


def _refuse_birth_after_visits(db: Session, person: Person, born: date) -> None:
    from planner.records.care import Encounter

    first = db.scalar(
        select(Encounter.visit_date)
        .where(Encounter.person_id == person.id)
        .order_by(Encounter.visit_date)
        .limit(1)
    )
    if first is not None and born > first:
        raise RefusedError(f"There is a visit on {first:%-d %B %Y}, before this date.", "born")
