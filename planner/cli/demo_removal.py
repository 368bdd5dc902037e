"""``demo --remove``: remove all sample data, and prove that none is left (HZ-006)."""

import shutil
from pathlib import Path

from sqlalchemy.orm import Session

from planner.cli.demo_folder import MAKING, SIGN_IN_FILE, DemonstrationFolder, demonstration_of
from planner.cli.outcome import REFUSED, CommandError
from planner.cli.starting import at_record, one_sentence
from planner.config import Settings, read_settings
from planner.records.engine import ANCHOR_FILE, DATABASE_FILE, KEY_FILE
from planner.records.keys import SECRET_FILE
from planner.workflow.errors import RefusedError
from planner.workflow.starting import SampleCount, count_samples, is_demonstration

FILES = (
    DATABASE_FILE,
    f"{DATABASE_FILE}-wal",
    f"{DATABASE_FILE}-shm",
    KEY_FILE,
    SECRET_FILE,
    ANCHOR_FILE,
    "forms.key",
    SIGN_IN_FILE,
)
"""All that a demonstration is made of. The key goes too: a copy of the file opens no more."""


def remove() -> int:
    """Delete the demonstration's files, look whether any is left, and look in the live record."""
    with one_sentence():
        live = read_settings()
        settings = demonstration_of(live)
        with DemonstrationFolder(settings.data) as folder:
            removed = _delete(settings) if folder.is_made else None
        shutil.rmtree(settings.data.with_name(settings.data.name + MAKING), ignore_errors=True)
        _delete_files(settings)
        left = _left_in(settings)
        if left:
            raise CommandError(REFUSED, f"Sample data is left: {left[0]} could not be removed.")
        found = _in_live_record(live)
    if found:
        raise CommandError(
            REFUSED, f"Sample data is left: {found} sample people stand in the live record."
        )
    if removed is None:
        print(f"There is no demonstration in {settings.data}.")
    else:
        print(
            f"Removed {removed.people} people, {removed.visits} visits and "
            f"{removed.documents} documents with {settings.data}."
        )
    print("No sample data is left" + (f", and none in {live.data}." if found == 0 else "."))
    return 0


def _delete(settings: Settings) -> SampleCount:
    counted = at_record(settings, lambda db: _counted(db, settings))
    _delete_files(settings)
    return counted


def _counted(db: Session, settings: Settings) -> SampleCount:
    if not is_demonstration(db):
        raise RefusedError(
            f"The record in {settings.data} is in use for real people: nothing was removed."
        )
    return count_samples(db)


def _delete_files(settings: Settings) -> None:
    for name in FILES:
        (settings.data / name).unlink(missing_ok=True)
    if settings.data.is_dir() and not any(settings.data.iterdir()):
        settings.data.rmdir()


def _left_in(settings: Settings) -> list[Path]:
    """Files of a demonstration that are still there, also of one that was never finished."""
    half_made = settings.data.with_name(settings.data.name + MAKING)
    folders = (settings.data, half_made)
    return [folder / name for folder in folders for name in FILES if (folder / name).exists()]


def _in_live_record(live: Settings) -> int | None:
    """Sample people in the clinic's own record; ``None`` where there is no record yet."""
    if not live.database_url and not (live.data / DATABASE_FILE).exists():
        return None
    return at_record(live, lambda db: count_samples(db).people)
