"""Which records are of one person. A link between two of them: both stay as they are (HZ-004)."""

from datetime import datetime

from sqlalchemy import JSON, or_, select
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


def decisions(
    db: Session, person_id: str | None = None, until: datetime | None = None
) -> tuple[RecordLink, ...]:
    """The decision that counts for each pair, of one person or of everybody."""
    wanted = select(RecordLink).order_by(RecordLink.number)
    if person_id is not None:
        wanted = wanted.where(
            or_(RecordLink.leading_id == person_id, RecordLink.other_id == person_id)
        )
    if until is not None:
        wanted = wanted.where(RecordLink.recorded_at <= until)
    latest = {frozenset((row.leading_id, row.other_id)): row for row in db.scalars(wanted)}
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
    leading = leading_record(db, person_id)
    others = (row.other_id for row in links_of(db, leading) if row.leading_id == leading)
    return (leading, *others)


def settled_for(
    db: Session, person_id: str, until: datetime | None = None
) -> tuple[RecordLink, ...]:
    """Links whose settled facts bind this record, the latest last."""
    own = links_of(db, person_id, until)
    leading = next((row.leading_id for row in own if row.other_id == person_id), None)
    return links_of(db, leading, until) if leading else own
