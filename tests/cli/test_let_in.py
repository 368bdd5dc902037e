"""``python -m planner let-in``: a lone lead comes back from the computer itself, and it is told."""

import re

import pytest
from sqlalchemy import text

from planner.cli.main import main
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.upgrade import upgrade
from planner.workflow.clock import SystemClock
from planner.workflow.one_time_links import account_let_in
from tests.stores import LEAD, add_lead


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path))
    monkeypatch.delenv("PLANNER_DATABASE_URL", raising=False)
    engine = open_store(StorePlace(folder=tmp_path))
    upgrade(engine)
    add_lead(engine)
    yield engine
    engine.dispose()


def test_the_link_lets_the_lead_in_again_and_the_trail_says_where_it_was_made(store, capsys):
    """A7, A10: no sign-in, no lead: only whoever can run a command here; nothing changes yet."""
    with store.connect() as connection:
        before = connection.execute(text("SELECT * FROM account")).all()

    assert main(["let-in", f" {LEAD.upper()} "]) == 0

    said = capsys.readouterr().out
    assert said.index("recovery code") < said.index("/account/first/")
    [token] = re.findall(r"/account/first/(\S+)", said)
    with session_maker(store)() as db:
        found = account_let_in(db, token, clock=SystemClock())
        assert found is not None
        assert found.sign_in_name == LEAD
        entry = db.execute(
            text("SELECT account_id, object_id, came_from FROM audit ORDER BY number DESC LIMIT 1")
        ).one()
    assert (entry.account_id, entry.object_id, entry.came_from) == (None, found.id, "")
    with store.connect() as connection:
        assert connection.execute(text("SELECT * FROM account")).all() == before


def test_a_name_nobody_signs_in_with_is_refused(store, capsys):
    assert main(["let-in", "nobody"]) == 3
    assert "no account with the sign-in name 'nobody'" in capsys.readouterr().err
