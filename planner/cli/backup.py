"""``backup`` and ``restore``: an encrypted copy of the record, read back, and its return."""

import argparse
from pathlib import Path

from sqlalchemy.orm import Session

from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.cli.starting import at_record, give_way, one_sentence, place_of
from planner.config import Settings, read_settings
from planner.records.anchor import AnchorError, Seal
from planner.records.copying import Copy, make_copy, restore_copy
from planner.records.engine import KEY_FILE, StoreError, StorePlace, anchor_of, open_store
from planner.workflow.clock import SystemClock
from planner.workflow.erasing import erase_again
from planner.workflow.restored import note_restored
from planner.workflow.trail import TrailReport, check_trail
from planner.workflow.upkeep import DONE, FAILED, NOT_WHOLE, note_copy

NOT_WHOLE_STATUS = 1
"""Exit status where the record that was copied or put back is not as it was written."""


def backup(options: argparse.Namespace) -> int:
    """Copy the record into a folder, check it, and say what must be kept apart from it.

    A record that is not as it was written is copied too, and told so: earlier copies stay.
    """
    give_way(options)
    settings = read_settings()
    place = place_of(settings)
    moment = SystemClock().now().astimezone()
    file = Path(options.folder).absolute() / f"record-{moment:%Y-%m-%d-%H%M%S}.db"
    with one_sentence():
        report = at_record(settings, _checked)
        try:
            copy = _copied(place, file)
        except StoreError:
            _note(settings, FAILED, is_elsewhere=False)
            raise
        is_elsewhere = options.carried_away or _is_on_another_disk(file, place.folder)
        _note(settings, DONE if report.is_whole else NOT_WHOLE, is_elsewhere=is_elsewhere)
    print(f"{copy.file}: {copy.rows} rows of {copy.tables} tables, read back and in order")
    print("It is encrypted, and the keys are NOT in it. Keep copies of these files somewhere else:")
    for key in _keys(place):
        print(f"  {key}")
    print("Whoever has the copy and the keys can read everything; without the keys nobody can.")
    if not is_elsewhere:
        print("Carry the copy off this computer: what stays on it burns with it.")
    if not report.is_whole:
        print(f"The record is {_verdict(report)}; python -m planner audit names them.")
        print("This copy holds the same: keep the earlier ones.")
    return 0 if report.is_whole else NOT_WHOLE_STATUS


def _copied(place: StorePlace, file: Path) -> Copy:
    engine = open_store(place)
    try:
        return make_copy(engine, place, file)
    finally:
        engine.dispose()


def _note(settings: Settings, outcome: str, *, is_elsewhere: bool) -> None:
    clock = SystemClock()
    at_record(settings, lambda db: note_copy(db, outcome, is_elsewhere=is_elsewhere, clock=clock))


def _is_on_another_disk(file: Path, folder: Path) -> bool:
    return file.stat().st_dev != folder.stat().st_dev


def restore(options: argparse.Namespace) -> int:
    """Put a copy back into an empty folder, check it, and say from when it is.

    With ``--by-hand`` somebody put it back already, as the keeper of a PostgreSQL does.
    """
    if (options.copy is None) != options.by_hand:
        raise CommandError(WRONG_INPUT, "Name the copy, or say --by-hand where it was put back.")
    settings, clock = read_settings(), SystemClock()
    with one_sentence():
        if options.copy is not None:
            copy = restore_copy(Path(options.copy).absolute(), place_of(settings))
            print(f"{copy.file}: {copy.rows} rows of {copy.tables} tables put back")
        report = at_record(settings, _checked)
        at_record(settings, lambda db: note_restored(db, _lacks(db, report), clock=clock))
        again = at_record(settings, lambda db: erase_again(db, clock=clock))
    if again:
        print(f"{again} people on the list of erasures stood in it and are erased again")
    elif not place_of(settings).erased_file.exists():
        print(f"No list of erasures lies at {place_of(settings).erased_file}: put it there and run")
        print("python -m planner erase --listed, if anybody was ever erased.")
    for finding in report.findings:
        print(f"{finding.where}: {finding.sentence}")
    print(f"{report.entries} entries of the trail checked: {_verdict(report)}")
    print("What was saved after this copy was made is not in it: enter it again from paper.")
    print("Every page says so, and no plan is issued or printed, until the lead has confirmed it")
    print("under Settings, The record itself. Start the pages again now.")
    return 0 if report.is_whole else NOT_WHOLE_STATUS


def _verdict(report: TrailReport) -> str:
    return "whole" if report.is_whole else f"NOT WHOLE: {len(report.findings)} findings"


def _checked(db: Session) -> TrailReport:
    return check_trail(db, _anchor(db))


def _anchor(db: Session) -> Seal | None:
    try:
        return anchor_of(db).read()
    except AnchorError:
        return None


def _lacks(db: Session, report: TrailReport) -> int | None:
    """How many entries the anchor knew that the copy does not hold; ``None`` without an anchor."""
    seal = _anchor(db)
    here = report.last.number if report.last else 0
    return max(0, seal.number - here) if seal else None


def _keys(place: StorePlace) -> tuple[Path, ...]:
    keys = (place.key_file or place.folder / KEY_FILE, place.secret_file)
    return (*keys, place.erased_file) if place.erased_file.exists() else keys
