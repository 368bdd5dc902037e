"""Open the store: SQLCipher in a folder of the clinic's own, or PostgreSQL by its address.

SQLite runs with write-ahead log, foreign keys and full synchronisation, so that what was
confirmed outlives a power cut (HZ-017). Every writing transaction asks for the write lock when it
begins: it can wait for another one, but never fail halfway because the other was quicker.
"""

import os
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from planner.records.anchor import Anchor
from planner.records.erasures import ERASED_FILE, Erasures
from planner.records.keys import SECRET_FILE, ClinicSecret, read_or_make_key

DATABASE_FILE = "record.db"
KEY_FILE = "database.key"
ANCHOR_FILE = "trail.anchor"
SECRET, ANCHOR, PLACE = "planner_secret", "planner_anchor", "planner_place"
"""Where an engine carries the clinic's secret, the anchor of its audit trail, and where it lies."""

WRITES = "planner_writes"
"""The execution option of a transaction that is going to write."""

ON_CONNECT = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA temp_store = MEMORY",
)


class StoreError(Exception):
    """The store cannot be opened; one sentence says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePlace:
    """Where the record lies: an address of PostgreSQL, or a folder for the encrypted file.

    The clinic's secret lies beside the key of the encrypted file. ``anchor_file`` is best kept
    where whoever can write the store cannot write.
    """

    folder: Path
    database_url: str | None = None
    key_file: Path | None = None
    anchor_file: Path | None = None

    @property
    def erased_file(self) -> Path:
        """The list of erasures, beside the clinic's secret and copied with it."""
        return self.secret_file.parent / ERASED_FILE

    @property
    def secret_file(self) -> Path:
        """The file of the clinic's secret."""
        return (self.key_file.parent if self.key_file else self.folder) / SECRET_FILE


def open_store(place: StorePlace) -> Engine:
    """An engine for the record, tried once. Raises StoreError or KeyFileError in one sentence."""
    engine = _postgresql(place.database_url) if place.database_url else _encrypted(place)
    try:
        with engine.connect() as connection:
            is_sealed = _has_sealed_entries(connection)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(_said(place)) from error
    secret = ClinicSecret(read_or_make_key(place.secret_file, store_exists=is_sealed))
    anchor = Anchor(place.anchor_file or place.folder / ANCHOR_FILE)
    engine.update_execution_options(**{SECRET: secret, ANCHOR: anchor, PLACE: place})
    return engine


def secret_of(db: Session) -> ClinicSecret:
    """The clinic's secret."""
    return cast(ClinicSecret, db.get_bind().get_execution_options()[SECRET])


def anchor_of(db: Session) -> Anchor:
    """Where the last seal of the audit trail is kept outside the store."""
    return cast(Anchor, db.get_bind().get_execution_options()[ANCHOR])


def erasures_of(db: Session) -> Erasures:
    """The list of erasures, which is not in the store."""
    place = cast(StorePlace, db.get_bind().get_execution_options()[PLACE])
    return Erasures(place.erased_file, secret_of(db))


def session_maker(engine: Engine) -> sessionmaker[Session]:
    """Sessions of the store; one per request, closed at its end."""
    return sessionmaker(engine, expire_on_commit=False)


def begin_writing(db: Session) -> None:
    """Start a writing transaction. What was only read before is let go and read anew.

    Raises RuntimeError when something waits to be written already: a request is one transaction.
    """
    if db.new or db.dirty or db.deleted:
        raise RuntimeError("something was changed outside a writing action")
    db.rollback()
    db.expire_all()
    db.connection(execution_options={WRITES: True})


def _has_sealed_entries(connection: Connection) -> bool:
    inspector = inspect(connection)
    if not inspector.has_table("audit_listed"):
        return False
    found = connection.execute(text("SELECT 1 FROM audit WHERE number IS NOT NULL LIMIT 1"))
    return found.first() is not None


def _encrypted(place: StorePlace) -> Engine:
    try:
        place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {place.folder} for the record cannot be made: {error.strerror}. "
            "Choose another one with PLANNER_DATA."
        ) from error
    file = place.folder / DATABASE_FILE
    key_file = place.key_file or place.folder / KEY_FILE
    key = read_or_make_key(key_file, store_exists=file.exists())
    url = URL.create("sqlite+pysqlcipher", database=str(file), password=f"x'{key.hex()}'")
    engine = create_engine(
        url,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "isolation_level": None},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ON_CONNECT:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin in words of our own: the driver would begin late and without the write lock."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address)
        is_postgresql = url.get_backend_name() == "postgresql"
    except (ArgumentError, ValueError):
        is_postgresql = False
    if not is_postgresql:
        raise StoreError(
            "PLANNER_DATABASE_URL must begin with postgresql://; "
            "leave it out for the encrypted file."
        )
    return create_engine(
        url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
    )


def _said(place: StorePlace) -> str:
    if place.database_url:
        return (
            "The database named in PLANNER_DATABASE_URL cannot be reached: "
            "check its address, its password and that it runs."
        )
    if not (os.access(place.folder, os.W_OK) and os.access(place.folder / DATABASE_FILE, os.W_OK)):
        return (
            f"The record in {place.folder} cannot be written by {getuser()}: give this user the "
            "folder and its files, or choose another folder with PLANNER_DATA."
        )
    return (
        f"The record {place.folder / DATABASE_FILE} cannot be opened: "
        "the key does not fit or the file is damaged."
    )
