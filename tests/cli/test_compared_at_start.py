"""HZ-019, HZ-062: a start holds the record against other protocols, before any page."""

from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest

from planner.cli import server
from planner.cli.server import build_site
from planner.clinical.pack import Pack
from planner.config import Settings
from planner.web.services import NAME
from planner.workflow.errors import RefusedError
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


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_start_with_protocols_that_lack_what_was_answered_is_refused(
    db, lead, clock, place, monkeypatch
):
    """HZ-062-T1: before any page; a warning sign would be left out of every conclusion."""
    desk = Desk(db, lead, clock)
    desk.open()
    desk.answer(bent_knee_stretch="present")
    later = replace(the_knowledge(), pack=without(the_knowledge().pack, "bent-knee-stretch"))
    site = SimpleNamespace(extensions={NAME: SimpleNamespace(knowledge=later, clock=clock)})
    monkeypatch.setattr(server, "create_app", lambda *_, **__: site)

    with pytest.raises(RefusedError, match="finding bent-knee-stretch"):
        build_site(Settings(data=place.folder))


def without(pack: Pack, name: str) -> Pack:
    left = {key: value for key, value in pack.library.findings.items() if key != name}
    return replace(pack, library=replace(pack.library, findings=left))
