"""People: who they are, how they are found, what their details were before."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import AppendOnly, AppendOnlyError, Base, id_column, points_to

BINARY_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text ordered letter by letter, so that a range finds everything that begins alike."""


class Person(Base):
    """One person under care, as they are today.

    ``family_key``, ``given_key``, ``telephone_key`` and ``email_key`` are what look-alikes are
    found by. ``is_sample`` is set when the row is made and by nothing afterwards (HZ-006).
    """

    __tablename__ = "person"

    id: Mapped[str] = id_column()
    record_number: Mapped[int] = mapped_column(unique=True)
    given_name: Mapped[str]
    family_name: Mapped[str]
    born: Mapped[date] = mapped_column(index=True)
    sex: Mapped[str | None]
    telephone: Mapped[str]
    email: Mapped[str]
    is_sample: Mapped[bool]
    given_key: Mapped[str] = mapped_column(index=True)
    family_key: Mapped[str] = mapped_column(index=True)
    telephone_key: Mapped[str] = mapped_column(index=True)
    email_key: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    created_at: Mapped[datetime]
    created_by: Mapped[str] = points_to("account.id", index=False)


class PersonDetails(AppendOnly, Base):
    """A person's details as they were saved at one version."""

    __tablename__ = "person_details"
    __table_args__ = (UniqueConstraint("person_id", "version"),)

    id: Mapped[str] = id_column()
    person_id: Mapped[str] = points_to("person.id")
    version: Mapped[int]
    given_name: Mapped[str]
    family_name: Mapped[str]
    born: Mapped[date]
    sex: Mapped[str | None]
    telephone: Mapped[str]
    email: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)


class NamePart(Base):
    """One part of a name, folded: small letters without accents. Search begins here."""

    __tablename__ = "name_part"

    part: Mapped[str] = mapped_column(BINARY_TEXT, primary_key=True)
    person_id: Mapped[str] = mapped_column(
        String(36), ForeignKey("person.id"), primary_key=True, index=True
    )


def _keep_sample(_person: Person, value: bool, before: object, _event: object) -> None:
    """A made-up person stays one, and a real one stays real (HZ-006)."""
    if before in (True, False) and value != before:
        raise AppendOnlyError("whether somebody is made up is said once, when they are added")


event.listen(Person.is_sample, "set", _keep_sample, active_history=True)
