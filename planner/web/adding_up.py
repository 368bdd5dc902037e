"""Which scores of a visit can be added up from their answers, and where."""

from collections.abc import Mapping

from planner.clinical.pack import Pack
from planner.web.visits import visit_address
from planner.workflow.entries import VisitPage


def adding_addresses(page: VisitPage, pack: Pack) -> Mapping[str, str]:
    """The page for each measure that has a rule for it."""
    found = {
        name: visit_address("review.add_up", page, measure=name)
        for name, outcome in pack.library.outcome_measures.items()
        if outcome.scoring is not None
    }
    return {name: address for name, address in found.items() if address}
