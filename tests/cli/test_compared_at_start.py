"""HZ-019: a start with other protocols holds the plans in use against them, before any page."""

from dataclasses import dataclass, field, replace

import pytest

from planner.cli.server import build_site
from planner.config import Settings
from planner.workflow.knowledge import Knowledge
from tests.stores import clock, db, engine, lead, place, postgresql_address, sqlite_template
from tests.workflow.desk import Desk, the_knowledge

__all__ = ["clock", "db", "engine", "lead", "place", "postgresql_address", "sqlite_template"]


@dataclass
class EarlierDesk(Desk):
    """A desk with the protocols under an earlier fingerprint."""

    known: Knowledge = field(default_factory=lambda: replace(the_knowledge(), content_hash="old"))

    @property
    def knowledge(self) -> Knowledge:
        return self.known


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_start_compares_what_was_issued_by_other_protocols(db, lead, clock, place):
    """HZ-019-T4: no page, and no background job that may be off, is needed for it."""
    desk = EarlierDesk(db, lead, clock)
    desk.make_ready()
    desk.issue()

    build_site(Settings(data=place.folder))

    assert desk.rows_in("plan_comparison") == 1
