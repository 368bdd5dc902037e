"""A save at a visit: the version it was read at, what was there, what is added (HZ-016).

An action says for each field what it brings and what stands. The same twice is no change. A
difference on a page that is older than the record is a conflict: nothing is saved, and the person
sees both texts.
"""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeAlias, cast

from sqlalchemy import update
from sqlalchemy.orm import Session

from planner.records.accounts import Account
from planner.records.base import VisitFact
from planner.records.care import Encounter
from planner.records.episode import EpisodeSoFar, find_visit
from planner.workflow.actions import action
from planner.workflow.actor import Actor, Saved, VisitRef
from planner.workflow.audit import audit
from planner.workflow.clock import Clock
from planner.workflow.errors import Conflict, NotFoundError, RefusedError, StaleWriteError

P = ParamSpec("P")


class Saving:
    """One save in progress; made by ``saves`` and never outside it."""

    def __init__(
        self, db: Session, actor: Actor, visit: VisitRef, version: int, clock: Clock
    ) -> None:
        found = find_visit(db, visit.person_id, visit.encounter_id, lock=True)
        if found is None:
            raise NotFoundError(visit.encounter_id)
        self.db, self.actor, self.visit, self.clock = db, actor, visit, clock
        self.so_far = EpisodeSoFar(db, *found)
        self.encounter, self.person = self.so_far.encounter, self.so_far.person
        self.is_stale = self.encounter.version != version
        self.now = clock.now()
        self.rows: list[VisitFact] = []
        self.subjects: list[str] = []
        self.conflicts: list[Conflict] = []

    def put(
        self, row: VisitFact, field: str, mine: str, stored: VisitFact | None, was: str
    ) -> None:
        """Add ``row`` unless the field says the same already; on a stale page, note the conflict.

        ``mine`` and ``was`` are the field in words, before and after; ``stored`` is the row that
        stands at this visit, if any.
        """
        if mine == was and stored is not None:
            return
        if self.is_stale:
            self.conflicts.append(
                Conflict(
                    field=field,
                    mine=mine,
                    theirs=was,
                    by=name_of(self.db, stored.recorded_by) if stored else "",
                    at=stored.recorded_at if stored else None,
                )
            )
            return
        self.add(row, field)

    def add(self, row: VisitFact, subject: str) -> None:
        """Add one row with who, when and its place."""
        row.encounter_id = self.encounter.id
        row.at_version = self.encounter.version + 1
        row.line = len(self.rows)
        row.recorded_at = self.now
        row.recorded_by = self.actor.account_id
        self.rows.append(row)
        self.subjects.append(subject)
        self.db.add(row)

    def refuse_stale(self) -> None:
        """For an action that is no value to compare (an edit, a step): only a fresh page may."""
        if self.is_stale:
            raise StaleWriteError(self.encounter.version, ())

    def finish(self) -> Saved:
        """The next version of the visit with its audit entry; raises StaleWriteError."""
        before = self.encounter.version
        if self.conflicts:
            raise StaleWriteError(before, tuple(self.conflicts))
        if self.rows:
            moved = self.db.execute(
                update(Encounter)
                .where(Encounter.id == self.encounter.id, Encounter.version == before)
                .values(version=before + 1, saved_at=self.now)
                .execution_options(synchronize_session=False)
            )
            if moved.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE counts its rows
                raise StaleWriteError(before, ())
        audit(
            self.db,
            self.actor,
            self.clock,
            "encounter",
            self.encounter.id,
            person_id=self.person.id,
            subjects=self.subjects,
            outcome="done" if self.subjects else "unchanged",
        )
        changed = bool(self.rows)
        return Saved(version=before + changed, at=self.now, changed=changed)


Inner: TypeAlias = Callable[Concatenate[Saving, P], None]
Outer: TypeAlias = Callable[Concatenate[Session, Actor, VisitRef, int, P], Saved]


def saves(
    name: str, *, then: Callable[[Saving, Any], None] | None = None, when_finished: bool = False
) -> Callable[[Inner[P]], Outer[P]]:
    """Make ``function(save, ...)`` an action ``function(db, actor, visit, version, ...)``.

    ``then`` is done in the same transaction once something was added, with the packs: what is
    saved may raise an emergency. ``when_finished``: also possible once the visit is finished.
    """

    def decorate(function: Inner[P]) -> Outer[P]:
        @functools.wraps(function)
        def run(
            db: Session,
            actor: Actor,
            visit: VisitRef,
            version: int,
            *args: P.args,
            **kwargs: P.kwargs,
        ) -> Saved:
            clock: Clock = kwargs["clock"]  # type: ignore[assignment]  # every action takes one
            save = Saving(db, actor, visit, version, clock)
            if save.encounter.finished_at is not None and not when_finished:
                raise RefusedError("This visit is finished: open it again to change it.")
            function(save, *args, **kwargs)
            if then is not None and save.rows and not save.conflicts:
                then(save, kwargs["knowledge"])
            return save.finish()

        return cast(Outer[P], action(name)(run))

    return decorate


def name_of(db: Session, account_id: str) -> str:
    """The name of a clinician."""
    account: Any = db.get(Account, account_id)
    return str(account.name) if account else ""
