"""The record gets a new key; the old one opens nothing but the copies made before (G5)."""

import pytest
from sqlalchemy import text

from planner.cli.main import main
from planner.records.engine import StoreError, StorePlace, open_store
from planner.records.upgrade import upgrade
from tests.stores import add_lead


@pytest.fixture
def record(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "record"))
    monkeypatch.delenv("PLANNER_DATABASE_URL", raising=False)
    engine = open_store(StorePlace(folder=tmp_path / "record"))
    upgrade(engine)
    add_lead(engine)
    yield engine
    engine.dispose()


def accounts(folder) -> list[str]:
    engine = open_store(StorePlace(folder=folder))
    try:
        with engine.connect() as connection:
            return list(connection.execute(text("SELECT name FROM account")).scalars())
    finally:
        engine.dispose()


def test_the_record_opens_with_the_new_key_and_with_the_old_no_more(record, tmp_path, capsys):
    record.dispose()
    folder = tmp_path / "record"
    old = (folder / "database.key").read_bytes()
    assert main(["new-key"]) == 0

    assert "Backups made before" in capsys.readouterr().out
    assert accounts(folder) == ["A. Example"]
    new = (folder / "database.key").read_bytes()
    assert new != old
    [kept] = folder.glob("database.key.until-*")
    assert kept.read_bytes() == old
    assert all(f.stat().st_mode & 0o077 == 0 for f in (kept, folder / "database.key"))
    assert not list(folder.glob("*.part"))
    assert not list(folder.glob("*.new"))
    (folder / "database.key").write_bytes(old)
    with pytest.raises(StoreError, match="the key does not fit"):
        accounts(folder)
    (folder / "database.key").write_bytes(new)
    assert main(["audit"]) == 0


def test_a_record_in_use_keeps_its_key(record, tmp_path, capsys):
    old = (tmp_path / "record" / "database.key").read_bytes()
    with record.connect() as connection:
        connection.execute(text("SELECT count(*) FROM account")).scalar_one()
        assert main(["new-key"]) == 2
    assert "in use" in capsys.readouterr().err
    record.dispose()
    assert (tmp_path / "record" / "database.key").read_bytes() == old
    assert accounts(tmp_path / "record") == ["A. Example"]
