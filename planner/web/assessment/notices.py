"""What must be known before a hand is laid on: side, consent, an open safety screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.ruleout.assess import Assessment
from planner.web.visits import visit_address
from planner.web.words import plural
from planner.workflow.entries import VisitPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line above the question, with the page where it is put right."""

    words: str
    sentence: str
    action: str = ""
    address: str | None = None
    tone: str = "caution"


def notices_of(page: VisitPage, sides: Sequence[Assessment]) -> tuple[Notice, ...]:
    """Raised rules first; then what is missing before testing."""
    found = [*_raised(page, sides)]
    gaps = {name for side in sides for name in side.screen_gaps}
    if gaps:
        found.append(
            Notice(
                words="The safety screen is not complete.",
                sentence=f"{plural(len(gaps), 'question')} left; nothing unasked counts as a no.",
                action="Go to the safety screen",
                address=visit_address("assessment.safety_screen", page),
            )
        )
    consent = page.consent.get("examination")
    if consent is None or consent.value != "given":
        declined = consent is not None
        found.append(
            Notice(
                words="The person declined the examination."
                if declined
                else "Consent to the examination is not recorded.",
                sentence="Ask and talk; no test by hand." if declined else "Ask before testing.",
                action="Record consent",
                address=visit_address("assessment.before_testing", page),
            )
        )
    if page.complaint is None or page.complaint.side is None:
        found.append(
            Notice(
                words="The painful side is not recorded.",
                sentence="Tests and the plan belong to a side.",
                action="Record the side",
                address=visit_address("patients.words", page),
            )
        )
    return tuple(found)


def _raised(page: VisitPage, sides: Sequence[Assessment]) -> list[Notice]:
    rules = {standing.rule.id: standing for side in sides for standing in side.raised}
    return [
        Notice(
            words=f"{standing.urgency.value.capitalize()} rule raised: {standing.rule.name}.",
            sentence=f"{standing.timeframe[:1].upper()}{standing.timeframe[1:]}.",
            action="What to do and say",
            address=visit_address("assessment.safety_screen", page),
            tone="raised",
        )
        for standing in rules.values()
    ]
