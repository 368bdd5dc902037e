"""What this visit needs to ask and test, and how much: safety, the core, what settles most."""

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from planner.clinical.answers import Presence
from planner.clinical.expressions import evaluate, findings_in
from planner.clinical.findings import Finding, FindingKind, FindingStage
from planner.clinical.pack import Pack
from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment
from planner.ruleout.deciding import questions_behind, what_decides, would_raise
from planner.ruleout.next_findings import NextFinding
from planner.web.assessment.deciding_rows import AT_ONCE
from planner.workflow.entries import VisitPage


class Tier(IntEnum):
    """Why a question stands where it does: safety first, then the short core, then by worth."""

    SAFETY = 0
    CORE = 1
    NEXT = 2
    MORE = 3


def wanted_findings(
    page: VisitPage,
    sides: Sequence[Assessment],
    pack: Pack,
    asked: Mapping[str, NextFinding],
    raising: Iterable[str],
) -> dict[str, Tier]:
    """Every finding to ask or test, by its tier; ``raising`` are those that alone raise a rule."""
    head, findings = pack.presentation.head, pack.library.findings
    elsewhere = {*head.always_screen, *head.before_testing}
    owed = _owed(sides, pack)
    wanted: dict[str, Tier] = {}
    for name in asked:
        if name in owed and name not in elsewhere:
            wanted.setdefault(name, Tier.SAFETY)
    for name in head.core:
        if any(side.picture.is_asked_of(name) for side in sides):
            wanted.setdefault(name, Tier.CORE)
    for name in raising:
        wanted.setdefault(name, Tier.NEXT)
    for name, item in asked.items():
        if name not in elsewhere:
            wanted.setdefault(name, Tier.MORE if math.isinf(item.gain) else Tier.NEXT)
    for name in (*_that_settle(sides), *_opened(findings.values(), sides)):
        if name in findings and is_askable(findings[name]) and name not in elsewhere:
            wanted.setdefault(name, Tier.MORE)
    for (name, _), entry in page.answers.items():
        if entry.counts and name in findings and name not in elsewhere:
            wanted.setdefault(name, Tier.MORE)
    return {name: tier for name, tier in wanted.items() if is_askable(findings[name])}


def _owed(sides: Sequence[Assessment], pack: Pack) -> set[str]:
    """What a rule that speaks waits for: what can end it, and what can hasten it where that is few.

    Where any one of many answers would hasten it, the core asks the common ones; the rest are
    offered behind them.
    """
    owed: set[str] = set()
    for side in sides:
        owed.update(side.screen_gaps)
        for standing in side.rules:
            if standing.trigger_present and standing.state is not RuleState.RESOLVED:
                decides = what_decides(standing, side.picture)
                owed.update((*decides.whether, *decides.either_way))
                owed.update(decides.speed if len(decides.speed) <= AT_ONCE else ())
    return {name for s in sides for name in questions_behind(owed, s.picture, pack.library)}


def that_would_raise(sides: Sequence[Assessment], pack: Pack) -> dict[str, str]:
    """Questions an answer has opened, of which a yes alone would raise an urgent rule, and why.

    Until they are put, nobody can say that more would change nothing.
    """
    found: dict[str, str] = {}
    for side in sides:
        for name in _opened(pack.library.findings.values(), (side,), even_if_undated=True):
            finding = pack.library.findings[name]
            if finding.kind is not FindingKind.HISTORY or side.picture.counts_as_asked(name):
                continue
            for standing in side.rules:
                if would_raise(name, standing, side.picture):
                    found.setdefault(name, f"a yes alone raises the rule: {standing.rule.name}")
    return found


def next_by_id(sides: Sequence[Assessment]) -> dict[str, NextFinding]:
    """What the reasoning asks next, on any side, the most worth first."""
    found: dict[str, NextFinding] = {}
    for side in sides:
        for item in side.next_findings:
            found.setdefault(item.finding.id, item)
    return found


def _that_settle(sides: Sequence[Assessment]) -> Iterable[str]:
    """Key findings nobody has assessed, of causes that are still open."""
    for side in sides:
        for ruling in side.differential:
            if ruling.leads_node:
                yield from (n for n in ruling.to_assess if side.picture.is_asked_of(n))


def _opened(
    findings: Iterable[Finding], sides: Sequence[Assessment], *, even_if_undated: bool = False
) -> Iterable[str]:
    """Branches that an answer has opened; ``even_if_undated``, those too that wait for a date."""
    for finding in findings:
        opens = finding.ask_if if finding.stage is FindingStage.BRANCH else None
        if opens is None:
            continue
        for side in sides:
            said = evaluate(opens, side.picture)
            is_all_told = not side.picture.not_assessed(findings_in(opens))
            undated = even_if_undated and said is Presence.NOT_ASSESSED and is_all_told
            if said is Presence.PRESENT or undated:
                yield finding.id
                break


def is_askable(finding: Finding) -> bool:
    """A question or test of its own: not worked out from others, not a score."""
    return (
        finding.stage not in (FindingStage.COMPOSITE, FindingStage.OUTCOME)
        and finding.derived is None
        and finding.answerable
    )


def parts_to_ask(name: str, pack: Pack) -> tuple[str, ...]:
    """The finding itself, or the questions that work it out."""
    finding = pack.library.findings.get(name)
    if finding is None:
        return ()
    if is_askable(finding):
        return (name,)
    if finding.derived is None:
        return ()
    parts = (
        part
        for below in dict.fromkeys(findings_in(finding.derived))
        for part in parts_to_ask(below, pack)
    )
    return tuple(dict.fromkeys(parts))
