"""The paper benches: bare WeasyPrint on the same HTML, no drawings, memory over many prints."""

from dataclasses import replace
from pathlib import Path

from planner.documents.pages import folder_of, page_of
from planner.documents.render import PdfPress
from planner.documents.values import Edition, ExerciseCard, PatientPlan, Printable
from planner.documents.worker import Engine, Job
from tests.bench.timing import median_ms

PRINTS = 200
SETTLED = 20
"""Prints after which the worker holds its fonts, style sheets and caches."""
PATIENCE = 120.0


def bare_ms(document: PatientPlan, edition: Edition) -> float:
    """Median milliseconds of WeasyPrint alone, warm, with fonts and style sheets made once."""
    engine = Engine()
    job = Job(folder_of(document), edition, document.draft, page_of(document, edition))

    def call() -> None:
        engine.lay_out(job.html, job).write_pdf(pdf_variant="pdf/ua-1")

    return median_ms(call, times=7)


def without_drawings(document: PatientPlan) -> PatientPlan:
    """The same plan with every drawing taken out."""

    def bare(cards: tuple[ExerciseCard, ...]) -> tuple[ExerciseCard, ...]:
        return tuple(replace(card, drawing=None) for card in cards)

    exercises, running = document.exercises, document.running
    have = document.what_you_have
    return replace(
        document,
        exercises=replace(exercises, cards=bare(exercises.cards)) if exercises else None,
        running=replace(running, cards=bare(running.cards)) if running else None,
        what_you_have=replace(have, picture=None) if have else None,
    )


def memory_of_prints(document: Printable) -> tuple[int, int]:
    """MB the print worker holds once settled, and at most from then on to the last of the prints.

    A worker is replaced after a hundred documents, as in the program.
    """
    press = PdfPress(time_limit=PATIENCE)
    settled = most = 0
    for count in range(1, PRINTS + 1):
        press.print(document, list(Edition)[count % len(Edition)])
        if count == SETTLED:
            settled = press.run(held_mb, "")
        elif count > SETTLED:
            most = max(most, press.run(held_mb, ""))
    press.close()
    return settled, most


def held_mb(_job: str) -> int:
    """MB of memory this process has resident; asked inside the worker."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) // 1000
    return 0
