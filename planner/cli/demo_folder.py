"""The folder of the demonstration: beside the record's own, made whole or not at all, locked."""

import fcntl
import os
import secrets
import shutil
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from planner.config import Settings
from planner.records.engine import DATABASE_FILE, StoreError
from planner.workflow.errors import RefusedError

SUFFIX, MAKING = "-demonstration", ".making"
SIGN_IN_FILE = "sign-in.txt"
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""None that is mistaken for another one."""


def demonstration_of(settings: Settings) -> Settings:
    """Fictional people never stand beside real ones: another folder, never another database."""
    folder = settings.data.with_name(settings.data.name + SUFFIX)
    return replace(settings, data=folder, database_url=None, key_file=None, anchor_file=None)


def new_sign_in(folder: Path) -> str:
    """A password for this demonstration alone, kept where only its owner can read it."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    descriptor = os.open(folder / SIGN_IN_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{password}\n")
    return password


def sign_in_of(folder: Path) -> str:
    """The password that was made with it; empty where the file is gone."""
    try:
        return (folder / SIGN_IN_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


class DemonstrationFolder:
    """Holds the folder while it is made and served, so that nobody removes it meanwhile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._making = path.with_name(path.name + MAKING)
        self._held: int | None = None

    def __enter__(self) -> "DemonstrationFolder":
        if self.is_made:
            self._hold(self.path)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._held is None:
            return
        if kind is not None and not self.is_made:
            shutil.rmtree(self._making, ignore_errors=True)
        os.close(self._held)

    @property
    def is_made(self) -> bool:
        """Whether a demonstration, or another record, lies there."""
        return (self.path / DATABASE_FILE).exists()

    def begin(self) -> Settings:
        """An empty folder to make it in; what an interrupted start left is thrown away."""
        try:
            self._making.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._hold(self._making)
            for left in self._making.iterdir():
                left.unlink()
        except OSError as error:
            raise StoreError(
                f"The folder {self._making} for the demonstration cannot be made: "
                f"{error.strerror}. Choose another one with PLANNER_DATA."
            ) from error
        return Settings(data=self._making)

    def finish(self) -> None:
        """Put it in place."""
        try:
            self._making.rename(self.path)
        except OSError as error:
            raise StoreError(
                f"The folder {self.path} holds other things: move them away, or choose another "
                "one with PLANNER_DATA."
            ) from error

    def _hold(self, folder: Path) -> None:
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(held)
            raise RefusedError(
                "The demonstration is running or being made elsewhere on this computer: stop it "
                "there first (Ctrl-C)."
            ) from error
        self._held = held
