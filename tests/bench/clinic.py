"""A clinic's record to measure on: the demonstration, and as many people more as wanted."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, insert

from planner.app import read_knowledge
from planner.config import Settings
from planner.documents.values import Edition, Printable
from planner.documents.worker import Printed
from planner.knowledge.cases import read_case
from planner.records.accounts import Account
from planner.records.base import new_id
from planner.records.engine import WRITES, StorePlace, open_store, session_maker
from planner.records.people import NamePart, Person
from planner.records.upgrade import upgrade
from planner.workflow.clock import SystemClock
from planner.workflow.demonstration.making import fill_demonstration
from planner.workflow.knowledge import Knowledge
from planner.workflow.names import folded
from tests.packs import PROTOCOLS

PASSWORD = "quiet-otter-under-stars"
SHEET = 250_000
"""Bytes of a stored document, about those of a plan with drawings."""
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu")


@dataclass(frozen=True)
class ClinicRecord:
    """One filled record, and the packs it was filled with."""

    settings: Settings
    knowledge: Knowledge


@contextmanager
def clinic_record(more_people: int = 0) -> Iterator[ClinicRecord]:
    """A demonstration with ``more_people`` beside its own; gone afterwards."""
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "record", protocols=PROTOCOLS)
        knowledge = read_knowledge(settings)
        engine = open_store(StorePlace(folder=settings.data))
        upgrade(engine)
        with session_maker(engine)() as db:
            fill_demonstration(
                db,
                password=PASSWORD,
                knowledge=knowledge,
                read_case=lambda name: read_case(
                    PROTOCOLS / "buttock-pain" / "cases" / f"{name}.yaml",
                    knowledge.pack,
                    SystemClock().today(),
                ),
                press=_unprinted,
                clock=SystemClock(),
                say=lambda _about: None,
            )
        _add_people(engine, more_people)
        engine.dispose()
        yield ClinicRecord(settings, knowledge)


def _unprinted(_document: Printable, _edition: Edition) -> Printed:
    """As many bytes as a plan has, without laying one out."""
    return Printed(pdf=os.urandom(SHEET), pages=6)


def _add_people(engine: Engine, count: int) -> None:
    """Straight into the tables: adding each as a clinician does would take minutes."""
    if not count:
        return
    now = datetime.now(UTC)
    with session_maker(engine)() as db:
        db.connection(execution_options={WRITES: True})
        by = db.query(Account.id).first()
        people, parts = [], []
        for number in range(count):
            given, family = _name(number), _name(number // 7 + 3)
            person = new_id()
            people.append(
                {
                    "id": person,
                    "record_number": 10_000 + number,
                    "given_name": given,
                    "family_name": family,
                    "born": date(1940, 1, 1) + timedelta(days=number % 25_000),
                    "sex": None,
                    "telephone": "",
                    "email": "",
                    "is_sample": True,
                    "given_key": folded(given),
                    "family_key": folded(family),
                    "telephone_key": "",
                    "email_key": "",
                    "version": 1,
                    "created_at": now,
                    "created_by": by[0] if by else "",
                }
            )
            parts += [
                {"part": part, "person_id": person} for part in {folded(given), folded(family)}
            ]
        db.execute(insert(Person), people)
        db.execute(insert(NamePart), parts)
        db.commit()


def _name(number: int) -> str:
    """A made-up name; the number tells it apart."""
    digits = f"{number:05d}"
    return "".join(SYLLABLES[int(digit)] for digit in digits).capitalize()
