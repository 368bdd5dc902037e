"""A copy of the encrypted record: made while others write, read back at once, never written again.

The copy is encrypted with the key of the record, which is not in it. A finished copy can be read
by its owner alone, and no command here writes to it again.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL, create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from planner.records.engine import DATABASE_FILE, KEY_FILE, StoreError, StorePlace
from planner.records.keys import read_key

FINGERPRINT = ".sha256"
"""Beside each copy: the SHA-256 of its bytes, as ``sha256sum`` writes it."""

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@dataclass(frozen=True, slots=True)
class Copy:
    """One finished copy: where it lies, and how many rows of how many tables were read back."""

    file: Path
    tables: int
    rows: int


def make_copy(engine: Engine, place: StorePlace, file: Path) -> Copy:
    """Copy the record to ``file`` and read the copy back. Raises StoreError.

    Every table must hold as many rows as the record held when it was copied.
    """
    _refuse_postgresql(place)
    if file.exists():
        raise StoreError(f"{file} is there already: a finished copy is never written again.")
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with _opened(part, place) as copy, engine.connect() as record:
            source: Any = record.connection.driver_connection
            target: Any = copy.connection.driver_connection
            source.backup(target)
        counts = _read_back(part, place)
        fingerprint = _sha256(part)
        part.chmod(0o400)
        os.link(part, file)
        part.unlink()
        beside = file.with_name(file.name + FINGERPRINT)
        beside.write_text(f"{fingerprint}  {file.name}\n", encoding="utf-8")
        beside.chmod(0o400)
    except OSError as error:
        raise StoreError(f"The copy {file} cannot be written: {error.strerror}.") from error
    return Copy(file=file, tables=len(counts), rows=sum(counts.values()))


def restore_copy(file: Path, place: StorePlace) -> Copy:
    """Put a copy back as the record of a folder that has none. Raises StoreError, KeyFileError.

    The keys must lie where the record expects them: a copy without its key opens for nobody.
    """
    _refuse_postgresql(place)
    record = place.folder / DATABASE_FILE
    if record.exists():
        raise StoreError(
            f"{record} is there already: choose an empty folder with PLANNER_DATA, so that "
            "no record is written over."
        )
    _refuse_changed(file)
    part = record.with_name(f"{record.name}.part")
    try:
        place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(file, part)
        part.chmod(0o600)
        counts = _read_back(part, place)
        part.rename(record)
    except OSError as error:
        raise StoreError(f"The copy {file} cannot be put back: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    return Copy(file=record, tables=len(counts), rows=sum(counts.values()))


def _refuse_postgresql(place: StorePlace) -> None:
    if place.database_url:
        raise StoreError(
            "The record is in PostgreSQL: copy it with pg_dump, as its keeper does with others."
        )


def _refuse_changed(file: Path) -> None:
    try:
        wanted = file.with_name(file.name + FINGERPRINT).read_text(encoding="utf-8").split()
        found = _sha256(file)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"The copy {file} and the file {file.name}{FINGERPRINT} beside it cannot both be read."
        ) from error
    if wanted[:1] != [found]:
        raise StoreError(
            f"The copy {file} is not the one that was made: its bytes have changed. "
            "Take an earlier copy."
        )


def _read_back(file: Path, place: StorePlace) -> dict[str, int]:
    """Rows by table, once every page of the file was found whole. Raises StoreError."""
    try:
        with _opened(file, place) as connection:
            faults = connection.execute(text("PRAGMA cipher_integrity_check")).all()
            [verdict] = connection.execute(text("PRAGMA integrity_check")).scalars().all()
            names = connection.execute(text(TABLES)).scalars().all()
            counts = {name: _rows(connection, name) for name in names}
    except (DatabaseError, ValueError) as error:
        raise StoreError(
            f"The copy {file.stem} cannot be opened: the key does not fit, or it is damaged."
        ) from error
    if faults or verdict != "ok" or not counts:
        raise StoreError(f"The copy {file.stem} is damaged.")
    return counts


def _rows(connection: Connection, table: str) -> int:
    name = connection.dialect.identifier_preparer.quote(table)
    counted: int = connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()  # noqa: S608  # a table's own name
    return counted


@contextlib.contextmanager
def _opened(file: Path, place: StorePlace) -> Iterator[Connection]:
    key = read_key(place.key_file or place.folder / KEY_FILE)
    url = URL.create("sqlite+pysqlcipher", database=str(file), password=f"x'{key.hex()}'")
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA cipher_log_level = NONE")
            yield connection
    finally:
        engine.dispose()


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
