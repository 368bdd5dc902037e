"""A person's whole record out as one file, and back into a record that does not have it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from planner.clinical.pack import Pack
from planner.exchange.bundle import Bundle, BundleError, read_bundle, written
from planner.records.accounts import Account
from planner.records.belonging import (
    PERSON,
    Rows,
    accounts_in,
    as_pointed_to,
    model_of,
    rows_of,
)
from planner.records.clinic import Counter
from planner.records.engine import secret_of
from planner.records.links import RecordLink, records_of
from planner.records.people import Person
from planner.records.upgrade import HEAD
from planner.workflow.actions import action, transaction
from planner.workflow.actor import Actor
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.form_rules import refuse_unfit
from planner.workflow.lost_ids import refuse_lost_ids
from planner.workflow.people import RECORD_NUMBER
from planner.workflow.starting import is_demonstration

PURPOSE = "record export"
NOBODY = "!"
"""No hash of any password: whoever is known from another record signs in nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would bring: whose it is, and how many rows of how many tables.

    ``is_ours``: this clinic made it, and nobody changed it since.
    """

    people: tuple[str, ...]
    tables: int
    rows: int
    is_ours: bool


@action("export-record")
def export_record(db: Session, actor: Actor, person_id: str, *, clock: Clock) -> bytes:
    """Everything that is stored of one person, with the records linked to it. For the lead alone.

    What is typed and not saved, and who looked at the record, are no part of it.
    """
    actor.must_lead()
    if db.get(Person, person_id) is None:
        raise NotFoundError(person_id)
    people = records_of(db, person_id)
    rows = rows_of(db, people)
    named = select(Account.id, Account.name).where(Account.id.in_(sorted(accounts_in(rows))))
    bundle = Bundle(
        revision=HEAD, rows=rows, people={row.id: row.name for row in db.execute(named)}
    )
    content = written(bundle, secret_of(db).key_for(PURPOSE))
    audit(
        db,
        actor,
        clock,
        PERSON,
        person_id,
        person_id=person_id,
        listed=[one for one in people if one != person_id],
    )
    return content


def preview(db: Session, content: bytes, *, pack: Pack, clock: Clock) -> Preview:
    """What importing would do; nothing is written. Raises RefusedError."""
    bundle = _read(db, content)
    refuse_unfit(bundle.rows, pack, clock.today())
    _refuse_known(db, bundle.rows)
    return _said(bundle)


def import_record(db: Session, content: bytes, *, pack: Pack, clock: Clock) -> Preview:
    """Put a record in that is not here yet: the whole file, or nothing. Raises RefusedError.

    What a form would refuse, and what the protocols here do not know, is refused.

    Clinicians it names and who have no account here get one that is shut and has no password. A
    record number that is taken here is an error: nobody is renumbered without being asked.
    """
    with transaction(db, "import-record"):
        bundle = _read(db, content)
        refuse_unfit(bundle.rows, pack, clock.today())
        _refuse_known(db, bundle.rows)
        _add_clinicians(db, bundle, clock)
        try:
            for name, rows in bundle.rows.items():
                model = model_of(name)
                db.add_all(model(**row) for row in as_pointed_to(name, rows))
                db.flush()
        except (IntegrityError, ValueError) as error:
            raise RefusedError(
                f"A row of {name} does not fit the others of the file, or stands here already."
            ) from error
        refuse_lost_ids(db, pack)
        _count_on(db, bundle.rows)
        for row in bundle.rows[PERSON]:
            audit(db, None, clock, PERSON, row["id"], person_id=row["id"])
    return _said(bundle)


def _read(db: Session, content: bytes) -> Bundle:
    try:
        bundle = read_bundle(content, HEAD, secret_of(db).key_for(PURPOSE))
    except BundleError as error:
        raise RefusedError(str(error)) from error
    if not bundle.rows.get(PERSON):
        raise RefusedError("The file is of nobody.")
    return bundle


def _refuse_known(db: Session, rows: Rows) -> None:
    """Nobody who is here is written over, and no number is given twice."""
    for row in rows[PERSON]:
        if row["is_sample"] != is_demonstration(db):
            raise RefusedError("Made-up people and real ones never stand in one record.")
        if db.get(Person, row["id"]) is not None:
            raise RefusedError(f"Record {row['record_number']} is here already.")
        taken = select(Person.id).where(Person.record_number == row["record_number"])
        if db.scalar(taken) is not None:
            raise RefusedError(
                f"Record number {row['record_number']} is somebody else's here: nothing was put in."
            )
    for row in rows.get("record_link", ()):
        if db.scalar(select(RecordLink.id).where(RecordLink.number == row["number"])):
            raise RefusedError("A link between its records has a number that is taken here.")


def _add_clinicians(db: Session, bundle: Bundle, clock: Clock) -> None:
    for account_id in sorted(accounts_in(bundle.rows)):
        if db.get(Account, account_id) is None:
            db.add(
                Account(
                    id=account_id,
                    sign_in_name=f"imported {account_id}",
                    sign_in_key=f"imported {account_id}",
                    name=str(bundle.people.get(account_id, "somebody of another record")),
                    is_lead=False,
                    is_active=False,
                    password_hash=NOBODY,
                    created_at=clock.now(),
                )
            )
            db.flush()


def _count_on(db: Session, rows: Rows) -> None:
    """The next number of a record is beyond those that came in."""
    highest = max(row["record_number"] for row in rows[PERSON])
    counter = db.get(Counter, RECORD_NUMBER)
    if counter is None:
        db.add(Counter(name=RECORD_NUMBER, number=highest))
    elif counter.number < highest:
        counter.number = highest


def _said(bundle: Bundle) -> Preview:
    return Preview(
        people=tuple(
            f"{row['given_name']} {row['family_name']}, born {row['born']}, record "
            f"{row['record_number']}"
            for row in bundle.rows[PERSON]
        ),
        tables=sum(bool(rows) for rows in bundle.rows.values()),
        rows=sum(map(len, bundle.rows.values())),
        is_ours=bundle.is_ours,
    )
