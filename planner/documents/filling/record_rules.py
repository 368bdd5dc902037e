"""The red-flag rules in the clinician's record: those that speak in rows, quiet ones by name."""

from planner.clinical.naming import first_few
from planner.clinical.pack import Pack
from planner.clinical.redflags import RuleState
from planner.documents.filling.citations import checked, cited
from planner.documents.values import RuleRow, SummaryLine
from planner.ruleout.assess import Assessment
from planner.ruleout.rules import RuleStanding

MOST_ASKED = 3
"""Questions named of those a rule waits for; the board has all."""


def rule_rows(pack: Pack, assessment: Assessment) -> tuple[RuleRow, ...]:
    """Every rule that is raised, resolved, or open with a trigger present."""
    return tuple(_rule_row(pack, standing) for standing in assessment.rules if _speaks(standing))


def open_rules(pack: Pack, assessment: Assessment) -> tuple[SummaryLine, ...]:
    """Every other open rule by name and urgency, with what of it nobody asked."""
    return tuple(
        SummaryLine(
            f"{standing.rule.name} ({standing.urgency.value})", _not_asked(pack, standing.to_ask)
        )
        for standing in assessment.rules
        if standing.state is RuleState.OPEN and not _speaks(standing)
    )


def _speaks(standing: RuleStanding) -> bool:
    is_quiet = standing.state is RuleState.CLEAR or (
        standing.state is RuleState.OPEN and not standing.trigger_present
    )
    return not is_quiet


def _not_asked(pack: Pack, names: tuple[str, ...]) -> str:
    return first_few(_each(pack, names), MOST_ASKED)


def _rule_row(pack: Pack, standing: RuleStanding) -> RuleRow:
    """What decided it, what is not asked, what to do and how soon."""
    rule = standing.rule
    parts = [_names(pack, standing.because)] if standing.because else ["No trigger present"]
    if standing.to_ask:
        parts.append(f"Not asked: {_not_asked(pack, standing.to_ask)}")
    parts += [_as_sentence(standing.timeframe), rule.what_to_do]
    return RuleRow(
        name=rule.name,
        state=standing.state.value,
        urgency=standing.urgency.value,
        because=" ".join(f"{part.strip().rstrip('.')}." for part in parts),
        source=f"{cited(rule.sources)}; {checked(rule.verified)}",
    )


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _names(pack: Pack, findings: tuple[str, ...]) -> str:
    return ", ".join(_each(pack, findings))


def _each(pack: Pack, findings: tuple[str, ...]) -> list[str]:
    known = pack.library.findings
    return [known[name].name if name in known else name for name in findings]
