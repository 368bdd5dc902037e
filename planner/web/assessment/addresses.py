"""Where a question is asked: its page of the visit, with the question as the one asked now."""

from planner.web.assessment.places import place_of
from planner.web.menu import address_of
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.workflow.entries import VisitPage

PASSED = "after"
"""The name, in an address, of a finding that was passed over: it comes last."""
ASK = "ask"
"""The name, in an address, of the finding to ask now: an id of the pack, never a patient's text."""


def ask_address(page: VisitPage, finding: str) -> str | None:
    """The safety screen or the page before testing for what they ask; else the examination."""
    head = knowledge().pack.presentation.head
    if finding in head.always_screen and (there := _elsewhere("safety_screen", page)):
        return f"{there}#{finding}"
    if finding in head.before_testing and (there := _elsewhere("before_testing", page)):
        return f"{there}#{finding}"
    place = place_of(knowledge().pack.library.findings[finding])
    return visit_address("assessment.position", page, place=place.id, ask=finding)


def basis_address(kind: str, name: str) -> str | None:
    """Where the library tells an entry in full: its ratios, their sources, what nobody checked."""
    return address_of("library.entry", kind=kind, name=name)


def _elsewhere(endpoint: str, page: VisitPage) -> str | None:
    return visit_address(f"assessment.{endpoint}", page)
