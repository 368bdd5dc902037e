"""Erasing what the store holds of somebody.

Rows that are only ever added are guarded by triggers; here alone the guards are lifted, inside the
transaction that erases, and they stand again when it ends.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import delete, or_, text, update
from sqlalchemy.orm import Session

from planner.records.accounts import SignInSession
from planner.records.base import append_only_tables
from planner.records.belonging import LINKS, PERSON, personal_tables, rows_of
from planner.records.sealing import note_erased
from planner.records.tables import METADATA


def erase_rows(db: Session, people: Iterable[str]) -> int:
    """Delete every row of these records, and what sessions remember; how many rows went.

    It is called inside the transaction of an action, which seals that they are gone.
    """
    ids = sorted(people)
    rows = rows_of(db, ids, unsaved=True)
    links = METADATA.tables[LINKS]
    theirs = or_(links.c.leading_id.in_(ids), links.c.other_id.in_(ids))
    rows[LINKS] = [dict(row) for row in db.execute(links.select().where(theirs)).mappings()]
    if db.connection().dialect.name == "sqlite":
        db.execute(text("PRAGMA secure_delete = ON"))
    with _unguarded(db, rows):
        for name, table in reversed(personal_tables().items()):
            keys = [table.c[column.name] for column in table.primary_key]
            for row in rows.get(name, ()):
                same = [key == row[key.name] for key in keys]
                db.connection().execute(delete(table).where(*same))
    for name, found in rows.items():
        note_erased(db, name, [row["id"] for row in found if "id" in row])
    db.execute(update(SignInSession).values(data={}))
    db.expire_all()
    return sum(map(len, rows.values()))


def still_there(db: Session, people: Iterable[str]) -> tuple[str, ...]:
    """Those of these records that the store holds."""
    person = METADATA.tables[PERSON]
    found = db.execute(person.select().where(person.c.id.in_(sorted(people))))
    return tuple(sorted(row.id for row in found))


@contextmanager
def _unguarded(db: Session, names: Iterable[str]) -> Iterator[None]:
    """Lift the guards of these tables; what fails in between undoes all of it."""
    guarded = sorted(set(append_only_tables()) & set(names))
    if db.connection().dialect.name == "postgresql":
        for name in guarded:
            db.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER {name}_only_added"))
        yield
        for name in guarded:
            db.execute(text(f"ALTER TABLE {name} ENABLE TRIGGER {name}_only_added"))
        return
    triggers = db.execute(
        text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    lifted = [trigger for trigger in triggers if trigger.tbl_name in guarded]
    for trigger in lifted:
        db.execute(text(f"DROP TRIGGER {trigger.name}"))
    yield
    for trigger in lifted:
        db.connection().exec_driver_sql(trigger.sql)
