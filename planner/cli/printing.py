"""The hand that works off the print queue: one thread beside the pages, with a press of its own.

Each worker of the server has one; the claims of the queue see to it that they take turns. Its
layout process gives way to every other work of the computer, so that pages stay quick.
"""

import logging
from threading import Event, Thread

from planner.documents.errors import PdfError
from planner.documents.render import PdfPress
from planner.documents.values import Edition, Printable
from planner.documents.worker import Printed
from planner.web.services import Services
from planner.workflow.print_queue import PRINTS_WITHIN, print_next

LOOKS_EVERY = 1.0
"""Seconds between two looks at an empty queue."""

STOPS_WITHIN = 3.0
"""Seconds the hand is given to let go when the server stops."""

log = logging.getLogger("planner.printing")


class StoppedError(Exception):
    """The server stops while a paper is made: that is no failure of the paper."""


class PrintingHand:
    """Prints what waits until it is told to stop."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._press = PdfPress(PRINTS_WITHIN, gives_way=True)
        self._ends = Event()
        self._thread = Thread(target=self._work, name="printing", daemon=True)

    def start(self) -> None:
        """Begin, in the process that is to do it: a thread does not outlive a fork."""
        self._thread.start()

    def stop(self) -> None:
        """Finish nothing more; a paper in the making is made anew by whoever comes next."""
        self._ends.set()
        self._press.close()
        self._thread.join(STOPS_WITHIN)

    def _work(self) -> None:
        while not self._ends.is_set():
            if not self._one():
                self._ends.wait(LOOKS_EVERY)

    def _one(self) -> bool:
        known = self._services
        try:
            return print_next(
                known.open_session, knowledge=known.knowledge, clock=known.clock, press=self._print
            )
        except Exception as error:  # the paper is tried again; the hand must go on
            if not self._ends.is_set():
                log.warning("A paper of the queue was not made: %s", type(error).__name__)
            return False

    def _print(self, document: Printable, edition: Edition) -> Printed:
        try:
            return self._press.print(document, edition, self._services.paper)
        except PdfError:
            if self._ends.is_set():
                raise StoppedError from None
            raise
