"""An assessment for a reader at a terminal: safety first, then the causes, then what to do."""

from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment
from planner.ruleout.differential import Ruling

SHOWN = 12
"""Causes listed; the rest stands in the JSON."""


def assessment_text(assessment: Assessment) -> str:
    """One assessment in words and bands."""
    side = f", {assessment.side.value} side" if assessment.side else ""
    lines = [f"Disposition: {assessment.disposition.value}{side}", ""]
    lines += _rules(assessment)
    lines += [f"Not made for {g.who}: {g.because}" for g in assessment.outside]
    lines += [
        f"{c.says}; true all the same: {c.reason.reason} ({c.reason.signed_by})"
        for c in assessment.contradictions
        if c.reason is not None
    ]
    lines += ["", "Causes, most likely first:"]
    lines += [_ruling_line(ruling) for ruling in assessment.differential[:SHOWN]]
    lines += ["", "Next:"]
    lines += [
        f"  {item.finding.id} ({item.finding.minutes:g} min): {item.why}"
        for item in assessment.next_findings
    ]
    return "\n".join(lines)


def _rules(assessment: Assessment) -> list[str]:
    lines = []
    for standing in assessment.rules:
        if standing.is_raised or (standing.state is RuleState.OPEN and standing.trigger_present):
            because = ", ".join(standing.because)
            lines.append(
                f"{standing.state.value.upper()} {standing.urgency.value}: {standing.rule.name} "
                f"({standing.timeframe}); because {because}"
            )
            lines.append(f"  Do: {standing.rule.what_to_do}")
            lines.append(f"  Say: {standing.rule.what_to_say}")
    if not lines:
        lines.append("No red-flag rule is raised.")
    if assessment.screen_gaps:
        lines.append(
            f"Safety screen not complete, still to ask: {', '.join(assessment.screen_gaps)}"
        )
    else:
        lines.append("Safety screen complete.")
    return lines


def _ruling_line(ruling: Ruling) -> str:
    missing = f"; still to assess: {', '.join(ruling.to_assess)}" if ruling.to_assess else ""
    return (
        f"  {ruling.condition.name}: {ruling.verdict.value}, about {_percent(ruling.probability)} "
        f"(band {_percent(ruling.low)} to {_percent(ruling.high)}){missing}"
    )


def _percent(chance: float) -> str:
    return "under 1 %" if chance < 0.01 else f"{chance:.0%}".replace("%", " %")
