"""A new key for the encrypted record: a new file beside the old one, compared, then put in place.

The old file and the old key are only replaced once the new file was read back and holds the same
in every table. Copies made before open with the old key alone, which is therefore kept.
"""

import os
import secrets
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL, create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from planner.records.compared import changed_tables, columns_of, contents
from planner.records.engine import DATABASE_FILE, KEY_FILE, StoreError, StorePlace
from planner.records.keys import KEY_BYTES, read_key

BUSY = "The record is in use: stop the pages, then give it a new key."


def give_new_key(place: StorePlace, old_key_name: str) -> Path:
    """Encrypt the record anew; where the old key lies now. Raises StoreError, KeyFileError.

    ``old_key_name`` is the name of its file, beside the new one.
    """
    if place.database_url:
        raise StoreError("The record is in PostgreSQL: its keeper encrypts the disk it lies on.")
    file, key_file = place.folder / DATABASE_FILE, place.key_file or place.folder / KEY_FILE
    if not file.exists():
        raise StoreError(f"There is no record in {place.folder}.")
    old, new = read_key(key_file), secrets.token_bytes(KEY_BYTES)
    part, new_key = file.with_name(f"{file.name}.part"), key_file.with_name(f"{key_file.name}.new")
    kept = key_file.with_name(old_key_name)
    if kept.exists():
        raise StoreError(f"{kept} is there already: move it away first.")
    try:
        part.unlink(missing_ok=True)
        _write(new_key, new)
        _encrypt_anew(file, old, part, new)
        _write(kept, old)
        part.replace(file)
        new_key.replace(key_file)
    except OSError as error:
        raise StoreError(f"The new key cannot be put in place: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return kept


def _encrypt_anew(file: Path, old: bytes, part: Path, new: bytes) -> None:
    source, target = _engine(file, old), _engine(part, new)
    try:
        with source.connect() as record:
            record.exec_driver_sql("PRAGMA locking_mode = EXCLUSIVE")
            record.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            record.exec_driver_sql("BEGIN EXCLUSIVE")
            record.exec_driver_sql("COMMIT")
            record.exec_driver_sql(
                f"ATTACH DATABASE '{_quoted(part)}' AS new KEY \"x'{new.hex()}'\""
            )
            record.exec_driver_sql("SELECT sqlcipher_export('new')").all()
            record.exec_driver_sql("DETACH DATABASE new")
            part.chmod(0o600)
            with target.connect() as copy:
                _refuse_different(record, copy)
            record.exec_driver_sql("PRAGMA journal_mode = DELETE")
    except DatabaseError as error:
        raise StoreError(
            BUSY if "locked" in str(error) else "The record cannot be read."
        ) from error
    finally:
        source.dispose()
        target.dispose()


def _refuse_different(record: Connection, copy: Connection) -> None:
    columns = columns_of(record)
    faults = copy.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    changed = changed_tables(contents(record, columns), contents(copy, columns))
    if faults or changed or columns_of(copy) != columns:
        raise StoreError("The new file does not hold what the record holds: nothing was changed.")


def _engine(file: Path, key: bytes) -> Engine:
    url = URL.create("sqlite+pysqlcipher", database=str(file), password=f"x'{key.hex()}'")
    return create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args={"isolation_level": None}
    )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _write(file: Path, key: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(key)
        opened.flush()
        os.fsync(opened.fileno())
