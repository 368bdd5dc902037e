"""The fictional documents that the tests print, and the ones to look at.

    python -m tests.documents.examples FOLDER

prints every example in every edition into a folder.
"""

import sys
from pathlib import Path

from planner.documents.extents import week_sheet
from planner.documents.render import close, print_document
from planner.documents.values import Document, Edition
from tests.documents.example_discharge import a_work_note, discharge_summary
from tests.documents.example_letters import avulsion_letter, saddle_numbness_letter
from tests.documents.example_plan import tendon_plan
from tests.documents.example_plan_kinds import (
    bare_plan,
    full_house_plan,
    holding_plan,
    interim_plan,
    right_to_left_plan,
    running_plan,
)
from tests.documents.example_record import tendon_record

EXAMPLES: dict[str, Document] = {
    "tendon": tendon_plan(),
    "running": running_plan(),
    "holding": holding_plan(),
    "interim": interim_plan(),
    "bare": bare_plan(),
    "full-house": full_house_plan(),
    "right-to-left": right_to_left_plan(),
    "letter-avulsion": avulsion_letter(),
    "letter-saddle": saddle_numbness_letter(),
    "record": tendon_record(),
    "discharge": discharge_summary(),
    "work-note": a_work_note(),
    "week": week_sheet(tendon_plan()),
}


def main(folder: Path) -> None:
    """Print every example in every edition."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in EXAMPLES.items():
        for edition in Edition:
            printed = print_document(document, edition)
            (folder / f"{name}-{edition.value}.pdf").write_bytes(printed.pdf)
    close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
