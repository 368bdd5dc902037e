"""HZ-017-T2: whichever statement of a save fails, nothing of it stays and nobody is told it did."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.exc import OperationalError

from planner.records.base import append_only_tables
from planner.records.tables import METADATA
from planner.workflow import merging
from planner.workflow.actions import ACTIONS
from tests.sizes import size
from tests.stores import WIDE_ON_POSTGRESQL
from tests.workflow import desk as desk_module
from tests.workflow import test_every_action as walking
from tests.workflow.desk import Desk

WRITES = ("INSERT", "UPDATE", "DELETE")
COMMIT = -1
MOMENTS = (COMMIT, *range(1, 7), *range(9, 200, size(8, 4)))
"""What fails in turn: the commit, or a write by its number."""
NO_PART_OF_THE_RECORD = {"sign_in_session", "failed_sign_in", "typed_draft"}
ADDED = set(append_only_tables())
RECORD = [table for table in METADATA.sorted_tables if table.name not in NO_PART_OF_THE_RECORD]
CHANGED = [table for table in RECORD if table.name not in ADDED]
COUNTED = select(
    *(
        select(func.count()).select_from(table).scalar_subquery().label(table.name)
        for table in RECORD
        if table.name in ADDED
    )
)


@dataclass
class FailingStore:
    """Fails the nth write, or the commit after the last; then the action is tried again."""

    engine: Engine
    at: int | None = None
    seen: int = 0
    has_failed: bool = False
    tried: set[str] = field(default_factory=set)

    def listen(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self._statement)
        event.listen(self.engine, "commit", self._commit)

    def _statement(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip()[:6].upper() in WRITES:
            self.seen += 1
            if self.seen == self.at:
                self._fail()

    def _commit(self, _connection: Any) -> None:
        if self.at == COMMIT and self.seen:
            self._fail()

    def _fail(self) -> None:
        self.at, self.has_failed = None, True
        raise OperationalError("disk full", None, Exception())

    def state(self, db: Any) -> dict[str, Any]:
        """Rows of each table: counted where they are only added, whole where they change."""
        found: dict[str, Any] = dict(db.execute(COUNTED).one()._mapping)
        for table in CHANGED:
            found[table.name] = sorted(map(repr, db.execute(select(table))))
        db.rollback()
        return found

    def every_failure_of(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, failing at its commit and at its writes, before it first succeeds."""

        def run(db: Any, *args: Any, **named: Any) -> Any:
            if name in self.tried:
                return function(db, *args, **named)
            before = self.state(db)
            for nth in MOMENTS:
                self.at, self.seen, self.has_failed = nth, 0, False
                try:
                    done = function(db, *args, **named)
                except OperationalError:
                    db.rollback()
                    assert self.state(db) == before, f"{name} left something at its write {nth}"
                    continue
                finally:
                    self.at = None
                assert not self.has_failed, f"{name} confirmed what failed at its write {nth}"
                self.tried.add(name)
                return done
            raise AssertionError(f"{name} never succeeded")

        return run


@pytest.fixture
def store(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> FailingStore:
    """Every writing action the walk calls by name is tried with every failure."""
    failing = FailingStore(engine)
    failing.listen()
    deeds = {*(f.__name__ for f in ACTIONS.values()), "issue_plan", "write_referral"}
    for module in (walking, desk_module, merging):
        for name in deeds & set(vars(module)):
            monkeypatch.setattr(module, name, failing.every_failure_of(name, getattr(module, name)))
    return failing


@dataclass
class CarefulDesk(Desk):
    """A desk whose every save at a visit is tried with every failure first."""

    store: FailingStore | None = None

    def save(self, action: Any, *values: Any, **named: Any) -> Any:
        assert self.store is not None
        return super().save(self.store.every_failure_of(action.__name__, action), *values, **named)


@WIDE_ON_POSTGRESQL
def test_a_failure_at_any_statement_of_a_save_leaves_nothing_and_confirms_nothing(
    db, lead, clock, store
):
    """HZ-017-T2: every writing action of the program, in one walk through all of them.

    The commit fails, then the first six writes one by one, then every eighth.
    """
    desk = CarefulDesk(db=db, actor=lead, clock=clock, store=store)

    walking.walk(desk)

    wanted = {f.__name__ for name, f in ACTIONS.items() if name != "forgetful"}
    assert wanted | {"issue_plan", "write_referral"} <= store.tried
