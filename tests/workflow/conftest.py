"""The stores of both databases, and a clinician at a desk."""

import pytest
from sqlalchemy.orm import Session

from planner.workflow.actor import Actor
from tests.clocks import MovableClock
from tests.sooner import as_delivered
from tests.stores import clock, db, engine, lead, place, postgresql_address, sqlite_template
from tests.workflow.desk import Desk

__all__ = [
    "as_delivered",
    "clock",
    "db",
    "engine",
    "lead",
    "place",
    "postgresql_address",
    "sqlite_template",
]


@pytest.fixture
def desk(db: Session, lead: Actor, clock: MovableClock) -> Desk:
    return Desk(db, lead, clock)
