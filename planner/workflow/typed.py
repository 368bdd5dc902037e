"""What is being typed, kept on the server until it is saved: never part of the record (HZ-018).

Kept by author, person and form. Nothing here is read by reasoning, paper or export, and none of
it is in the audit trail, which tells of the record alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner.records.care import TypedDraft
from planner.records.engine import begin_writing
from planner.records.people import Person
from planner.workflow.actor import Actor
from planner.workflow.clock import Clock
from planner.workflow.errors import NotFoundError
from planner.workflow.texts import LINE, LONG, checked

MOST_FIELDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One form half typed."""

    person_id: str
    form: str
    fields: Mapping[str, str]
    kept_at: datetime


def keep_typing(
    db: Session,
    actor: Actor,
    person_id: str,
    form: str,
    fields: Mapping[str, str],
    *,
    clock: Clock,
) -> None:
    """Keep the fields of a form as they are typed now. Raises NotFoundError, RefusedError."""
    form = checked(form, "form", LINE)
    typed = {
        checked(name, "form", LINE): checked(text, name, 4 * LONG)
        for name, text in list(fields.items())[:MOST_FIELDS]
    }
    begin_writing(db)
    try:
        if db.scalar(select(Person.id).where(Person.id == person_id)) is None:
            raise NotFoundError(person_id)
        db.merge(
            TypedDraft(
                account_id=actor.account_id,
                person_id=person_id,
                form=form,
                fields=json.dumps(typed, ensure_ascii=False),
                kept_at=clock.now(),
            )
        )
        db.commit()
    except BaseException:
        db.rollback()
        raise


def kept_typing(db: Session, actor: Actor, person_id: str, form: str) -> Kept | None:
    """What this clinician was typing into this form for this person."""
    row = db.get(TypedDraft, (actor.account_id, person_id, form))
    return _kept(row) if row else None


def discard_typing(db: Session, actor: Actor, person_id: str, form: str) -> None:
    """Let it go: it was saved, or is not wanted."""
    begin_writing(db)
    db.execute(
        delete(TypedDraft).where(
            TypedDraft.account_id == actor.account_id,
            TypedDraft.person_id == person_id,
            TypedDraft.form == form,
        )
    )
    db.commit()


def list_typing(db: Session, actor: Actor) -> tuple[Kept, ...]:
    """Everything this clinician has typed and not saved, the newest first."""
    rows = db.scalars(
        select(TypedDraft)
        .where(TypedDraft.account_id == actor.account_id)
        .order_by(TypedDraft.kept_at.desc())
    )
    return tuple(_kept(row) for row in rows)


def _kept(row: TypedDraft) -> Kept:
    return Kept(
        person_id=row.person_id,
        form=row.form,
        fields=json.loads(row.fields),
        kept_at=row.kept_at,
    )
