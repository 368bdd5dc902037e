"""Every check of a pack in one place: what is wrong, in which file, on which line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.clinical.pack import Pack
from planner.knowledge import completeness, numbers, references, worked_cases
from planner.knowledge.ledger import LEDGER, broken_promises, ledger_of, meanings
from planner.knowledge.packs import load_pack
from planner.knowledge.places import Places
from planner.knowledge.problem import Problem
from planner.knowledge.reading import PackError

Check = Callable[[Pack, Places], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    references.dangling,
    references.circular,
    numbers.impossible_ratios,
    numbers.priors_that_do_not_add_up,
    completeness.placeholders,
    completeness.unsourced,
    completeness.unstated_studies,
    completeness.matrix_gaps,
    completeness.dose_gaps,
    completeness.unreachable_findings,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was read and what is wrong with it."""

    counts: dict[str, int]
    problems: tuple[Problem, ...]


def check_pack(protocols: Path, presentation: str, today: date) -> Checked:
    """Read everything and run every check, worked cases included.

    A file that cannot be read ends the check at once: nothing after it could be trusted.
    """
    try:
        pack = load_pack(protocols, presentation)
        ledger = ledger_of(protocols, presentation)
    except PackError as error:
        return Checked(counts={}, problems=(Problem(str(error)),))
    places = Places(protocols, presentation)
    problems = [problem for check in CHECKS for problem in check(pack, places)]
    problems += completeness.overdue_reviews(pack, places, today)
    problems += broken_promises(ledger, meanings(pack), protocols / presentation / LEDGER)
    cases, failures = worked_cases.run_all(pack, places, today)
    return Checked(
        counts={
            "conditions": len(pack.presentation.conditions),
            "findings": len(pack.library.findings),
            "rules": len(pack.presentation.rules),
            "interventions": len(pack.library.interventions),
            "factors": len(pack.library.factors),
            "pictures": len(pack.presentation.pictures),
            "sources": len(pack.library.sources),
            "worked cases": cases,
        },
        problems=(*problems, *failures),
    )
