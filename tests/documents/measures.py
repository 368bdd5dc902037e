"""Every measure of the patient's paper in one table, as anybody can take it again.

    python -m tests.documents.measures [CASE.yaml …]

Without a case it measures the examples of the tests; ``make measures`` adds ten worked cases. For
each document and edition: pages, smallest type, Flesch-Kincaid grade (mean and highest block of 30
words or more), SMOG, longest sentence, broken rules of PDF/UA-1. Then the contrast of every pair of
colours, and PEMAT-P and DISCERN.
"""

import re
import statistics
import sys
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from planner.documents.drawn import finished_drawings
from planner.documents.extents import week_sheet
from planner.documents.filling import patient_plan
from planner.documents.render import PdfPress
from planner.documents.values import Document, Edition, PatientPlan
from planner.knowledge.cases import read_case
from tests.documents import verapdf
from tests.documents.colours import PAIRS, contrast
from tests.documents.conftest import PATIENCE
from tests.documents.examples import EXAMPLES
from tests.documents.filling.test_reading import BLOCK, prose
from tests.documents.filling.worked_plans import planned
from tests.documents.reading import type_sizes
from tests.documents.test_pemat_discern import CHECKS, TABLE
from tests.packs import PROTOCOLS, the_pack

CASES = (
    "readme-runner-with-tendinopathy",
    "tendinosis-masters-athlete",
    "tendinopathy-irritable-and-cannot-sit",
    "tendinopathy-first-visit-stage-worked-out",
    "deep-gluteal-taxi-driver",
    "deep-gluteal-cyclist-getting-strong",
    "bursitis-rower-low-load",
    "partial-tear-pop-settled-by-the-scan",
    "readme-teenager-with-a-pop",
    "lump-that-grows",
)
"""Full, holding and interim plans of many lengths."""


def main(names: list[str]) -> None:
    """Print the tables."""
    warnings.simplefilter("ignore")
    press = PdfPress(time_limit=PATIENCE)
    print("| document | edition | pages | smallest | FKGL mean | most | SMOG | longest | PDF/UA |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, document in documents(names):
        for edition in Edition:
            print(row(name, document, edition, press), flush=True)
    press.close()
    lowest = min(PAIRS, key=lambda pair: contrast(*pair[1:]))
    print(f"\nContrast: {len(PAIRS)} pairs, lowest {contrast(*lowest[1:]):.1f} : 1 ({lowest[0]})")
    for line in tool_lines():
        print(line)


def documents(names: list[str]) -> Iterator[tuple[str, Document]]:
    """The examples, or the plan and the week of each case that has one."""
    if not names:
        yield from EXAMPLES.items()
        return
    pack = the_pack()
    for name in names:
        path = Path(name) if name.endswith(".yaml") else case_file(name)
        case = read_case(path, pack, date(2026, 11, 22))
        drawings = finished_drawings(PROTOCOLS)(case.side)
        plan = patient_plan(pack, planned(case), drawings)
        yield path.stem, plan
        if plan.diary:
            yield f"{path.stem}, week", week_sheet(plan)


def case_file(name: str) -> Path:
    return PROTOCOLS / "buttock-pain" / "cases" / f"{name}.yaml"


def row(name: str, document: Document, edition: Edition, press: PdfPress) -> str:
    """One line of the table."""
    done = press.print(document, edition)
    cells = [name, edition.value, str(done.pages), f"{min(type_sizes(done.pdf)):g} pt"]
    cells += words_of(document) if isinstance(document, PatientPlan) else ["", "", "", ""]
    broken = verapdf.failures(done.pdf)
    cells.append(f"{len(broken)} broken" if broken else "clean")
    return "| " + " | ".join(cells) + " |"


def words_of(plan: PatientPlan) -> list[str]:
    """Grade, SMOG and the longest sentence of a plan."""
    import textstat

    blocks = [text.replace("**", "").strip() for text in prose(plan)]
    grades = [textstat.flesch_kincaid_grade(t) for t in blocks if len(t.split()) >= BLOCK]
    sentences = [s for text in blocks for s in re.split(r"(?<=[.!?:])\s+", text)]
    return [
        f"{statistics.mean(grades):.1f}" if grades else "short",
        f"{max(grades):.1f}" if grades else "short",
        f"{textstat.smog_index(' '.join(blocks)):.1f}",
        f"{max(len(sentence.split()) for sentence in sentences)} words",
    ]


def tool_lines() -> Iterator[str]:
    """The sums of PEMAT-P and DISCERN, and how many items wait for readers.

    What a machine can check is checked again now: an item that fails counts the least it can.
    """
    for part, name in (("understand", "understandability"), ("act", "actionability")):
        items = [item for item in TABLE["pemat"] if item["part"] == part]
        scores = [score_of("pemat", i, least=0) for i in items if i.get("score", "na") != "na"]
        is_open = sum(item["how"] == "open" for item in items)
        share = sum(scores) / len(scores)
        yield f"PEMAT-P {name}: {share:.0%} of {len(scores)} items; {is_open} open"
    scored = [score_of("discern", i, least=1) for i in TABLE["discern"] if "score" in i]
    is_open = len(TABLE["discern"]) - len(scored)
    least, most = sum(scored) + is_open, sum(scored) + 5 * is_open
    yield (
        f"DISCERN: {sum(scored)} of {5 * len(scored)} in {len(scored)} items; {is_open} open "
        f"({least} to {most} of 80, as readers score those)"
    )


def score_of(tool: str, item: dict[str, Any], *, least: int) -> int:
    """The score in the table, or the least where the check of the item fails today."""
    holds = CHECKS.get(f"{tool}-{item['id']}")
    return item["score"] if holds is None or holds() else least


if __name__ == "__main__":
    main(list(CASES) if sys.argv[1:] == ["--cases"] else sys.argv[1:])
