"""Episodes of care and their encounters (visits)."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from planner.records.base import Base, VisitFact, id_column, points_to


class Episode(Base):
    """One course of care for one presentation. A new one starts with an empty safety screen."""

    __tablename__ = "episode"

    id: Mapped[str] = id_column()
    person_id: Mapped[str] = points_to("person.id")
    presentation: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = points_to("account.id", index=False)
    closed_at: Mapped[datetime | None]


class Encounter(Base):
    """One visit. Its day can be set back; ``version`` grows by one with every save."""

    __tablename__ = "encounter"

    id: Mapped[str] = id_column()
    episode_id: Mapped[str] = points_to("episode.id")
    person_id: Mapped[str] = points_to("person.id")
    visit_date: Mapped[date] = mapped_column(index=True)
    version: Mapped[int]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = points_to("account.id", index=False)
    saved_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(index=True)


class VisitChange(VisitFact, Base):
    """What happened to a visit itself: another date, finished, opened again, episode closed."""

    __tablename__ = "visit_change"

    kind: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]


class TypedDraft(Base):
    """What somebody is typing and has not saved: never part of the record (HZ-018)."""

    __tablename__ = "typed_draft"

    account_id: Mapped[str] = points_to("account.id", primary_key=True)
    person_id: Mapped[str] = points_to("person.id", primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[str]
    kept_at: Mapped[datetime]
