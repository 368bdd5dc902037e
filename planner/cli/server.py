"""Serve the pages on this computer until somebody stops it.

The packs are read and the site is built once, before the workers are forked from it: the first
page stands sooner, and the workers share what never changes. Nothing but this computer is
listened to: another device reaches the pages through a reverse proxy with HTTPS (README).
"""

import gc
import os
import signal
import socket
from collections.abc import Iterable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.sync import SyncWorker

from planner.app import create_app
from planner.cli.daily import DailyHand
from planner.cli.outcome import WRONG_INPUT, CommandError
from planner.cli.printing import PrintingHand
from planner.cli.starting import place_of
from planner.config import Settings
from planner.records.engine import open_store, session_maker
from planner.web.events import to_standard_error
from planner.web.services import NAME, Services
from planner.workflow.lost_ids import refuse_lost_ids
from planner.workflow.made_otherwise import compare_plans
from planner.workflow.own_items import with_own

HOST = "127.0.0.1"
WORKERS = 2
WAITS_AT_MOST = 150
"""Seconds a request may take: six papers of a plan, two at a time, 40 seconds at most for each."""
WAITING = 128
"""Requests that may wait for a worker."""


STOPS = {signal.SIGQUIT, signal.SIGTERM}
"""What the server tells a worker that should stop."""


class _Worker(SyncWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker that finishes what it was asked for before it stops, also on Ctrl-C."""

    def init_signals(self) -> None:
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells everybody: one tells all
        signal.signal(signal.SIGQUIT, self.handle_exit)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


class _Server(Arbiter):  # type: ignore[misc]  # gunicorn ships no types
    """Hears what it was ``told`` before it listened, and starts workers that hear it.

    A new process still has the server's own way with signals. One that came just then was lost,
    and stopping took until the worker was killed: it waits until the worker can listen.
    """

    def __init__(self, pages: "_Pages", told: list[int]) -> None:
        self._told = told
        super().__init__(pages)

    def init_signals(self) -> None:
        super().init_signals()
        for number in self._told:
            self.signal(number, None)

    def spawn_worker(self) -> int:
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        try:
            worker: int = super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        return worker


class _Pages(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """The server, told everything here: no file and no variable from outside changes it."""

    def __init__(self, site: Flask, settings: Settings, told: list[int]) -> None:
        self._site, self._settings, self._told = site, settings, told
        super().__init__(prog="planner")

    def load_config(self) -> None:
        hands: dict[int, tuple[PrintingHand, DailyHand]] = {}

        def begin(_worker: _Worker) -> None:
            if (known := self._site.extensions.get(NAME)) is not None:
                hands[os.getpid()] = (PrintingHand(known), DailyHand(known, self._settings))
                for hand in hands[os.getpid()]:
                    hand.start()

        def end(_server: _Server, _worker: _Worker) -> None:
            for hand in hands.pop(os.getpid(), ()):
                hand.stop()

        chosen: dict[str, Any] = {
            "bind": f"{HOST}:{self._settings.port}",
            "workers": WORKERS,
            "worker_class": _Worker,
            "timeout": WAITS_AT_MOST,
            "graceful_timeout": WAITS_AT_MOST,
            "backlog": WAITING,
            "control_socket_disable": True,
            "loglevel": "warning",
            "post_worker_init": begin,
            "worker_exit": end,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._site

    def run(self) -> None:
        _Server(self, self._told).run()


def must_be_free(port: int) -> None:
    """Say it in one sentence when something else listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                WRONG_INPUT,
                f"Port {port} of this computer is taken or not allowed ({error.strerror}): stop "
                "what uses it, or choose another one with PLANNER_PORT.",
            ) from error


def address_of(settings: Settings) -> str:
    """Where this computer's browser finds the pages."""
    return f"http://{HOST}:{settings.port}"


def build_site(settings: Settings) -> Flask:
    """The site with its packs, its connections closed: each worker opens its own.

    Plans in use that other protocols made are held against these before the first page stands.
    Raises RefusedError where these protocols lack what the record names.
    """
    engine = open_store(place_of(settings))
    sessions = session_maker(engine)
    site = create_app(settings, sessions=sessions)
    known: Services | None = site.extensions.get(NAME)
    if known is not None:
        with sessions() as db:
            refuse_lost_ids(db, known.knowledge.pack)
            compare_plans(db, with_own(db, known.knowledge), clock=known.clock)
    engine.dispose()
    gc.collect()
    gc.freeze()  # the packs never change: no collection of a worker walks through them again
    return site


def serve_pages(site: Flask, settings: Settings, *, lines: Iterable[str]) -> int:
    """Print ``lines``, then serve until Ctrl-C or SIGTERM; returns the exit status.

    From the first line on, which may name Ctrl-C, pressing it is an orderly end. It is noted, not
    raised: what is raised while a module is read can be lost, and the server went on for ever.
    """
    this, told = os.getpid(), list[int]()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda pressed, _frame: told.append(pressed))
    try:
        for line in lines:
            print(line, flush=True)
        to_standard_error()
        _Pages(site, settings, told).run()
    except SystemExit as end:
        if os.getpid() != this or end.code:
            raise
    print("Stopped.")
    return 0
