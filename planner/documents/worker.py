"""The inside of the render process: the only place that imports WeasyPrint.

It holds one font configuration and one set of prebuilt style sheets for each document and
edition: building them anew would cost a third of the time and leak a quarter of a megabyte a
print. Everything here runs in a process of its own; see :mod:`planner.documents.render`.
"""

import contextlib
import gc
import hashlib
import io
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from planner.documents.checking import drawn_pages, lost_texts
from planner.documents.errors import PANGO_IS_MISSING, PdfEngineMissingError, RenderFailedError
from planner.documents.finishing import write_scope_on_headers
from planner.documents.fonts import font_face_css, only_printable
from planner.documents.gaps import Known, settled
from planner.documents.styles import served_folders, style_sheets
from planner.documents.values import Edition, PaperSize

DATA_ADDRESS = re.compile(r"data:[\w/+;,=-]+")
PRINTS_BETWEEN_SWEEPS = 10
LEAST_URGENT = 19


@dataclass(frozen=True)
class Job:
    """One document to print: plain values only, so that it crosses to another process."""

    folder: str
    edition: Edition
    is_draft: bool
    html: str
    size: PaperSize = PaperSize.A4


@dataclass(frozen=True)
class Printed:
    """A finished PDF, its pages, and what the person who prints it should know."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...] = ()


Look = tuple[str, Edition, bool, PaperSize]
"""What chooses the style sheets of a paper."""


def _look(job: Job) -> Look:
    return job.folder, job.edition, job.is_draft, job.size


def prepare(memory: int, gives_way: bool) -> None:
    """Let this process hold so many bytes, where the system can limit that.

    One that ``gives_way`` works only while nothing else of the computer wants to.
    """
    if gives_way and hasattr(os, "nice"):
        os.nice(LEAST_URGENT)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def print_job(job: Job) -> Printed:
    """Lay one document out and write its PDF; the same job always gives the same bytes."""
    engine = _engine()
    engine.sweep()
    html, missing = only_printable(job.html)
    with _complaints() as complaints, _refusals_in_words():

        def lay_out(page: str) -> Any:
            complaints.clear()  # those of an earlier try are not those of the paper
            return engine.lay_out(page, job)

        laid_out = settled(html, job.edition, lay_out, engine.known(job))
        drawn: list[str] = []
        pdf = laid_out.write_pdf(
            finisher=partial(_finish, drawn),
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(f"{job.size.value}{html}".encode()).digest()[:16],
        )
    if lost := lost_texts(html, drawn):
        raise RenderFailedError(
            f"The PDF does not say what the page says: {len(lost)} of its texts are not on paper."
        )
    _refuse_broken(pdf, len(laid_out.pages), len(drawn))
    if complaints:
        complaint = DATA_ADDRESS.sub("a drawing", complaints[0])[:200]
        raise RenderFailedError(f"The document could not be printed whole: {complaint}")
    return Printed(pdf=pdf, pages=len(laid_out.pages), warnings=_warnings(missing))


def _finish(drawn: list[str], document: object, pdf: Any) -> None:
    """What is done to a PDF before it is written: tags completed, then its letters read back."""
    write_scope_on_headers(document, pdf)
    drawn += drawn_pages(pdf)


def _refuse_broken(pdf: bytes, pages: int, drawn: int) -> None:
    """A file without its end, or with another number of pages, is no document (HZ-052)."""
    if not (pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF") and pages == drawn > 0):
        raise RenderFailedError("The PDF was not written whole.")


def _warnings(missing: tuple[str, ...]) -> tuple[str, ...]:
    if not missing:
        return ()
    letters = " ".join(f"U+{ord(letter):04X}" for letter in missing)
    return (f"No font has these letters, so a sign stands in their place: {letters}",)


class Engine:
    """WeasyPrint with its fonts and style sheets, made once in a process."""

    def __init__(self) -> None:
        self._weasyprint = _import_weasyprint()
        from weasyprint.css.counters import CounterStyle
        from weasyprint.text.fonts import FontConfiguration

        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        self._sheets: dict[Look, list[Any]] = {}
        self._font_faces = self._weasyprint.CSS(string=font_face_css(), font_config=self.fonts)
        self._prints = 0
        self._known: dict[Look, Known] = {}
        gc.collect()
        gc.freeze()
        gc.disable()

    def sweep(self) -> None:
        """Collect the loose objects of earlier prints: now and then, not all through a layout."""
        self._prints += 1
        if self._prints % PRINTS_BETWEEN_SWEEPS == 0:
            gc.collect()

    def sheets(self, job: Job) -> list[Any]:
        key = _look(job)
        if key not in self._sheets:
            self._sheets[key] = [
                self._font_faces,
                *(
                    self._weasyprint.CSS(
                        filename=str(sheet), font_config=self.fonts, counter_style=self.counters
                    )
                    for sheet in style_sheets(*key)
                ),
            ]
        return self._sheets[key]

    def known(self, job: Job) -> Known:
        """What is known of parts that look as this job looks; it goes with the process."""
        return self._known.setdefault(_look(job), {})

    def fetcher(self, folders: tuple[Path, ...]) -> Any:
        from weasyprint.urls import FatalURLFetchingError, URLFetcher

        class OwnFolderOnly(URLFetcher):  # type: ignore[misc]
            """Serves data addresses and files of the document's own folders, nothing else."""

            def fetch(self, url: str, headers: Any = None) -> Any:
                if not (url.startswith("data:") or _lies_in(url, folders)):
                    raise FatalURLFetchingError(f"a document may not load {url[:80]}")
                try:
                    return super().fetch(url, headers)
                except OSError as error:
                    raise FatalURLFetchingError(f"missing: {url[:80]}") from error

        return OwnFolderOnly(allowed_protocols={"data", "file"})

    def lay_out(self, html: str, job: Job) -> Any:
        folders = served_folders(job.folder)
        document = self._weasyprint.HTML(
            string=html, base_url=f"{folders[0]}/", url_fetcher=self.fetcher(folders)
        )
        return document.render(
            stylesheets=self.sheets(job),
            font_config=self.fonts,
            counter_style=self.counters,
            pdf_variant="pdf/ua-1",
        )


def _lies_in(url: str, folders: tuple[Path, ...]) -> bool:
    from urllib.parse import unquote, urlsplit

    address = urlsplit(url)
    if address.scheme != "file" or address.netloc:
        return False
    file = Path(unquote(address.path)).resolve()
    return any(file.is_relative_to(folder.resolve()) for folder in folders)


@cache
def _engine() -> Engine:
    return Engine()


def _import_weasyprint() -> Any:
    """Import the engine; its own lines about a missing library never reach the user."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            import weasyprint
    except OSError:
        raise PdfEngineMissingError(PANGO_IS_MISSING) from None
    return weasyprint


@contextlib.contextmanager
def _refusals_in_words() -> Iterator[None]:
    """Turn a refused or missing file, which the engine raises past all handlers, into words."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as refusal:
        raise RenderFailedError(f"The document could not be printed whole: {refusal}") from None


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what the engine would only log: an error there is a hole in the document here."""
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR:
                found.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    handler = Collect()
    logger.addHandler(handler)
    was_propagating, logger.propagate = logger.propagate, False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = was_propagating
