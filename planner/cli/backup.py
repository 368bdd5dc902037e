"""``backup`` and ``restore``: an encrypted copy of the record, read back, and its return."""

import argparse
from pathlib import Path

from sqlalchemy.orm import Session

from planner.cli.starting import at_record, one_sentence, place_of
from planner.config import read_settings
from planner.records.anchor import AnchorError
from planner.records.copying import make_copy, restore_copy
from planner.records.engine import KEY_FILE, StorePlace, anchor_of, open_store
from planner.workflow.clock import SystemClock
from planner.workflow.trail import TrailReport, check_trail

NOT_WHOLE = 1
"""Exit status where the record that was put back is not as it was written."""


def backup(options: argparse.Namespace) -> int:
    """Copy the record into a folder, and say what must be kept apart from it."""
    settings = read_settings()
    place = place_of(settings)
    moment = SystemClock().now().astimezone()
    file = Path(options.folder).absolute() / f"record-{moment:%Y-%m-%d-%H%M%S}.db"
    with one_sentence():
        at_record(settings, lambda _db: None)
        engine = open_store(place)
        try:
            copy = make_copy(engine, place, file)
        finally:
            engine.dispose()
    print(f"{copy.file}: {copy.rows} rows of {copy.tables} tables, read back and in order")
    print("It is encrypted, and the keys are NOT in it. Keep copies of these files somewhere else:")
    for key in _keys(place):
        print(f"  {key}")
    print("Whoever has the copy and the keys can read everything; without the keys nobody can.")
    print("Carry the copy off this computer: what stays on it burns with it.")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a copy back into an empty folder, check it, and say from when it is."""
    settings = read_settings()
    with one_sentence():
        copy = restore_copy(Path(options.copy).absolute(), place_of(settings))
        report = at_record(settings, _checked)
    print(f"{copy.file}: {copy.rows} rows of {copy.tables} tables put back")
    for finding in report.findings:
        print(f"{finding.where}: {finding.sentence}")
    print(f"{report.entries} entries of the trail checked: {_verdict(report)}")
    print("What was saved after this copy was made is not in it: enter it again from paper.")
    return 0 if report.is_whole else NOT_WHOLE


def _verdict(report: TrailReport) -> str:
    return "whole" if report.is_whole else f"NOT WHOLE: {len(report.findings)} findings"


def _checked(db: Session) -> TrailReport:
    try:
        seal = anchor_of(db).read()
    except AnchorError:
        seal = None
    return check_trail(db, seal)


def _keys(place: StorePlace) -> tuple[Path, Path]:
    return (place.key_file or place.folder / KEY_FILE, place.secret_file)
