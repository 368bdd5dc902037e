"""A PostgreSQL of the tests' own, in a temporary folder, reached by a socket file alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

BINARIES = Path("/usr/lib/postgresql")
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def folder_of_binaries() -> Path | None:
    """Where Debian keeps the newest server, if there is one."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a database of a running server.

    Continuous integration must not pass without it; elsewhere its tests are skipped.
    """
    binaries = folder_of_binaries()
    if binaries is None:
        said = "PostgreSQL is not installed: run `make test`, which installs it"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    folder = Path(tempfile.mkdtemp(prefix="planner-pg-"))
    server = _Server(binaries, folder)
    try:
        server.start()
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class _Server:
    """``initdb`` and ``pg_ctl``, as the user postgres where the tests run as root."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries, self._folder = binaries, folder
        self._user = "postgres" if os.getuid() == 0 else None
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def start(self) -> None:
        data = self._folder / "data"
        options = " ".join(f"-c {name}={value}" for name, value in FAST.items())
        self._run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        listen = f"-k {self._folder} -h '' -c max_connections=100 {options}"
        log = self._folder / "log"
        self._run("pg_ctl", "-D", data, "-l", log, "-w", "-t", "30", "-o", listen, "start")

    def stop(self) -> None:
        if (self._folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self._folder / "data", "-m", "immediate", "stop")

    def _run(self, name: str, *arguments: str | Path) -> None:
        subprocess.run(
            [self._binaries / name, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            user=self._user,
        )
