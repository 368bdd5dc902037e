"""The list of erasures, beside the clinic's secret and not in the store.

A copy that is put back later is erased again from it (HZ-079). It holds ids and moments, no name.
"""

import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from planner.records.keys import ClinicSecret

ERASED_FILE = "erased.list"
PURPOSE = "list of erasures"


class ErasureListError(Exception):
    """The list cannot be read or written; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Erasures:
    """The list of erasures: one line each, sealed with the clinic's secret."""

    file: Path
    secret: ClinicSecret

    def read(self) -> tuple[str, ...]:
        """The ids of everybody who was erased. Raises ErasureListError for a foreign line."""
        try:
            lines = self.file.read_text(encoding="ascii").splitlines()
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise ErasureListError(f"The list {self.file} cannot be read.") from error
        return tuple(self._checked(line) for line in lines)

    def add(self, people: Iterable[str], at: datetime) -> None:
        """Put them on the list, and be sure of it before anything is erased."""
        moment = at.astimezone(UTC).isoformat()
        said = "".join(f"{one} {moment} {self._seal(f'{one} {moment}')}\n" for one in people)
        try:
            descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(said)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise ErasureListError(
                f"The list {self.file} cannot be written: nothing was erased."
            ) from error

    def _checked(self, line: str) -> str:
        said, _, seal = line.rpartition(" ")
        if not hmac.compare_digest(seal, self._seal(said)):
            raise ErasureListError(f"The list {self.file} was changed: put the right one back.")
        return said.partition(" ")[0]

    def _seal(self, said: str) -> str:
        return hmac.new(self.secret.key_for(PURPOSE), said.encode(), "sha256").hexdigest()
