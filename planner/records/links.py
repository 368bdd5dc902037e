"""Which records are of one person. A link between two of them: both stay as they are (HZ-004)."""

from datetime import datetime

from sqlalchemy import JSON, BindParameter, bindparam, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.records.base import AppendOnly, Base, id_column, points_to

MERGED, UNDONE, DIFFERENT = "merged", "undone", "different"


class RecordLink(AppendOnly, Base):
    """One decision about two records; ``number`` orders them, the latest of a pair counts.

    ``merged``: one person, and ``leading_id`` is the record to go on with. ``undone`` takes that
    back. ``different``: two people, however alike they look. ``settled`` holds what was decided by
    hand where the records said different things: ``born``, ``sex``, and ``factor:<id>``.
    """

    __tablename__ = "record_link"

    id: Mapped[str] = id_column()
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    leading_id: Mapped[str] = points_to("person.id")
    other_id: Mapped[str] = points_to("person.id")
    reason: Mapped[str]
    settled: Mapped[dict[str, str]] = mapped_column(JSON)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = points_to("account.id", index=False)


EVERYBODY = select(RecordLink).order_by(RecordLink.number)
ONE: BindParameter[str] = bindparam("person")
OF_ONE = EVERYBODY.where(or_(RecordLink.leading_id == ONE, RecordLink.other_id == ONE))
"""What every page asks several times, made once."""


def decisions(
    db: Session, person_id: str | None = None, until: datetime | None = None
) -> tuple[RecordLink, ...]:
    """The decision that counts for each pair, of one person or of everybody."""
    wanted = EVERYBODY if person_id is None else OF_ONE
    if until is not None:
        wanted = wanted.where(RecordLink.recorded_at <= until)
    found = db.scalars(wanted, {} if person_id is None else {"person": person_id})
    latest = {frozenset((row.leading_id, row.other_id)): row for row in found}
    return tuple(latest.values())


def links_of(db: Session, person_id: str, until: datetime | None = None) -> tuple[RecordLink, ...]:
    """The standing links of one record, the earliest first."""
    return tuple(row for row in decisions(db, person_id, until) if row.kind == MERGED)


def leading_record(db: Session, person_id: str) -> str:
    """The record to go on with: this one, or the one it was linked to."""
    return next(
        (row.leading_id for row in links_of(db, person_id) if row.other_id == person_id),
        person_id,
    )


def records_of(db: Session, person_id: str) -> tuple[str, ...]:
    """Every record of one person, the leading one first."""
    own = links_of(db, person_id)
    leading = next((row.leading_id for row in own if row.other_id == person_id), person_id)
    links = own if leading == person_id else links_of(db, leading)
    others = (row.other_id for row in links if row.leading_id == leading)
    return (leading, *others)


def settled_for(
    db: Session, person_id: str, until: datetime | None = None
) -> tuple[RecordLink, ...]:
    """Links whose settled facts bind this record, the latest last."""
    own = links_of(db, person_id, until)
    leading = next((row.leading_id for row in own if row.other_id == person_id), None)
    return links_of(db, leading, until) if leading else own
