"""Print a document value: ``render_pdf(plan, Edition.LARGE)`` gives the bytes of the PDF.

The layout runs in a spawned worker process, made when the first document is printed; a second one
is made when two are asked for at once. A layout that takes too long is stopped with its process; a
process that dies is one failed document. Both are a :class:`RenderFailedError` and the next
document gets a new process.
"""

import atexit
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from queue import LifoQueue
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from planner.documents.errors import (
    PdfEngineMissingError,
    PdfError,
    RenderFailedError,
    RenderTimedOutError,
)
from planner.documents.pages import folder_of, page_of
from planner.documents.values import Edition, PaperSize, Printable
from planner.documents.worker import Job, Printed, prepare, print_job

Work = TypeVar("Work")
Done = TypeVar("Done")

__all__ = [
    "PdfEngineMissingError",
    "PdfError",
    "PdfPress",
    "PressRoom",
    "Printed",
    "RenderFailedError",
    "RenderTimedOutError",
    "close",
    "print_document",
    "render_pdf",
]

STOPS_WITHIN = 10.0
"""Seconds after its limit in which a document is given up for good, whatever its worker does."""
TIME_LIMIT = 40.0
"""Seconds one document may take; a server in front must wait longer than this."""
PRINTS_PER_WORKER = 100
"""After so many documents the worker is replaced: the layout engine keeps 30 kB of each print."""
MEMORY_LIMIT = 1_000_000_000
"""Bytes a worker may hold (it needs about a fifth): a page that grows without end fails alone."""
SIDE_BY_SIDE = 2
"""Documents one program lays out at the same time: the papers of a plan are asked for together."""


class PdfPress:
    """One worker process that prints, made on first use and again after a fork or a crash.

    One that ``gives_way`` leaves the computer to everything else: for what nobody waits at.
    """

    def __init__(self, time_limit: float = TIME_LIMIT, *, gives_way: bool = False) -> None:
        self._time_limit, self._gives_way = time_limit, gives_way
        self._pool: ProcessPool | None = None
        self._made_in: int | None = None

    def print(
        self,
        document: Printable,
        edition: Edition = Edition.STANDARD,
        size: PaperSize = PaperSize.A4,
    ) -> Printed:
        """Print one document; every failure is a :class:`PdfError` with one sentence."""
        html = page_of(document, edition)
        return self.run(print_job, Job(folder_of(document), edition, document.draft, html, size))

    def run(self, work: Callable[[Work], Done], job: Work) -> Done:
        """Run one piece of work in the worker, within the time limit.

        A worker that died while it waited breaks the pool before anything was begun: the work goes
        to a new one, once.
        """
        try:
            return self._run(work, job)
        except BrokenProcessPool:
            self.close()
        try:
            return self._run(work, job)
        except BrokenProcessPool as error:
            raise RenderFailedError(
                "The PDF could not be made: the process that lays it out stopped unexpectedly."
            ) from error

    def _run(self, work: Callable[[Work], Done], job: Work) -> Done:
        try:
            future: Any = self._ready_pool().schedule(work, args=[job], timeout=self._time_limit)
            done: Done = future.result(timeout=self._time_limit + STOPS_WITHIN)
        except FutureTimeoutError:
            if not future.done():
                self._pool = None  # it no longer answers: the next document gets another one
            raise RenderTimedOutError(
                f"The PDF took longer than {self._time_limit:g} seconds and was stopped."
            ) from None
        except ProcessExpired:
            raise RenderFailedError(
                "The PDF could not be made: the process that lays it out stopped unexpectedly."
            ) from None
        except PdfError as error:
            raise type(error)(str(error)) from None
        except BrokenProcessPool:
            raise
        except Exception as error:
            raise RenderFailedError(
                f"The PDF could not be made: {type(error).__name__}: {error}"
            ) from error
        return done

    def close(self) -> None:
        """Stop the worker. Printing again starts a new one."""
        pool, self._pool = self._pool, None
        if pool is not None and self._made_in == os.getpid():
            pool.stop()  # type: ignore[no-untyped-call]  # pebble types only what it returns
            pool.join()

    def _ready_pool(self) -> ProcessPool:
        """The pool; a new one after a fork, and after a crash at a moment that broke it."""
        if self._pool is not None and self._made_in == os.getpid() and not self._pool.active:
            self.close()
        if self._pool is None or self._made_in != os.getpid():
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=PRINTS_PER_WORKER,
                context=multiprocessing.get_context("spawn"),
                initializer=prepare,
                initargs=[MEMORY_LIMIT, self._gives_way],
            )
            self._made_in = os.getpid()
        return self._pool


class PressRoom:
    """Presses side by side, each with one document: the second starts when the first is busy."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self._presses = [PdfPress(time_limit) for _ in range(SIDE_BY_SIDE)]
        self._idle: LifoQueue[PdfPress] = LifoQueue()
        for press in self._presses:
            self._idle.put(press)

    def print(
        self,
        document: Printable,
        edition: Edition = Edition.STANDARD,
        size: PaperSize = PaperSize.A4,
    ) -> Printed:
        """Print one document on an idle press, after waiting for one."""
        press = self._idle.get()
        try:
            return press.print(document, edition, size)
        finally:
            self._idle.put(press)

    def close(self) -> None:
        """Stop the workers. Printing again starts new ones."""
        for press in self._presses:
            press.close()


_room = PressRoom()
atexit.register(_room.close)


def print_document(
    document: Printable,
    edition: Edition = Edition.STANDARD,
    size: PaperSize = PaperSize.A4,
) -> Printed:
    """Print one document and also tell its number of pages and any warning."""
    return _room.print(document, edition, size)


def render_pdf(
    document: Printable,
    edition: Edition = Edition.STANDARD,
    size: PaperSize = PaperSize.A4,
) -> bytes:
    """Print one document; the same value, edition and size always give the same bytes."""
    return print_document(document, edition, size).pdf


def close() -> None:
    """Stop the render processes of this program, if there are any."""
    _room.close()
