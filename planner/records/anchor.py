"""The last seal of the audit trail, kept outside the store: a trail that was cut short is found."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class AnchorError(Exception):
    """The anchor cannot be read or written; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The number and the digest of one entry of the trail."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A file of one line. It only ever moves on, whichever worker writes first."""

    file: Path

    def read(self) -> Seal | None:
        """The seal that was kept, none before the first. Raises AnchorError."""
        try:
            return read_seal(self.file.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise AnchorError(f"The anchor {self.file} cannot be read.") from error

    def keep(self, seal: Seal) -> None:
        """Keep the seal unless a later one stands there. Raises AnchorError."""
        try:
            with self._locked() as descriptor:
                stands = read_seal(os.pread(descriptor, 200, 0).decode("ascii", "replace"))
                if stands is None or stands.number < seal.number:
                    written = f"{seal}\n".encode("ascii")
                    os.pwrite(descriptor, written, 0)
                    os.ftruncate(descriptor, len(written))
        except (OSError, ValueError) as error:
            raise AnchorError(f"The anchor {self.file} cannot be written.") from error

    @contextlib.contextmanager
    def _locked(self) -> Iterator[int]:
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def read_seal(text: str) -> Seal | None:
    """A seal as it is written, none for nothing. Raises ValueError for anything else."""
    if not text.strip():
        return None
    number, _, digest = text.strip().partition(":")
    if not number.isdigit() or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError("a seal is a number, a colon and 64 signs")
    return Seal(int(number), digest)
