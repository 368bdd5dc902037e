"""``backup`` and ``restore``: what was copied is what comes back, or it says why."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from planner.cli.main import main
from planner.records.copying import make_copy
from planner.records.engine import StoreError, StorePlace, open_store, session_maker
from planner.records.upgrade import upgrade
from planner.workflow.actor import Actor
from planner.workflow.clock import SystemClock
from planner.workflow.people import PersonDetails, add_person
from planner.workflow.restored import restored
from tests.stores import add_lead

BORN = date(1992, 3, 1)
KEYS = ("database.key", "clinic.secret")


@pytest.fixture
def at(tmp_path, monkeypatch):
    """Name the folder of the record for the next command."""

    def choose(name: str) -> Path:
        folder: Path = tmp_path / name
        folder.mkdir(exist_ok=True)
        monkeypatch.setenv("PLANNER_DATA", str(folder))
        return folder

    monkeypatch.delenv("PLANNER_DATABASE_URL", raising=False)
    return choose


@pytest.fixture
def record(at):
    """A record with one account; it stays open while the copy is made."""
    folder = at("record")
    engine = open_store(StorePlace(folder=folder))
    upgrade(engine)
    add_lead(engine)
    yield folder
    engine.dispose()


@pytest.fixture
def copy(record, tmp_path, capsys):
    assert main(["backup", str(tmp_path / "copies")]) == 0
    said = capsys.readouterr().out
    assert all(str(record / key) in said for key in KEYS)
    [file] = (tmp_path / "copies").glob("*.db")
    return file


def a_new_computer(at, record: Path) -> Path:
    """An empty folder with the keys alone."""
    folder = at("new")
    for key in KEYS:
        shutil.copy2(record / key, folder / key)
    return Path(folder)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    engine = open_store(StorePlace(folder=folder))
    try:
        with engine.connect() as connection:
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            ).scalars()
            return {
                name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))]  # noqa: S608
                for name in names.all()
            }
    finally:
        engine.dispose()


def test_a_copy_comes_back_row_for_row_on_another_computer(record, copy, at, capsys):
    """HZ-071-T1: every row that stood there when it was copied; the trail goes on after it.

    HZ-070-T2.
    """
    before = rows(record)
    new = a_new_computer(at, record)

    assert main(["restore", str(copy)]) == 0

    assert "whole" in capsys.readouterr().out
    for name, kept in rows(new).items():
        if name != "audit":
            assert kept == before[name]
    assert set(before["audit"]) - set(rows(new)["audit"]) == {before["audit"][-1]}, "the copying"


def test_a_record_that_is_not_whole_is_copied_loudly_and_the_good_copy_stays(
    record, copy, capsys, tmp_path
):
    """HZ-085-T3: exit status 1, and the lead is told that the last copy is no good one."""
    engine = open_store(StorePlace(folder=record))
    with engine.begin() as connection:
        connection.execute(text("UPDATE account SET is_lead = 0"))
    before = copy.read_bytes()

    assert main(["backup", str(tmp_path / "copies" / "second")]) == 1

    assert "NOT WHOLE: 1 findings" in capsys.readouterr().out
    assert copy.read_bytes() == before
    with engine.connect() as connection:
        told = connection.execute(
            text("SELECT outcome FROM audit WHERE action = 'copy-record' ORDER BY number")
        )
        assert list(told.scalars()) == ["done", "not-whole"]
    engine.dispose()


def test_a_copy_that_cannot_be_made_is_told_too(record, tmp_path):
    """HZ-071-T3"""
    (tmp_path / "file").write_text("no folder")
    assert main(["backup", str(tmp_path / "file" / "copies")]) == 2

    engine = open_store(StorePlace(folder=record))
    with engine.connect() as connection:
        told = connection.execute(text("SELECT outcome FROM audit WHERE action = 'copy-record'"))
        assert list(told.scalars()) == ["failed"]
    engine.dispose()


@pytest.mark.parametrize("place", [0, 0.3, 0.7, 0.999])
def test_one_changed_bit_is_refused_and_nothing_is_put_back(record, copy, at, capsys, place):
    """HZ-071-T2"""
    new = a_new_computer(at, record)
    content = bytearray(copy.read_bytes())
    content[int(place * len(content))] ^= 1
    copy.chmod(0o600)
    copy.write_bytes(content)

    assert main(["restore", str(copy)]) == 2

    assert copy.name in capsys.readouterr().err
    assert not list(new.glob("record.db*"))


def test_a_copy_that_was_forged_with_its_fingerprint_is_refused(record, copy, at, capsys):
    """HZ-071-T2: each page is sealed with the key; a fingerprint of one's own does not help."""
    a_new_computer(at, record)
    beside = copy.with_name(copy.name + ".sha256")
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    for file in (copy, beside):
        file.chmod(0o600)
    copy.write_bytes(content)
    beside.write_text(f"{hashlib.sha256(content).hexdigest()}  {copy.name}\n")

    assert main(["restore", str(copy)]) == 2
    assert "damaged" in capsys.readouterr().err


def test_whoever_was_erased_comes_back_with_no_older_copy(record, at, tmp_path, capsys):
    """HZ-079-T2: the list lies beside the keys; without it the restore says what is missing."""
    engine = open_store(StorePlace(folder=record))
    with session_maker(engine)() as db:
        account = db.execute(text("SELECT id FROM account")).scalar_one()
        actor = Actor(account_id=account, name="A. Example", is_lead=True)
        details = PersonDetails(given_name="Zyxwvutsrq", family_name="Runner", born=BORN)
        add_person(db, actor, details, is_new_person=True, clock=SystemClock())
    engine.dispose()
    assert main(["backup", str(tmp_path / "copies")]) == 0
    assert main(["erase", "1001"]) == 0
    assert len(rows(record)["person"]) == 1
    assert main(["erase", "1001", "--write"]) == 0
    assert rows(record)["person"] == rows(record)["name_part"] == []
    [copy] = (tmp_path / "copies").glob("*.db")
    new = a_new_computer(at, record)
    shutil.copy2(record / "erased.list", new)
    capsys.readouterr()

    assert main(["restore", str(copy)]) == 0
    assert "erased again" in capsys.readouterr().out
    assert rows(new)["person"] == rows(new)["person_details"] == []
    assert main(["audit"]) == 0


def test_a_record_that_was_put_back_waits_for_its_lead(record, copy, at, tmp_path, capsys):
    """HZ-079-T1: the anchor knows how many entries the copy lacks; without it nobody does."""
    a_new_computer(at, record)
    assert main(["restore", str(copy)]) == 0
    assert "no plan is issued or printed, until the lead" in capsys.readouterr().out
    assert lacks(tmp_path / "new") is None

    old = at("record")
    (old / "record.db").rename(tmp_path / "lost.db")
    for beside in old.glob("record.db-*"):
        beside.unlink()
    assert main(["restore", str(copy)]) == 1, "the copying itself is missing from the trail"
    assert lacks(old) == 1


def test_what_a_keeper_put_back_by_hand_waits_too(record, copy, capsys):
    """HZ-079-T1: as on PostgreSQL, whose copies are not this program's."""
    assert main(["restore"]) == 2
    assert main(["restore", str(copy), "--by-hand"]) == 2
    assert "Name the copy" in capsys.readouterr().err
    assert main(["restore", "--by-hand"]) == 0
    assert lacks(record) == 0


def lacks(folder: Path) -> int | None:
    """How many entries a record that was put back is known to lack."""
    engine = open_store(StorePlace(folder=folder))
    with session_maker(engine)() as db:
        found = restored(db)
    engine.dispose()
    assert found is not None
    return found.missing


def test_without_its_key_a_copy_opens_for_nobody(copy, at, capsys):
    at("nothing")

    assert main(["restore", str(copy)]) == 2
    assert "key file" in capsys.readouterr().err
    assert not copy.read_bytes().startswith(b"SQLite format 3")


def test_a_finished_copy_is_never_written_again_and_no_record_is_written_over(
    record, copy, at, capsys
):
    """HZ-080-T2: the program has no way to change a copy it finished."""
    assert copy.stat().st_mode & 0o777 == 0o400
    at("record")

    assert main(["restore", str(copy)]) == 2
    assert "already" in capsys.readouterr().err

    place = StorePlace(folder=record)
    engine = open_store(place)
    with pytest.raises(StoreError, match="never written again"):
        make_copy(engine, place, copy)
    engine.dispose()
