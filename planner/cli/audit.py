"""``audit``: check the audit trail and every sealed row of the record, and say what was found."""

import argparse

from sqlalchemy.orm import Session

from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.cli.starting import at_record, give_way, one_sentence
from planner.config import read_settings
from planner.records.anchor import AnchorError, Seal, read_seal
from planner.records.engine import anchor_of
from planner.workflow.clock import SystemClock
from planner.workflow.trail import TrailReport, check_trail
from planner.workflow.upkeep import note_check

FOUND = 1
"""Exit status where something is not as it was written."""


def run(options: argparse.Namespace) -> int:
    """Check, print, and end with 1 where anything was found."""
    give_way(options)
    noted = tuple(_noted(text) for text in options.noted)
    with one_sentence():
        report = at_record(read_settings(), lambda db: _check(db, noted))
    _say(report)
    return 0 if report.is_whole else FOUND


def _check(db: Session, noted: tuple[Seal, ...]) -> TrailReport:
    try:
        report = check_trail(db, anchor_of(db).read(), noted=noted)
        note_check(db, report, clock=SystemClock())
        return report
    except AnchorError as error:
        raise CommandError(WRONG_INPUT, str(error)) from error


def _noted(text: str) -> Seal:
    try:
        seal = read_seal(text)
    except ValueError:
        seal = None
    if seal is None:
        raise CommandError(
            WRONG_INPUT, f"--noted is {text!r}: a seal as this command prints it was expected"
        )
    return seal


def _say(report: TrailReport) -> None:
    for finding in report.findings:
        print(f"{finding.where}: {finding.sentence}")
    if report.after_anchor:
        print(f"{report.after_anchor} of the newest entries came after the anchor was last kept.")
    if report.unsealed:
        print(f"{report.unsealed} entries are from before the trail was sealed.")
    print(f"{report.entries} entries and {report.rows} rows of the record checked")
    print("whole" if report.is_whole else f"NOT WHOLE: {len(report.findings)} findings")
    if report.last is not None:
        print(f"Write this seal down away from this computer: {report.last}")
