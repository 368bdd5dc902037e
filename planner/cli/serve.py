"""Start the server: make or open the record, print the address and the one-time link, serve.

The record is opened and brought up to date here, once, before the workers start. Nothing is
listened to but this machine: another device reaches the pages through a reverse proxy with HTTPS.
"""

import argparse
import os
import socket
import sys
from dataclasses import replace

from planner.cli.outcome import REFUSED, WRONG_INPUT, CommandError
from planner.config import SettingError, Settings, read_settings
from planner.records.engine import StoreError, StorePlace, open_store, session_maker
from planner.records.keys import KeyFileError
from planner.records.upgrade import upgrade
from planner.workflow.accounts import first_link
from planner.workflow.clock import SystemClock
from planner.workflow.errors import RefusedError
from planner.workflow.starting import check_clock, is_demonstration, make_demonstration

WORKERS = 2
WAITS_AT_MOST = 40
"""Seconds a request may take: longer than the 20 seconds that a document may (render.py)."""
DEMONSTRATION_SUFFIX = "-demonstration"


def run(options: argparse.Namespace) -> int:
    """Prepare the record, say where to go, and become the server."""
    try:
        settings = read_settings()
        if options.is_demonstration:
            settings = _own_folder(settings)
        link = _prepare(settings, wants_demonstration=options.is_demonstration)
    except (SettingError, StoreError, KeyFileError) as error:
        raise CommandError(WRONG_INPUT, str(error)) from error
    except RefusedError as error:
        raise CommandError(REFUSED, error.sentence) from error
    _must_be_free(settings.port)
    address = f"http://127.0.0.1:{settings.port}"
    print(f"The record is in {settings.data}")
    print(f"Open {address}")
    if link is not None:
        print(f"Create the first account, once: {address}/account/first/{link}")
    sys.stdout.flush()
    _serve(settings)
    return 0


def _must_be_free(port: int) -> None:
    """Say it in one sentence when something else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                WRONG_INPUT,
                f"Port {port} of this computer is taken or not allowed ({error.strerror}): stop "
                "what uses it, or choose another one with PLANNER_PORT.",
            ) from error


def _own_folder(settings: Settings) -> Settings:
    """Fictional people never stand beside real ones: another folder, never another database."""
    folder = settings.data.with_name(settings.data.name + DEMONSTRATION_SUFFIX)
    return replace(settings, data=folder, database_url=None, key_file=None)


def _prepare(settings: Settings, *, wants_demonstration: bool) -> str | None:
    place = StorePlace(
        folder=settings.data, database_url=settings.database_url, key_file=settings.key_file
    )
    engine = open_store(place)
    try:
        upgrade(engine)
        clock = SystemClock()
        with session_maker(engine)() as db:
            check_clock(db, clock)
            if wants_demonstration and not is_demonstration(db):
                make_demonstration(db, clock=clock)
            return first_link(db, clock=clock)
    finally:
        engine.dispose()


def _serve(settings: Settings) -> None:
    """Replace this process by the server, so that stopping it stops everything."""
    environ = {
        **os.environ,
        "PLANNER_DATA": str(settings.data),
        "PLANNER_DATABASE_URL": settings.database_url or "",
        "PLANNER_KEY_FILE": str(settings.key_file or ""),
        "PLANNER_PROTOCOLS": str(settings.protocols),
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "planner.app:create_app()",
        f"--bind=127.0.0.1:{settings.port}",
        f"--workers={WORKERS}",
        "--worker-class=sync",
        f"--timeout={WAITS_AT_MOST}",
        "--no-control-socket",
        "--log-level=warning",
    ]
    os.execve(sys.executable, command, environ)  # noqa: S606  # no shell, nothing from outside
