"""The clinic's keys: 32 random bytes each, in files only their owner can read, never in the store.

One opens the encrypted store. From the other, the clinic's secret, every other key is derived: the
one that seals the audit trail, and the one behind the codes of the second factor.
"""

import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

KEY_BYTES = 32
SECRET_FILE = "clinic.secret"  # noqa: S105  # the name of a file


class KeyFileError(Exception):
    """The key file cannot be used; one sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class ClinicSecret:
    """What is known to this clinic's computers alone, and stands in no database."""

    secret: bytes = field(repr=False)

    def key_for(self, purpose: str) -> bytes:
        """32 bytes for one purpose; knowing one key tells nothing of another."""
        return hmac.digest(self.secret, purpose.encode(), "sha256")


def read_or_make_key(path: Path, *, store_exists: bool) -> bytes:
    """The key in ``path``; made there on the first start.

    A missing key beside an existing store is an error and never a new key: with another key the
    store could not be opened again. Raises KeyFileError.
    """
    if path.exists():
        return read_key(path)
    if store_exists:
        raise KeyFileError(
            f"The key file {path} is missing, and the record cannot be opened without it: "
            "put it back from where the clinic keeps its copy."
        )
    key = secrets.token_bytes(KEY_BYTES)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        return read_key(path)
    except OSError as error:
        raise KeyFileError(
            f"The key file {path} cannot be written: {error.strerror}. "
            "Choose another folder with PLANNER_DATA."
        ) from error
    return key


def read_key(path: Path) -> bytes:
    """The key in a file that is there. Raises KeyFileError."""
    try:
        mode, key = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise KeyFileError(f"The key file {path} cannot be read: {error.strerror}.") from error
    if mode & 0o077:
        raise KeyFileError(
            f"The key file {path} can be read by others: run \"chmod 600 '{path}'\", "
            "and think about who has seen it."
        )
    if len(key) != KEY_BYTES:
        raise KeyFileError(
            f"The key file {path} holds {len(key)} bytes, not {KEY_BYTES}: put the right one back."
        )
    return key
