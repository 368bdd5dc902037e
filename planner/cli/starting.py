"""What every start of the pages shares: settings, packs, the record; each fault in one sentence."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.orm import Session

from planner.cli.outcome import REFUSED, WRONG_INPUT, CommandError
from planner.config import SettingError, Settings
from planner.knowledge.reading import PackError
from planner.records.engine import StoreError, StorePlace, open_store, session_maker
from planner.records.keys import KeyFileError
from planner.records.upgrade import upgrade
from planner.workflow.clock import SystemClock
from planner.workflow.errors import RefusedError
from planner.workflow.starting import check_clock

Done = TypeVar("Done")


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn what can stand in the way of a start into the end of a command."""
    try:
        yield
    except (SettingError, StoreError, KeyFileError) as error:
        raise CommandError(WRONG_INPUT, str(error)) from error
    except PackError as error:
        raise CommandError(WRONG_INPUT, f"The protocols cannot be used: {error}") from error
    except RefusedError as error:
        raise CommandError(REFUSED, error.sentence) from error


def give_way(options: argparse.Namespace) -> None:
    """Let every other work of the computer go first, where the command was asked to."""
    if options.gives_way:
        os.nice(10)


def must_have_packs(settings: Settings) -> None:
    """Raise SettingError where there is no folder of packs; nothing is made then."""
    if not settings.protocols.is_dir():
        raise SettingError(
            f"PLANNER_PROTOCOLS is {str(settings.protocols)!r}: the folder of the packs was "
            "expected."
        )


def place_of(settings: Settings) -> StorePlace:
    """Where the record lies."""
    return StorePlace(
        folder=settings.data,
        database_url=settings.database_url,
        key_file=settings.key_file,
        anchor_file=settings.anchor_file,
    )


def at_record(settings: Settings, deed: Callable[[Session], Done]) -> Done:
    """Open the record, bring it up to date, refuse a clock set back, do one thing, close it.

    Nothing of it stays open, so that the workers begin with connections of their own.
    """
    engine = open_store(place_of(settings))
    try:
        upgrade(engine)
        with session_maker(engine)() as db:
            check_clock(db, SystemClock())
            return deed(db)
    finally:
        engine.dispose()
