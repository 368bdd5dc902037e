"""An assessment as JSON: the contract of the command line."""

from math import exp
from typing import Any

from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment
from planner.ruleout.differential import Ruling
from planner.ruleout.rules import RuleStanding
from planner.ruleout.weighing import Contribution

Json = dict[str, Any]


def assessment_json(assessment: Assessment) -> Json:
    """Disposition, rules, differential in rank order, what to do next, what the screen lacks."""
    return {
        "disposition": assessment.disposition.value,
        "disposition_because": list(assessment.disposition_because),
        "side": assessment.side.value if assessment.side else None,
        "screen_complete": not assessment.screen_gaps,
        "screen_missing": list(assessment.screen_gaps),
        "not_made_for": [{"who": g.who, "because": g.because} for g in assessment.outside],
        "contradictions": [
            {"id": c.id, "says": c.says, "reason": c.reason.reason if c.reason else None}
            for c in assessment.contradictions
        ],
        "red_flags": [rule_json(standing) for standing in assessment.rules],
        "differential": [_ruling_json(ruling) for ruling in assessment.differential],
        "next_findings": [
            {"finding": item.finding.id, "minutes": item.finding.minutes, "why": item.why}
            for item in assessment.next_findings
        ],
    }


def rule_json(standing: RuleStanding) -> Json:
    """One rule: id, state, urgency, the findings because of which, what would settle it."""
    return {
        "id": standing.rule.id,
        "name": standing.rule.name,
        "state": standing.state.value,
        "urgency": standing.urgency.value,
        "timeframe": standing.timeframe,
        "because": list(standing.because),
        "to_ask": list(standing.to_ask) if standing.state is not RuleState.CLEAR else [],
        "trigger_present": standing.trigger_present,
    }


def _ruling_json(ruling: Ruling) -> Json:
    return {
        "condition": ruling.condition.id,
        "name": ruling.condition.name,
        "verdict": ruling.verdict.value,
        "probability": round(ruling.probability, 4),
        "low": round(ruling.low, 4),
        "high": round(ruling.high, 4),
        "prior": round(ruling.estimate.prior, 4),
        "for": [*_group_json(ruling, 1), *(_argument_json(c) for c in ruling.arguments_for)],
        "against": [
            *_group_json(ruling, -1),
            *(_argument_json(c) for c in ruling.arguments_against),
        ],
        "to_assess": list(ruling.to_assess),
        "because": list(ruling.because),
        "node": ruling.node,
        "raised": list(ruling.raised),
    }


def _group_json(ruling: Ruling, direction: int) -> list[Json]:
    """The findings that already speak through the prior, in the shape of any other argument."""
    group = ruling.group
    if group is None or group.log_ratio * direction <= 0:
        return []
    ratio = round(exp(group.log_ratio), 3)
    return [
        {
            "construct": "prior-group",
            "findings": list(group.findings),
            "finding": group.findings[0] if group.findings else None,
            "answer": "present",
            "evidence": "assumption",
            "ratio": ratio,
            "ratio_after_discount": ratio,
            "interval": None,
            "log_ratio": round(group.log_ratio, 4),
            "weight": 1.0,
            "n": None,
            "bias": [],
            "quality": group.stratum.because or group.stratum.when,
            "source": group.stratum.source,
            "verified": group.stratum.verified,
        }
    ]


def _argument_json(contribution: Contribution) -> Json:
    deciding = contribution.effects[0]
    interval = None
    if deciding.row.ci95 is not None:
        positive = deciding.presence.value == "present"
        ends = deciding.row.ci95.lr_positive if positive else deciding.row.ci95.lr_negative
        interval = list(ends) if ends else None
    return {
        "construct": contribution.construct,
        "findings": [effect.finding for effect in contribution.effects],
        "finding": deciding.finding,
        "answer": deciding.presence.value,
        "evidence": deciding.row.evidence.value,
        "ratio": round(deciding.published, 3),
        "ratio_after_discount": round(deciding.discounted, 3),
        "interval": interval,
        "log_ratio": round(contribution.log_ratio, 4),
        "weight": round(contribution.weight, 4),
        "n": deciding.row.n,
        "bias": list(deciding.row.bias),
        "quality": deciding.row.quality or deciding.row.note,
        "source": deciding.row.source,
        "verified": deciding.row.verified,
    }
