"""The vocabulary that migrations are written in. What a name means here never changes."""

from typing import Any

import sqlalchemy as sa
from alembic import op


def table(name: str, *parts: Any) -> None:
    """A table."""
    op.create_table(name, *parts)


def add_to(name: str, part: Any) -> None:
    """One more column of a table that is there."""
    op.add_column(name, part)


def visit_fact(name: str, *parts: Any) -> None:
    """A table of things recorded at a visit: who, when, and the order of saves."""
    table(
        name,
        ident(),
        points_to("encounter_id", "encounter"),
        whole("at_version"),
        whole("line"),
        moment("recorded_at"),
        points_to("recorded_by", "account", index=False),
        *parts,
        sa.UniqueConstraint("encounter_id", "at_version", "line"),
    )


def ident() -> Any:
    """A primary key: a UUID as text."""
    return sa.Column("id", sa.String(36), primary_key=True)


def points_to(name: str, target: str, *, nullable: bool = False, **options: Any) -> Any:
    """A column that names a row of another table."""
    indexed = {"index": True, **options}
    key = sa.ForeignKey(f"{target}.id")
    return sa.Column(name, sa.String(36), key, nullable=nullable, **indexed)


def column(name: str, kind: Any, *, nullable: bool = False, **options: Any) -> Any:
    """A column that must be filled unless it says otherwise; never with a default."""
    return sa.Column(name, kind, nullable=nullable, **options)


def text(name: str, **options: Any) -> Any:
    """Text of any length."""
    return column(name, sa.Text(), **options)


def letterwise(name: str, **options: Any) -> Any:
    """Ordered letter by letter on both databases, for ranges that begin alike."""
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return column(name, kind, **options)


def moment(name: str, **options: Any) -> Any:
    """A moment with its zone, in UTC."""
    return column(name, sa.DateTime(timezone=True), **options)


def day(name: str, **options: Any) -> Any:
    """A day without a time."""
    return column(name, sa.Date(), **options)


def whole(name: str, **options: Any) -> Any:
    """A whole number."""
    return column(name, sa.Integer(), **options)


def number(name: str, **options: Any) -> Any:
    """A number with a point."""
    return column(name, sa.Double(), **options)


def yes_no(name: str, **options: Any) -> Any:
    """Yes or no, for what is never unknown."""
    return column(name, sa.Boolean(), **options)


def data(name: str, **options: Any) -> Any:
    """Lists and objects as JSON."""
    return column(name, sa.JSON(), **options)


def content(name: str, **options: Any) -> Any:
    """Bytes."""
    return column(name, sa.LargeBinary(), **options)


def guard(name: str) -> None:
    """Refuse every change and every deletion in one table."""
    said = f"rows of {name} are added, never changed or deleted"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {name}_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_is_only_added_to()"
        )
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {name}_no_{what.lower()} BEFORE {what} ON {name} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
