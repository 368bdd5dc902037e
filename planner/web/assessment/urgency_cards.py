"""A rule that speaks, as the card that leads a page."""

import re
from collections.abc import Sequence

from planner.clinical.answers import Side
from planner.clinical.redflags import RedFlagRule, RuleState, Urgency
from planner.ruleout.deciding import Deciding, what_decides
from planner.ruleout.rules import RuleStanding
from planner.web.assessment.deciding_rows import fold_words, words_over
from planner.web.components.questions import QuestionRow
from planner.web.components.urgency import Action, ActionTone, UrgencyCard
from planner.web.menu import address_of
from planner.web.services import clock, knowledge
from planner.web.visits import visit_address
from planner.web.words import day_or_time, listed, small
from planner.workflow.emergencies import OUTCOMES
from planner.workflow.entries import VisitPage

SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”]))\s+(?=[A-Z\"“])")
SPEEDS = {Urgency.ROUTINE: "Routine", Urgency.URGENT: "Urgent", Urgency.EMERGENCY: "Emergency"}


def rules_of(page: VisitPage) -> tuple[RuleStanding, ...]:
    """Where every rule stands; with pain on both sides the worse of the two."""
    if page.case.side is not Side.BOTH:
        return page.assessment.rules
    return knowledge().reasoner.standings(page.case)


def speaking(page: VisitPage) -> tuple[RuleStanding, ...]:
    """Rules that are raised, or found and not settled yet: the most urgent first, of both sides."""
    return tuple(
        standing
        for standing in sorted(
            rules_of(page),
            key=lambda each: (-each.urgency.rank, not each.is_raised, each.rule.id),
        )
        if standing.is_raised or (standing.state is RuleState.OPEN and standing.trigger_present)
    )


def anchor_of(standing: RuleStanding) -> str:
    """The id of a rule's heading on a page."""
    return f"rule-{standing.rule.id}"


def urgency_card(
    page: VisitPage,
    standing: RuleStanding,
    decides: Sequence[QuestionRow] = (),
    more: Sequence[QuestionRow] = (),
) -> UrgencyCard:
    """How fast, what to do and say, what to print, why, and what can clear it.

    ``decides`` are the questions that decide it, ``more`` those of them that wait in a fold.
    """
    asked = what_decides(standing, page.assessment.picture)
    return UrgencyCard(
        anchor=anchor_of(standing),
        speed=speed_of(standing),
        name=standing.rule.name,
        steps=sentences(standing.rule.what_to_do),
        say=standing.rule.what_to_say,
        actions=actions_of(page, standing),
        because=because_of(standing),
        clears=_clears(standing, asked),
        sources=sources_of(standing.rule),
        decides=tuple(decides),
        decides_words=words_over(asked, standing),
        decides_more=tuple(more),
        more_words=fold_words(len(more)),
        fold="" if standing.is_raised else "What to do and say if it stands",
        outcome=outcome_of(page, standing.rule.id),
        is_routine=standing.urgency is Urgency.ROUTINE,
        is_emergency=standing.urgency is Urgency.EMERGENCY,
    )


def speed_of(standing: RuleStanding) -> str:
    """State first: "Urgent: radiograph within days", or that one question still decides."""
    fast, when = SPEEDS[standing.urgency], standing.timeframe
    if not standing.is_raised:
        return f"To decide now. {fast} if it stands: {when}."
    if when.lower().startswith(fast.lower()):
        return f"{when[:1].upper()}{when[1:]}."
    return f"{fast}: {when}."


def outcome_of(page: VisitPage, rule: str) -> str:
    """How the last emergency of a rule ended, and that the rule stands all the same."""
    last = next((alert for alert in reversed(page.alerts) if alert.rule == rule), None)
    if last is None or last.outcome is None:
        return ""
    said = last.outcome
    when = day_or_time(said.at, clock().today())
    return f"Outcome recorded {when} by {said.by}: {OUTCOMES[said.value]}. {said.note}"


def sentences(text: str) -> tuple[str, ...]:
    """The pack's text as numbered steps: one sentence each, nothing left out."""
    return tuple(part.strip() for part in SENTENCE.split(" ".join(text.split())) if part.strip())


def because_of(standing: RuleStanding) -> str:
    """What was found, and the pattern it fits."""
    findings = knowledge().pack.library.findings
    found = listed([small(findings[name].name) for name in standing.because])
    says = " ".join(f"{text.rstrip('.')}." for text in standing.says)
    return f"Raised by {found}. {says}" if found else says


def sources_of(rule: RedFlagRule) -> str:
    """Where the rule is from, and that no clinician has checked it where none has."""
    checked = rule.review.checked_by
    said = f"Checked by {checked}." if checked else "Not yet checked by a clinician."
    return f"Sources: {', '.join(rule.sources)}. {said}"


def actions_of(
    page: VisitPage, standing: RuleStanding, *, has_results: bool = True
) -> tuple[Action, ...]:
    """Letter, holding plan, telephone call, result: those that this installation has.

    Results wait while an emergency waits for its outcome: ``has_results`` leaves them out.
    """
    rule, urgent = standing.rule, standing.urgency is not Urgency.ROUTINE
    waits = next((r for r in page.referrals if r.rule == rule.id and r.is_open), None)
    letter = visit_address("papers.write_referral", page, rule=rule.id)
    found: list[tuple[str, str | None, ActionTone, str]] = []
    if waits is not None:
        call = address_of("papers.referral", person_id=page.person.id, referral_id=waits.id)
        found.append(("Record telephone call or answer", call, _tone(urgent), ""))
        found.append(("Another letter", letter, ActionTone.PLAIN, "print"))
    else:
        found.append(("Write the letter", letter, _tone(urgent), "print"))
    if standing.holds_the_plan:
        found.append(("Holding plan", visit_address("protocol.board", page), ActionTone.PLAIN, ""))
    results = visit_address("assessment.results", page) if has_results else None
    found.append(("Ask for a test, sign a result", results, ActionTone.PLAIN, ""))
    return tuple(
        Action(words=words, address=address, tone=tone, sign=sign)
        for words, address, tone, sign in found
        if address is not None
    )


def _tone(is_urgent: bool) -> ActionTone:
    return ActionTone.URGENT if is_urgent else ActionTone.MAIN


def _clears(standing: RuleStanding, asked: Deciding) -> str:
    """What can end it: the answers it still waits for, a signed result."""
    ends = "; ".join(results_that_resolve(standing.rule))
    stays = f"a signed result resolves it: {ends}" if ends else "its answers change"
    if asked.whether:
        return f"What it still asks can clear it; else it stays until {stays}."
    return f"It stays until {stays}."


def results_that_resolve(rule: RedFlagRule) -> tuple[str, ...]:
    """As "Radiograph of the pelvis (no avulsion)", one for each investigation."""
    known, found = knowledge().pack.library.investigations, []
    for resolution in rule.resolved_by:
        investigation = known[resolution.investigation]
        names = {result.id: result.name for result in investigation.results}
        results = " or ".join(small(names[each]) for each in resolution.results)
        found.append(f"{small(investigation.name)} ({results})")
    return tuple(found)
