"""What to ask or test next: safety first, then what is expected to settle most per minute."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.clinical.conditions import Verdict
from planner.clinical.expressions import evaluate
from planner.clinical.findings import Finding, FindingStage
from planner.clinical.pack import Pack
from planner.clinical.redflags import Urgency
from planner.ruleout.differential import Ruling
from planner.ruleout.evidence import Effects
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.rules import RuleStanding
from planner.ruleout.weighing import falling_weight, logit, probability


@dataclass(frozen=True, slots=True, kw_only=True)
class NextFinding:
    """One question or test to do next. ``gain`` is in bits, ``minutes`` the pack's estimate."""

    finding: Finding
    why: str
    gain: float
    settles: tuple[str, ...] = ()


def next_findings(
    pack: Pack,
    effects: Mapping[str, Effects],
    picture: ClinicalPicture,
    standings: Sequence[RuleStanding],
    rulings: Sequence[Ruling],
    gaps: Sequence[str],
    *,
    at_most: int = 12,
) -> tuple[NextFinding, ...]:
    """Emergency questions first, the rest of the screen, then ``at_most`` tests by gain per minute.

    However much of the screen is owed, the tests that would settle most are named behind it.
    A test its caution forbids in this patient is never offered, whatever it would settle.
    """
    offered: dict[str, NextFinding] = {}
    findings = pack.library.findings
    for standing in sorted(standings, key=lambda s: -s.urgency.rank):
        if not standing.trigger_present or standing.rule.id not in _unsettled(standings):
            continue
        for name in standing.to_ask:
            if name in findings and _may_ask(findings[name], picture, safety=True):
                urgent = standing.urgency is Urgency.EMERGENCY
                why = f"settles the {'emergency ' if urgent else ''}rule: {standing.rule.name}"
                offered.setdefault(
                    name, NextFinding(finding=findings[name], why=why, gain=math.inf)
                )
    for name in gaps:
        if name in findings and _may_ask(findings[name], picture, safety=True):
            why = "always asked before anything else"
            offered.setdefault(name, NextFinding(finding=findings[name], why=why, gain=math.inf))
    shortest = pack.library.weighing.shortest_minutes.value
    by_gain = sorted(
        _candidates(pack, effects, picture, rulings),
        key=lambda item: (-item.gain / max(item.finding.minutes, shortest), item.finding.id),
    )
    tests = [item for item in by_gain if item.finding.id not in offered]
    return (*offered.values(), *tests[:at_most])


def _unsettled(standings: Iterable[RuleStanding]) -> set[str]:
    return {s.rule.id for s in standings if s.state.value in ("raised", "open")}


def _candidates(
    pack: Pack,
    effects: Mapping[str, Effects],
    picture: ClinicalPicture,
    rulings: Sequence[Ruling],
) -> Iterable[NextFinding]:
    weighing = pack.library.weighing
    gains: dict[str, float] = {}
    settles: dict[str, list[tuple[float, str]]] = {}
    for ruling in rulings:
        if ruling.verdict is Verdict.RULED_OUT or not ruling.leads_node:
            continue
        estimate = ruling.estimate
        spoken = {contribution.construct for contribution in estimate.contributions}
        place = sum(contribution.weight > 0 for contribution in estimate.contributions)
        centre = logit(estimate.probability)
        own = effects.get(ruling.condition.id, {})
        alike: dict[tuple[float, float], float] = {}
        for name in dict.fromkeys(finding for finding, _ in own):
            if picture.presence(name) is not Presence.NOT_ASSESSED:
                continue
            present = own.get((name, Presence.PRESENT))
            absent = own.get((name, Presence.ABSENT))
            construct = pack.library.findings[name].construct
            again = weighing.same_construct_share.value if construct in spoken else 1.0
            weight = falling_weight(place, weighing) * again
            moves = (
                weight * present.log_ratio if present else 0.0,
                weight * absent.log_ratio if absent else 0.0,
            )
            if moves not in alike:
                alike[moves] = expected_gain(centre, *moves)
            gain = alike[moves] * (1.0 if all(moves) else weighing.one_sided_share.value)
            gain *= weighing.key_finding_factor.value if name in ruling.to_assess else 1.0
            if gain > 0:
                gains[name] = gains.get(name, 0.0) + gain
                settles.setdefault(name, []).append((gain, ruling.condition.name))
    for name, gain in gains.items():
        finding = pack.library.findings[name]
        if gain < weighing.least_gain.value or not _may_ask(finding, picture):
            continue
        named = tuple(condition for _, condition in sorted(settles[name], reverse=True)[:3])
        why = "bears most on " + ", ".join(condition.lower() for condition in named)
        yield NextFinding(finding=finding, why=why, gain=gain, settles=named)


def expected_gain(centre: float, up: float, down: float) -> float:
    """Expected fall in uncertainty (bits) about one cause from one more answer.

    ``centre`` is the present log-odds, ``up`` and ``down`` what a yes and a no would add to it (0
    where no ratio is known). The chance of each answer follows from both ratios; with one ratio
    only, an even split is assumed for those without the cause.
    """
    if up == down:
        return 0.0
    chance = probability(centre)
    seen = _chance_of_presence(chance, math.exp(up), math.exp(down))
    after = seen * _bits(probability(centre + up)) + (1 - seen) * _bits(probability(centre + down))
    return max(0.0, _bits(chance) - after)


def _chance_of_presence(chance: float, ratio_up: float, ratio_down: float) -> float:
    if ratio_up > 1 > ratio_down or ratio_up < 1 < ratio_down:
        without = (1 - ratio_down) / (ratio_up - ratio_down)
    else:
        without = 0.5 if ratio_up <= 1 else 0.5 / ratio_up
    with_cause = min(0.99, ratio_up * without)
    return chance * with_cause + (1 - chance) * without


def _bits(chance: float) -> float:
    if chance <= 0 or chance >= 1:
        return 0.0
    return -chance * math.log2(chance) - (1 - chance) * math.log2(1 - chance)


def _may_ask(finding: Finding, picture: ClinicalPicture, *, safety: bool = False) -> bool:
    """Whether the finding can be asked now: a real question, its branch open, not forbidden."""
    if finding.stage in (FindingStage.COMPOSITE, FindingStage.OUTCOME) or (
        finding.derived is not None
    ):
        return False
    if picture.counts_as_asked(finding.id):
        return False
    if any(evaluate(c.when, picture) is Presence.PRESENT for c in finding.avoid_when):
        return False
    return safety or picture.is_asked_of(finding.id)
