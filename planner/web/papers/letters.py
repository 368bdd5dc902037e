"""What a referral letter can be about at a visit, each with its draft to look at."""

from dataclasses import dataclass

from planner.clinical.case import NOT_SURE_YET
from planner.clinical.redflags import RuleState
from planner.ruleout.rules import RuleStanding
from planner.web.papers.previews import speaking_rules
from planner.web.papers.referral_forms import LEADING
from planner.web.services import knowledge
from planner.web.visits import visit_address
from planner.workflow.entries import VisitPage


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChoice:
    """One letter that can be written. ``to`` is whom the pack would ask; ``draft`` shows it."""

    value: str
    words: str
    urgency: str
    state: str
    to: str
    draft: str | None


def letter_choices(page: VisitPage) -> tuple[LetterChoice, ...]:
    """Rules by urgency; the leading cause only where no rule speaks before it."""
    rules = speaking_rules(page.assessment)
    choices = [_of_rule(page, standing) for standing in rules]
    if not page.assessment.raised and not page.assessment.holding:
        choices += _of_cause(page)
    return tuple(choices)


def _of_rule(page: VisitPage, standing: RuleStanding) -> LetterChoice:
    rule = standing.rule
    is_open = standing.state is RuleState.OPEN
    return LetterChoice(
        value=rule.id,
        words=rule.name,
        urgency=standing.urgency.value,
        state=f"open, {standing.timeframe}" if is_open else standing.timeframe,
        to=f"{rule.letter.to}, {rule.letter.by_when}",
        draft=_draft(page, rule.id),
    )


def _of_cause(page: VisitPage) -> list[LetterChoice]:
    """The working diagnosis, else the cause that decided what is to be done."""
    conditions = knowledge().pack.presentation.conditions
    chosen = page.case.working_diagnosis
    name = chosen if chosen not in (None, NOT_SURE_YET) else None
    name = name or next((n for n in page.assessment.disposition_because if n in conditions), None)
    if name is None:
        return []
    return [
        LetterChoice(
            value=LEADING,
            words=conditions[name].name,
            urgency="",
            state="working diagnosis" if name == chosen else "the cause that leads",
            to="to be named below",
            draft=_draft(page),
        )
    ]


def _draft(page: VisitPage, rule: str | None = None) -> str | None:
    more = {"rule": rule} if rule else {}
    return visit_address("papers.preview", page, document="referral", edition="standard", **more)
