"""The reasoning in the clinician's record: causes with their arguments."""

from collections import Counter
from dataclasses import replace

from planner.clinical.answers import Presence
from planner.clinical.case import NOT_SURE_YET
from planner.clinical.conditions import Condition
from planner.clinical.findings import EvidenceKind
from planner.clinical.pack import Pack
from planner.documents.filling.citations import checked, cited
from planner.documents.filling.identity import Paper
from planner.documents.values import (
    Argument,
    DifferentialRow,
    LikelihoodBand,
)
from planner.ruleout.assess import Assessment
from planner.ruleout.differential import Ruling
from planner.ruleout.evidence import Effect
from planner.ruleout.weighing import Contribution

STARTS = "starts at "
"""How an argument begins that is told by where its cause starts, not by a ratio."""
FULLY_ARGUED = 6
"""Causes printed with every argument; the rest keep their verdict, band and what is missing."""


def differential_rows(
    pack: Pack, assessment: Assessment, paper: Paper
) -> tuple[DifferentialRow, ...]:
    """Every cause in order: computed verdict and the clinician's decision, both kept."""
    rows = []
    for place, ruling in enumerate(assessment.differential):
        chosen = _chosen(assessment, ruling)
        signed = (chosen, paper.signed.get(ruling.condition.id, ""))
        decision = "; ".join(part for part in signed if part)
        argued = place < FULLY_ARGUED or bool(chosen)
        rows.append(_cause(pack, assessment, ruling, decision, argued=argued))
    return _arguments_once(rows)


def _arguments_once(rows: list[DifferentialRow]) -> tuple[DifferentialRow, ...]:
    """Causes that no test tells apart have one evidence: it is printed with the first of them."""
    leads = {row.condition: row for row in rows}
    return tuple(
        replace(row, speaks_for=(), speaks_against=(), note=_said_with(row))
        if (lead := leads.get(row.shares_with)) is not None
        and (row.speaks_for or row.speaks_against)
        and _weighed_alike(row, lead)
        else row
        for row in rows
    )


def _said_with(row: DifferentialRow) -> str:
    return f"Evidence as for {row.shares_with}. {row.note}"


def _weighed_alike(row: DifferentialRow, lead: DifferentialRow) -> bool:
    """Whether two have the same arguments but for where each starts."""
    return all(
        [each for each in ours if not each.ratio.startswith(STARTS)]
        == [each for each in theirs if not each.ratio.startswith(STARTS)]
        for ours, theirs in (
            (row.speaks_for, lead.speaks_for),
            (row.speaks_against, lead.speaks_against),
        )
    )


def usual_limits(assessment: Assessment) -> str:
    """When a verdict changes, as most causes have it; a cause with other limits says its own."""
    said = Counter(_limits(ruling.condition) for ruling in assessment.differential)
    return f"A cause is {said.most_common(1)[0][0]}, unless it says otherwise." if said else ""


def _cause(
    pack: Pack, assessment: Assessment, ruling: Ruling, decision: str, *, argued: bool
) -> DifferentialRow:
    return DifferentialRow(
        condition=ruling.condition.name,
        verdict=ruling.verdict.value,
        band=_band(ruling),
        decision=decision,
        speaks_for=(*_picture(pack, ruling, 1), *_arguments(pack, ruling.arguments_for))
        if argued
        else (),
        speaks_against=(*_picture(pack, ruling, -1), *_arguments(pack, ruling.arguments_against))
        if argued
        else (),
        to_assess=tuple(_name(pack, name) for name in ruling.to_assess) if argued else (),
        note=_note(pack, assessment, ruling) if argued else "",
        shares_with=_lead_of(assessment, ruling),
    )


def _band(ruling: Ruling) -> LikelihoodBand | None:
    """Its chance; none beside a raised rule, which no number may seem to outvote."""
    if ruling.raised:
        return None
    return LikelihoodBand(ruling.probability, ruling.low, ruling.high)


def _lead_of(assessment: Assessment, ruling: Ruling) -> str:
    """The cause that stands for those no test tells apart, unless it is this one."""
    if ruling.leads_node:
        return ""
    members = [each for each in assessment.differential if each.node == ruling.node]
    return next(each.condition.name for each in members if each.leads_node)


def _chosen(assessment: Assessment, ruling: Ruling) -> str:
    case, name = assessment.case, ruling.condition.id
    if case.working_diagnosis == name:
        return "working diagnosis"
    if name in case.contributors:
        return "contributor"
    return ""


def _note(pack: Pack, assessment: Assessment, ruling: Ruling) -> str:
    prior = f"Prior {ruling.estimate.prior:.0%}"
    group = f" ({ruling.group.stratum.when})" if ruling.group else ""
    own = _limits(ruling.condition)
    limits = "" if own in usual_limits(assessment) else f" {own.capitalize()}."
    kind = ruling.condition.pretest.kind
    first = f"{_suspected(assessment, ruling)}{_not_told_apart(pack, ruling)}"
    return f"{first}{prior}{group}, {kind}.{limits}"


def _suspected(assessment: Assessment, ruling: Ruling) -> str:
    """Which raised rule of another cause can mean this one too."""
    if not ruling.is_suspected:
        return ""
    names = [s.rule.name for s in assessment.raised if s.rule.id in ruling.raised]
    return f"Thought of because a rule of another cause was raised: {'; '.join(names)}. "


def _limits(condition: Condition) -> str:
    settling = condition.settling
    return (
        f"ruled out when the band ends below {settling.ruled_out_below:.0%}, unlikely below "
        f"{settling.unlikely_below:.0%}, likely from {settling.likely_from:.0%} "
        f"({checked(settling.verified)})"
    )


def _not_told_apart(pack: Pack, ruling: Ruling) -> str:
    node = next((n for n in pack.presentation.head.nodes if n.id == ruling.node), None)
    if node is None:
        return ""
    others = [name for name in node.members if name != ruling.condition.id]
    names = "; ".join(pack.presentation.conditions[name].name for name in others)
    return f"No clinical test tells it from: {names}. "


def _arguments(pack: Pack, contributions: tuple[Contribution, ...]) -> tuple[Argument, ...]:
    """One line a construct: the answers that spoke for it, published ratio and what was counted."""
    return tuple(_argument(pack, contribution) for contribution in contributions)


def _picture(pack: Pack, ruling: Ruling, direction: int) -> tuple[Argument, ...]:
    """The findings by which the cause starts elsewhere; they are not weighed a second time."""
    group = ruling.group
    if group is None or group.log_ratio * direction <= 0:
        return ()
    began = ruling.condition.pretest.estimate
    return (
        Argument(
            finding=_names(pack, group.findings) or group.stratum.when,
            ratio=f"{STARTS}{group.stratum.estimate:.0%} instead of {began:.1%}",
            source=cited([group.stratum.source] if group.stratum.source else []),
            warning=checked(group.stratum.verified),
        ),
    )


def _argument(pack: Pack, contribution: Contribution) -> Argument:
    first = contribution.effects[0]
    said = ", ".join(
        f"{_name(pack, effect.finding)} {effect.presence.value}" for effect in contribution.effects
    )
    warnings = [
        warning
        for effect in contribution.effects
        for warning in (effect.row.quality, *effect.row.bias)
        if warning
    ]
    unverified = [] if all(e.row.verified for e in contribution.effects) else ["not verified"]
    return Argument(
        finding=said,
        ratio=_ratio(first, contribution),
        source=cited(effect.row.source for effect in contribution.effects),
        warning="; ".join(dict.fromkeys((*unverified, *warnings))),
    )


def _ratio(effect: Effect, contribution: Contribution) -> str:
    """As published with interval and size, after discount, and the log-odds that were added."""
    added = f"counted {contribution.weighed:+.2f} log-odds"
    if not contribution.weight:
        added = "adds nothing: the start holds as much already"
    elif contribution.in_prior:
        added += " beyond what the start holds"
    if effect.row.evidence is EvidenceKind.EXPERT:
        present = effect.presence is Presence.PRESENT
        weight = effect.row.weight_if_present if present else effect.row.weight_if_absent
        return f"expert opinion: {weight.value if weight else ''}, {added}"
    positive = effect.presence is Presence.PRESENT
    ends = effect.interval
    size = [f"{ends[0]:.2g} to {ends[1]:.2g}" if ends else "no interval"]
    size += [f"{effect.row.n} people"] if effect.row.n else []
    told = f"LR{'+' if positive else '−'} {effect.published:.2g} ({', '.join(size)})"
    if effect.discounted != effect.published:
        told += f", {effect.discounted:.2g} after discount"
    return f"{told}, {added}"


def decided(assessment: Assessment) -> str:
    """The clinician's choice in one line."""
    chosen = assessment.case.working_diagnosis
    if chosen is None:
        return "not chosen"
    if chosen == NOT_SURE_YET:
        return "not sure yet: interim plan"
    ruling = assessment.ruling(chosen)
    return f"{ruling.condition.name} (computed verdict: {ruling.verdict.value})"


def _name(pack: Pack, finding: str) -> str:
    known = pack.library.findings.get(finding)
    return known.name if known else finding


def _names(pack: Pack, findings: tuple[str, ...]) -> str:
    return ", ".join(_name(pack, name) for name in findings)
