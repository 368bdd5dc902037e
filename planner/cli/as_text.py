"""An assessment for a reader at a terminal: safety first, then the causes, then what to do."""

from collections.abc import Mapping
from itertools import groupby

from planner.clinical.answers import Presence
from planner.clinical.naming import first_few
from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment
from planner.ruleout.deciding import Deciding, what_decides
from planner.ruleout.differential import Ruling
from planner.ruleout.next_findings import NextFinding
from planner.ruleout.rules import RuleStanding

SHOWN = 12
"""Causes listed; the rest stands in the JSON."""

FEW = 4
"""Findings under which the order is said to rest on how common the causes are."""


LEAST = 0.01
"""The smallest chance told as a number."""

IN_A_LINE = 12
"""Questions of one reason that are named; the JSON has all of them."""

ASKED = 5
"""Questions named beside an open rule; the rest stands under what comes next."""


def assessment_text(assessment: Assessment) -> str:
    """One assessment in words and bands; what was not asked clears nothing, and it says so."""
    side = f", {assessment.side.value} side" if assessment.side else ""
    so_far = " so far" if assessment.screen_gaps else ""
    lines = [f"Disposition{so_far}: {assessment.disposition.value}{side}", ""]
    lines += _rules(assessment)
    lines += [f"Not made for {g.who}: {g.because}" for g in assessment.outside]
    lines += [
        f"{c.says}; true all the same: {c.reason.reason} ({c.reason.signed_by})"
        for c in assessment.contradictions
        if c.reason is not None
    ]
    lines += ["", "Causes, most likely first:"]
    known = sum(said is not Presence.NOT_ASSESSED for said in assessment.case.answers.values())
    if known < FEW:
        lines.append(
            f"  ({known or 'no'} finding{'' if known == 1 else 's'} known: below what a rule has"
            " raised, the order is mostly how common each cause is)"
        )
    leads = {r.node: r.condition.name for r in assessment.differential if r.leads_node}
    lines += [_ruling_line(ruling, leads) for ruling in assessment.differential[:SHOWN]]
    lines += ["", "Next:"]
    for why, items in groupby(assessment.next_findings, key=lambda item: item.why):
        lines += _next_lines(why, list(items))
    return "\n".join(lines)


def _next_lines(why: str, items: list[NextFinding]) -> list[str]:
    """One line a question, or one for all that are asked for the same reason."""
    minutes = round(sum(item.finding.minutes for item in items), 1)
    if len(items) == 1:
        return [f"  {items[0].finding.id} ({items[0].finding.minutes:g} min): {why}"]
    names = first_few([item.finding.id for item in items], IN_A_LINE)
    return [f"  {len(items)} questions ({minutes:g} min), {why}: {names}"]


def _rules(assessment: Assessment) -> list[str]:
    lines = []
    for standing in assessment.rules:
        if standing.is_raised or (standing.state is RuleState.OPEN and standing.trigger_present):
            lines += _rule_lines(standing, what_decides(standing, assessment.picture))
    gaps = len(assessment.screen_gaps)
    if not lines:
        lines.append(f"No red-flag rule is raised{' by what was asked' if gaps else ''}.")
    if gaps:
        lines.append(
            f"Safety screen not complete: {gaps} question{'' if gaps == 1 else 's'} not asked, and"
            " what was not asked is not cleared."
        )
        lines.append(f"  Still to ask: {', '.join(assessment.screen_gaps)}")
    else:
        lines.append("Safety screen complete.")
    return lines


def _rule_lines(standing: RuleStanding, decides: Deciding) -> list[str]:
    """A raised rule says what to do and what can end or hasten it; an open one asks first."""
    because = ", ".join(standing.because) or "the patient's age"
    lines = [
        f"{standing.state.value.upper()} {standing.urgency.value}: {standing.rule.name} "
        f"({standing.timeframe}); because {because}"
    ]
    if standing.is_raised:
        lines.append(f"  Do: {standing.rule.what_to_do}")
        if decides.whether:
            lines.append(f"  Can end it: {', '.join(decides.whether)}")
        if decides.speed:
            lines.append(f"  Can change how fast: {first_few(decides.speed, ASKED)}")
    else:
        lines.append(f"  Ask first: {', '.join(standing.to_ask[:ASKED])}")
        lines.append(f"  If that confirms it: {standing.rule.what_to_do}")
    return [*lines, f"  Say: {standing.rule.what_to_say}"]


def _ruling_line(ruling: Ruling, leads: Mapping[str | None, str]) -> str:
    """Verdict and band; of causes that no test tells apart, one carries the evidence."""
    more = f"; still to assess: {', '.join(ruling.to_assess)}" if ruling.to_assess else ""
    if not ruling.leads_node:
        more = f"; no clinical test tells it from {leads[ruling.node]}"
    if ruling.raised:
        whose = "can be this too: raised by" if ruling.is_suspected else "by its rule"
        chance = f"{whose} {', '.join(ruling.raised)}: no chance is told beside a raised rule"
    elif ruling.high < LEAST:
        chance = "under 1 %"
    else:
        chance = (
            f"about {_percent(ruling.probability)} "
            f"(band {_percent(ruling.low)} to {_percent(ruling.high)})"
        )
    return f"  {ruling.condition.name}: {ruling.verdict.value}, {chance}{more}"


def _percent(chance: float) -> str:
    return "under 1 %" if chance < LEAST else f"{chance:.0%}".replace("%", " %")
