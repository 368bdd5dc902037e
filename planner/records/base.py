"""What every table shares: string UUIDs, times in UTC, and rows that are only ever added."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A random UUID as text: the only kind of id that ever stands in an address."""
    return str(uuid4())


class UtcTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and read back with its zone. A time without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment is stored with its time zone, never without")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, datetime: UtcTime}  # noqa: RUF012  # SQLAlchemy reads it


def id_column() -> Mapped[str]:
    """A primary key of 36 characters."""
    return mapped_column(String(36), primary_key=True, default=new_id)


def points_to(target: str, **options: Any) -> Any:
    """A column that names a row of another table; indexed, because it is searched by."""
    return mapped_column(String(36), ForeignKey(target), **{"index": True, **options})


class AppendOnlyError(Exception):
    """Something tried to change or delete a row that may only ever be added."""


class AppendOnly:
    """Rows of these tables are added and never changed or deleted.

    The session refuses here; triggers of the store refuse every other way (see the migration).
    """


class VisitFact(AppendOnly):
    """One thing recorded at a visit: who, when, and its place in the order of saves.

    ``at_version`` is the version the encounter got by this save, ``line`` the place within it, so
    that "the latest" never depends on a clock. Nothing here has a default: a row without who and
    when cannot be written.
    """

    id: Mapped[str] = id_column()

    @declared_attr
    @classmethod
    def encounter_id(cls) -> Mapped[str]:
        return points_to("encounter.id")  # type: ignore[no-any-return]  # a typed column

    at_version: Mapped[int]
    line: Mapped[int]
    recorded_at: Mapped[datetime]

    @declared_attr
    @classmethod
    def recorded_by(cls) -> Mapped[str]:
        return points_to("account.id", index=False)  # type: ignore[no-any-return]  # same

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[SchemaItem, ...]:
        return (UniqueConstraint("encounter_id", "at_version", "line"),)


def _refuse(_mapper: Mapper[Any], _connection: Any, target: Any) -> None:
    raise AppendOnlyError(f"rows of {target.__tablename__} are added, never changed or deleted")


event.listen(AppendOnly, "before_update", _refuse, propagate=True)
event.listen(AppendOnly, "before_delete", _refuse, propagate=True)


def append_only_tables() -> tuple[str, ...]:
    """The names of all tables whose rows are only ever added."""
    return tuple(
        sorted(
            str(mapper.local_table.name)  # type: ignore[attr-defined]  # a Table, not a join
            for mapper in Base.registry.mappers
            if issubclass(mapper.class_, AppendOnly)
        )
    )
