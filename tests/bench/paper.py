"""The paper benches: bare WeasyPrint on the same HTML, and the same plan without drawings."""

from dataclasses import replace

from planner.documents.pages import folder_of, page_of
from planner.documents.values import Edition, ExerciseCard, PatientPlan
from planner.documents.worker import Engine, Job
from tests.bench.timing import median_ms


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
