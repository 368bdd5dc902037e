"""``import``: a person's record from the file an export made; a look first, then with --write."""

import argparse
from pathlib import Path

from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.cli.starting import at_record, must_have_packs, one_sentence
from planner.config import PRESENTATION, read_settings
from planner.knowledge.sealed import load_sealed
from planner.workflow.clock import SystemClock
from planner.workflow.exporting import Preview, import_record, preview


def run(options: argparse.Namespace) -> int:
    """Say whose it is and how much; put it in where that was asked for."""
    file = Path(options.file)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(WRONG_INPUT, f"{file} cannot be read: {error.strerror}.") from error
    settings = read_settings()
    with one_sentence():
        must_have_packs(settings)
        pack, clock = load_sealed(settings.protocols, PRESENTATION)[0], SystemClock()
        seen = at_record(settings, lambda db: preview(db, content, pack=pack, clock=clock))
        _say(seen)
        if not seen.is_ours and not options.from_elsewhere and options.write:
            raise CommandError(
                WRONG_INPUT,
                "Another clinic made this file: nobody here can tell whether it was changed on "
                "the way. Add --from-elsewhere where you know who sent it.",
            )
        if options.write:
            at_record(settings, lambda db: import_record(db, content, pack=pack, clock=clock))
    print("It is in the record now." if options.write else "Nothing was written: add --write.")
    return 0


def _say(seen: Preview) -> None:
    for person in seen.people:
        print(person)
    print(f"{seen.rows} rows of {seen.tables} tables")
    print("made by this clinic" if seen.is_ours else "made by another clinic")
