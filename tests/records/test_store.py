"""The store itself: encrypted, its key guarded, one sentence for whatever stands in the way."""

import stat
from datetime import UTC, datetime
from random import Random

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DatabaseError

from planner.records.accounts import FailedSignIn
from planner.records.engine import StoreError, StorePlace, begin_writing, open_store, session_maker
from planner.records.keys import KEY_BYTES, KeyFileError, read_or_make_key
from planner.records.people import Person
from planner.records.upgrade import upgrade
from tests.sizes import size

FLIPS = size(30, 10_000)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def a_place(tmp_path, name="store"):
    return StorePlace(folder=tmp_path / name)


def test_nothing_of_the_record_can_be_read_from_its_files(tmp_path):
    engine = open_store(a_place(tmp_path))
    upgrade(engine)
    with session_maker(engine)() as db:
        begin_writing(db)
        db.add(FailedSignIn(name_hash="canary-in-clear-text", at=datetime.now(UTC)))
        db.commit()

    files = [path for path in (tmp_path / "store").iterdir() if path.name != "database.key"]
    content = b"".join(path.read_bytes() for path in files)
    engine.dispose()
    assert len(content) > 10_000
    assert b"canary-in-clear-text" not in content
    assert b"CREATE TABLE" not in content


def test_the_key_is_32_bytes_that_only_the_owner_can_read(tmp_path):
    open_store(a_place(tmp_path)).dispose()

    key = tmp_path / "store" / "database.key"
    assert len(key.read_bytes()) == KEY_BYTES
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700


def test_a_key_that_others_can_read_is_refused(tmp_path):
    open_store(a_place(tmp_path)).dispose()
    (tmp_path / "store" / "database.key").chmod(0o640)

    with pytest.raises(KeyFileError, match="can be read by others"):
        open_store(a_place(tmp_path))


def test_a_missing_key_beside_a_record_is_never_made_anew(tmp_path):
    engine = open_store(a_place(tmp_path))
    upgrade(engine)
    engine.dispose()
    (tmp_path / "store" / "database.key").unlink()

    with pytest.raises(KeyFileError, match="put it back"):
        open_store(a_place(tmp_path))
    assert not (tmp_path / "store" / "database.key").exists()


def test_two_starts_at_once_share_one_key(tmp_path):
    path = tmp_path / "key"

    first = read_or_make_key(path, store_exists=False)
    assert read_or_make_key(path, store_exists=False) == first


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_refused(tmp_path, size):
    path = tmp_path / "key"
    path.write_bytes(b"k" * size)
    path.chmod(0o600)

    with pytest.raises(KeyFileError, match=f"{size} bytes"):
        read_or_make_key(path, store_exists=True)


def test_a_wrong_key_is_one_sentence_and_nothing_on_standard_error(tmp_path, capfd):
    engine = open_store(a_place(tmp_path))
    upgrade(engine)
    engine.dispose()
    (tmp_path / "store" / "database.key").write_bytes(b"x" * KEY_BYTES)

    with pytest.raises(StoreError, match="the key does not fit"):
        open_store(a_place(tmp_path))
    assert capfd.readouterr().err == ""


def test_a_record_that_may_not_be_written_says_so_and_not_that_it_is_damaged(tmp_path, monkeypatch):
    open_store(a_place(tmp_path)).dispose()
    (a_place(tmp_path).folder / "record.db").write_bytes(b"not opened " * 500)
    monkeypatch.setattr("os.access", lambda path, mode: False)

    with pytest.raises(StoreError, match="cannot be written by"):
        open_store(a_place(tmp_path))


def test_a_damaged_record_is_refused_and_not_served(tmp_path):
    engine = open_store(a_place(tmp_path))
    upgrade(engine)
    engine.dispose()
    file = tmp_path / "store" / "record.db"
    content = bytearray(file.read_bytes())
    content[100] ^= 1
    file.write_bytes(bytes(content))

    with pytest.raises(StoreError, match="damaged"):
        open_store(a_place(tmp_path))


def test_no_changed_bit_is_ever_read_as_a_fact(tmp_path):
    """HZ-085-T1: each page is sealed with the key, also one that is seldom read."""
    engine, file = open_store(a_place(tmp_path)), tmp_path / "store" / "record.db"
    upgrade(engine)
    with session_maker(engine)() as db:
        begin_writing(db)
        db.add_all(FailedSignIn(name_hash=f"name {n}" * 20, at=NOON) for n in range(400))
        db.commit()
    facts = facts_of(engine)
    engine.dispose()
    whole, draw = file.read_bytes(), Random(85)
    for _ in range(FLIPS):
        content = bytearray(whole)
        content[draw.randrange(len(whole))] ^= 1 << draw.randrange(8)
        file.write_bytes(content)
        assert is_refused(a_place(tmp_path), facts)
    file.write_bytes(whole)
    assert not is_refused(a_place(tmp_path), facts)


def is_refused(place: StorePlace, facts: list[str]) -> bool:
    """Whether the damage is met; every fact that is read all the same must be the true one."""
    try:
        damaged = open_store(place)
    except StoreError:
        return True
    try:
        assert facts_of(damaged) == facts
        with damaged.connect() as connection:
            return bool(connection.exec_driver_sql("PRAGMA cipher_integrity_check").all())
    except DatabaseError:
        return True
    finally:
        damaged.dispose()


def facts_of(engine: Engine) -> list[str]:
    with session_maker(engine)() as db:
        return list(db.scalars(select(FailedSignIn.name_hash).order_by(FailedSignIn.name_hash)))


def test_an_address_that_is_not_postgresql_is_refused(tmp_path):
    with pytest.raises(StoreError, match="PLANNER_DATABASE_URL"):
        open_store(StorePlace(folder=tmp_path, database_url="mysql://somewhere/record"))


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(tmp_path):
    address = "postgresql://clinic:hunter22@127.0.0.1:1/record"

    with pytest.raises(StoreError) as caught:
        open_store(StorePlace(folder=tmp_path, database_url=address))
    assert "cannot be reached" in str(caught.value)
    assert "hunter22" not in str(caught.value)


def test_what_is_confirmed_is_on_the_disk_and_foreign_keys_hold(tmp_path, as_delivered):
    """HZ-017-T1, the setting that makes it so: a planted synchronous=off turns this red."""
    engine = open_store(a_place(tmp_path))
    with engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("synchronous", "journal_mode", "foreign_keys", "busy_timeout")
        }
    engine.dispose()

    assert told["synchronous"] == 2
    assert told["journal_mode"] == "wal"
    assert told["foreign_keys"] == 1
    assert int(told["busy_timeout"] or 0) >= 5000


def test_a_writing_transaction_refuses_what_was_changed_outside_it(engine: Engine):
    with session_maker(engine)() as db:
        db.add(Person(record_number=1))
        with pytest.raises(RuntimeError, match="outside a writing action"):
            begin_writing(db)


def test_values_stay_out_of_error_messages(engine: Engine):
    with engine.connect() as connection, pytest.raises(Exception, match="no_such_table") as caught:
        connection.execute(text("INSERT INTO no_such_table VALUES (:name)"), {"name": "Canary"})
    assert "Canary" not in str(caught.value)
