"""Settings, read once.

PLANNER_PROTOCOLS      the folder of the packs
PLANNER_DATA           the folder of the record; default: the user's own data directory
PLANNER_KEY_FILE       the key of the encrypted record, where the clinic keeps it elsewhere
PLANNER_ANCHOR         the file that remembers the end of the audit trail, best kept elsewhere
PLANNER_DATABASE_URL   a PostgreSQL address, for several hosts; default: the encrypted file
PLANNER_BACKUPS        a folder, best on another disk, where a running server puts a copy each day
PLANNER_PORT           where the server listens on this machine; default 8000
PLANNER_PAPER          a4 or letter: the sheets in the printer; default a4
PLANNER_BEHIND_PROXY   1: a reverse proxy of this machine speaks HTTPS in front (README)
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROTOCOLS = Path(
    os.environ.get("PLANNER_PROTOCOLS") or Path(__file__).resolve().parent.parent / "protocols"
)
"""The folder of the packs; ``PLANNER_PROTOCOLS`` names another one."""

PRESENTATION = "buttock-pain"
"""The presentation this version knows."""

FOLDER_NAME = "treatment-planner"
PORT = 8000
PAPERS = ("a4", "letter")


class SettingError(Exception):
    """A setting cannot be used; one sentence names it, its value and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the record lies and where the server listens. It listens on this machine alone."""

    data: Path
    protocols: Path = PROTOCOLS
    key_file: Path | None = None
    anchor_file: Path | None = None
    backups: Path | None = None
    database_url: str | None = None
    port: int = PORT
    is_behind_proxy: bool = False
    paper: str = PAPERS[0]


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this start. Raises SettingError."""
    home = environ.get("XDG_DATA_HOME") or "~/.local/share"
    key_file, anchor_file = environ.get("PLANNER_KEY_FILE"), environ.get("PLANNER_ANCHOR")
    backups = environ.get("PLANNER_BACKUPS")
    return Settings(
        data=_path("PLANNER_DATA", environ.get("PLANNER_DATA") or f"{home}/{FOLDER_NAME}"),
        protocols=_path("PLANNER_PROTOCOLS", environ.get("PLANNER_PROTOCOLS") or f"{PROTOCOLS}"),
        key_file=_path("PLANNER_KEY_FILE", key_file) if key_file else None,
        anchor_file=_path("PLANNER_ANCHOR", anchor_file) if anchor_file else None,
        backups=_path("PLANNER_BACKUPS", backups) if backups else None,
        database_url=environ.get("PLANNER_DATABASE_URL") or None,
        port=_port(environ.get("PLANNER_PORT") or str(PORT)),
        paper=_paper(environ.get("PLANNER_PAPER") or PAPERS[0]),
        is_behind_proxy=_switch("PLANNER_BEHIND_PROXY", environ.get("PLANNER_BEHIND_PROXY", "")),
    )


def _path(name: str, text: str) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except (RuntimeError, ValueError, OSError) as error:
        raise SettingError(
            f"{name} is {text!r}: a folder or file of this computer was expected."
        ) from error


def _switch(name: str, text: str) -> bool:
    if text not in ("", "0", "1"):
        raise SettingError(f"{name} is {text!r}: 1 or nothing was expected.")
    return text == "1"


def _paper(text: str) -> str:
    if text.lower() not in PAPERS:
        raise SettingError(f"PLANNER_PAPER is {text!r}: {' or '.join(PAPERS)} was expected.")
    return text.lower()


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise SettingError(f"PLANNER_PORT is {text!r}: a number from 1 to 65535 was expected.")
    return int(text)
