"""What makes a function a writing action: one transaction, one audit entry, then the commit."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar, cast
from uuid import UUID

from sqlalchemy.orm import Session

from planner.records.engine import begin_writing
from planner.records.sealing import GONE, TOUCHED
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.audit import ACTION, PENDING, audit, keep_anchor, seal_entries
from planner.workflow.clock import Clock
from planner.workflow.errors import (
    MissingAuditError,
    NotFoundError,
    RefusedError,
    StaleWriteError,
    WorkflowError,
)

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every writing action by its name; a test runs through them."""


Deed: TypeAlias = Callable[Concatenate[Session, Actor, P], R]


def action(name: str) -> Callable[[Deed[P, R]], Deed[P, R]]:
    """Run the function as one transaction. Without an audit entry nothing is committed."""

    def decorate(function: Deed[P, R]) -> Deed[P, R]:
        @functools.wraps(function)
        def run(db: Session, actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            clock: Clock = kwargs["clock"]  # type: ignore[assignment]  # every action takes one
            with refusals_kept(db, actor, name, args, clock), transaction(db, name):
                return function(db, actor, *args, **kwargs)

        ACTIONS[name] = run
        return cast(Deed[P, R], run)

    return decorate


@contextmanager
def transaction(db: Session, name: str) -> Iterator[None]:
    """Begin, do, seal what was done with its audit entry, commit; or nothing at all."""
    begin_writing(db)
    for left in (PENDING, TOUCHED, GONE):
        db.info.pop(left, None)
    db.info[ACTION] = name
    try:
        yield
        seal = seal_entries(db)
        if seal is None:
            raise MissingAuditError(f"{name} wrote no audit entry")
        db.commit()
        keep_anchor(db, seal)
    except BaseException:
        db.rollback()
        raise
    finally:
        db.expire_all()
        db.info.pop(ACTION, None)


@contextmanager
def refusals_kept(
    db: Session, actor: Actor | None, name: str, args: tuple[Any, ...], clock: Clock
) -> Iterator[None]:
    """Leave one audit entry when the action is refused; the refusal itself goes on."""
    try:
        yield
    except WorkflowError as error:
        kind, object_id, person_id = _object_of(args)
        with transaction(db, name):
            audit(
                db,
                actor,
                clock,
                kind,
                object_id,
                person_id=person_id,
                outcome=_OUTCOMES.get(type(error), "refused"),
                subjects=(type(error).__name__,),
            )
        raise


_OUTCOMES: dict[type[WorkflowError], str] = {
    NotFoundError: "not-found",
    StaleWriteError: "stale",
    RefusedError: "refused",
}


def _object_of(args: tuple[Any, ...]) -> tuple[str, str, str | None]:
    """What the action was about, by ids alone: any other text may be a patient's."""
    for value in args:
        if isinstance(value, VisitRef):
            return "encounter", _id(value.encounter_id), _id(value.person_id)
    named = [_id(value) for value in args if isinstance(value, str | UUID)]
    return "", next((value for value in named if value), ""), None


def _id(value: str | UUID) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError:
        return ""
