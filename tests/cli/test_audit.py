"""``python -m planner audit``: whole, or where it is not, and the seal to write down."""

import pytest
from sqlalchemy import text

from planner.cli.main import main
from planner.config import Settings
from planner.records.anchor import Seal
from planner.records.engine import StorePlace, open_store
from planner.records.upgrade import upgrade
from tests.stores import add_lead


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path))
    monkeypatch.delenv("PLANNER_DATABASE_URL", raising=False)
    engine = open_store(StorePlace(folder=Settings(data=tmp_path).data))
    upgrade(engine)
    add_lead(engine)
    yield engine
    engine.dispose()


def test_a_whole_trail_is_told_with_the_seal_to_write_down(store, capsys):
    assert main(["audit"]) == 0

    said = capsys.readouterr().out
    assert "whole" in said
    seal = said.rpartition("computer: ")[2].strip()
    assert main(["audit", "--noted", seal]) == 0
    other = str(Seal(int(seal.partition(":")[0]), "0" * 64))
    assert main(["audit", "--noted", other]) == 1
    assert "NOT WHOLE" in capsys.readouterr().out


def test_a_row_changed_past_the_program_is_named(store, capsys):
    """HZ-080-T1"""
    with store.begin() as connection:
        account = connection.execute(text("SELECT id FROM account")).scalar_one()
        connection.execute(text("UPDATE account SET is_lead = 0"))

    assert main(["audit"]) == 1
    assert f"account {account}: this row is not as entry" in capsys.readouterr().out


def test_a_seal_that_is_none_is_refused_in_one_sentence(store, capsys):
    assert main(["audit", "--noted", "seven"]) == 2
    assert "a seal as this command prints it was expected" in capsys.readouterr().err
