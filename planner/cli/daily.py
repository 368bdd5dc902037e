"""The hand that looks after the record once a day; it is checked and replayed at each start too.

Each is a command in a process of its own that gives way to every other work. Of the workers over
one record, one does it: whoever holds the lock.
"""

import fcntl
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import IO

from planner.config import Settings
from planner.web.services import Services
from planner.workflow.replaying import REPLAY
from planner.workflow.upkeep import CHECK, COPY, is_due

FIRST_LOOK = 60.0
"""Seconds after a start: the first pages come first."""
LOOKS_EVERY = 600.0
STOPS_WITHIN = 3.0
LONG_AGO = datetime.min.replace(tzinfo=UTC)
LOCK_FILE = "upkeep.lock"

log = logging.getLogger("planner.upkeep")


class DailyHand:
    """Looks now and then whether a check or a copy is due, until it is told to stop."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services, self._settings = services, settings
        self._began = services.clock.now()
        self._ends = Event()
        self._thread = Thread(target=self._work, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin, in the process that is to do it."""
        self._thread.start()

    def stop(self) -> None:
        """Let go; what runs is stopped, and is due again after the next start."""
        self._ends.set()
        self._thread.join(STOPS_WITHIN)

    def _work(self) -> None:
        wait = FIRST_LOOK
        while not self._ends.wait(wait):
            wait = LOOKS_EVERY
            try:
                with _only_one(self._settings.data / LOCK_FILE) as is_mine:
                    if is_mine:
                        self.look()
            except Exception as error:  # it is told on the first page; the hand must go on
                log.warning("The record was not looked after: %s", type(error).__name__)

    def look(self) -> tuple[str, ...]:
        """Do what is due; gives the commands that were run."""
        due: list[tuple[str, ...]] = []
        if self._is_due(CHECK, self._began):
            due.append(("audit", "--gives-way"))
        if self._is_due(REPLAY, self._began):
            due.append(("replay", "--in-use", "--gives-way"))
        backups = self._settings.backups
        if backups is not None and self._is_due(COPY, LONG_AGO):
            due.append(("backup", str(backups), "--gives-way"))
        for command in due:
            self._run(*command)
        return tuple(command[0] for command in due)

    def _is_due(self, deed: str, since: datetime) -> bool:
        with self._services.open_session() as db:
            return is_due(db, deed, since, clock=self._services.clock)

    def _run(self, *command: str) -> None:
        process = subprocess.Popen(  # noqa: S603  # this program's own command
            [sys.executable, "-m", "planner", *command],
            cwd=Path(__file__).parents[2],
            env=_environment(self._settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None:
            if self._ends.wait(0.2):
                process.terminate()
        log.info("%s ended with %s", command[0], process.returncode)


def _environment(settings: Settings) -> dict[str, str]:
    """The settings of this server for its command: a demonstration never looks elsewhere."""
    named = {
        "PLANNER_DATA": settings.data,
        "PLANNER_KEY_FILE": settings.key_file,
        "PLANNER_ANCHOR": settings.anchor_file,
        "PLANNER_DATABASE_URL": settings.database_url,
    }
    return {**os.environ, **{name: str(value or "") for name, value in named.items()}}


@contextmanager
def _only_one(file: Path) -> Iterator[bool]:
    """Whether nobody else of this computer holds the lock."""
    with file.open("a") as held:
        yield _lock(held)


def _lock(held: IO[str]) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
