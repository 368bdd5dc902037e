"""``erase``: everything that is stored of somebody, by law; a look first, then with --write."""

import argparse

from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.cli.starting import at_record, one_sentence, place_of
from planner.config import read_settings
from planner.workflow.clock import SystemClock
from planner.workflow.erasing import erase_again, erase_person, read_doomed


def run(options: argparse.Namespace) -> int:
    """Say whose it is; erase it where that was asked for; say what holds it still."""
    settings = read_settings()
    with one_sentence():
        if options.listed:
            again = at_record(settings, lambda db: erase_again(db, clock=SystemClock()))
            print(f"{again} people of the list stood in the record and are erased again.")
            return 0
        if options.record_number is None:
            raise CommandError(WRONG_INPUT, "a record number or --listed was expected")
        doomed = at_record(settings, lambda db: read_doomed(db, options.record_number))
        for name in doomed.names:
            print(name)
        if not options.write:
            print("Nothing was erased: add --write. Nobody can undo it. Most clinical records have")
            print("to be kept for years: be sure that the law asks for this.")
            return 0
        gone = at_record(
            settings, lambda db: erase_person(db, options.record_number, clock=SystemClock())
        )
    print(f"{gone} rows are erased. The trail keeps that it was done, and who opened the record.")
    print("Copies made before still hold it until they are destroyed; restore erases it again by")
    print(f"the list {place_of(settings).erased_file}: keep a copy of it beside the keys.")
    return 0
