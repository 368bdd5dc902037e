"""What was taken over from an earlier visit, said as such with its visit and day (HZ-015-C2)."""

from planner.web.words import day_with_name
from planner.workflow.entries import VisitPage
from planner.workflow.standing import AnswerEntry

SAID = {"present": "yes", "absent": "no"}


def carried_words(entry: AnswerEntry, page: VisitPage) -> str:
    """As "Carried: no at visit 1, Mon 9 Nov 2026, by A. Example"."""
    said = SAID.get(entry.presence, "not asked")
    return f"Carried: {said} at {visit_words(entry.visit_id, page)}, by {entry.by}"


def told_words(part: str, page: VisitPage) -> str:
    """As "Carried from visit 1, Mon 9 Nov 2026" for a part told earlier; empty otherwise."""
    visit_id = page.told_at.get(part)
    if visit_id is None or visit_id == str(page.visit.encounter_id):
        return ""
    return f"Carried from {visit_words(visit_id, page)}"


def visit_words(visit_id: str, page: VisitPage) -> str:
    """As "visit 1, Mon 9 Nov 2026"."""
    number, day = page.visit_numbers.get(visit_id), page.visit_dates.get(visit_id)
    if number is None or day is None:
        return "an earlier visit"
    return f"visit {number}, {day_with_name(day)}"
