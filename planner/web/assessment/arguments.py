"""What speaks for and against a cause, in words: the finding, its ratio, its source, its fault."""

import math
from collections.abc import Sequence

from planner.clinical.answers import Presence
from planner.clinical.findings import AccuracyRow, EvidenceKind, FindingKind, Weight
from planner.clinical.pack import Pack
from planner.clinical.weighing import Weighing
from planner.ruleout.assess import Assessment
from planner.ruleout.differential import Ruling
from planner.ruleout.evidence import Effect, Effects
from planner.ruleout.weighing import Contribution
from planner.web.assessment.addresses import ask_address, basis_address
from planner.web.assessment.worklist import is_askable, parts_to_ask, why_forbidden
from planner.web.components.board import Reason
from planner.web.words import per_cent
from planner.workflow.entries import VisitPage

PLUS, MINUS = "+", "−"
FAULTS = {
    "spectrum": "tried on selected patients",
    "incorporation": "the test was part of the diagnosis it was held against",
    "reference-not-blinded": "those who judged the diagnosis knew the result",
    "partial-verification": "not everybody had the reference test",
}
"""Design faults in words; known cases against healthy people are said with their numbers."""
TWO_GATES = {"two-gate", "healthy-controls"}


def arguments(
    found: Sequence[Contribution], pack: Pack, *, in_full: bool = False
) -> tuple[Reason, ...]:
    """The contributions of one direction, the heaviest first."""
    return tuple(_argument(one, pack, in_full=in_full) for one in found)


def picture_argument(ruling: Ruling, pack: Pack, direction: int) -> tuple[Reason, ...]:
    """The findings by which the cause starts higher (1) or lower (-1) than without them."""
    group = ruling.group
    if group is None or group.log_ratio * direction <= 0:
        return ()
    names = (pack.library.findings[name].name for name in group.findings)
    began = per_cent(ruling.condition.pretest.estimate)
    return (
        Reason(
            words=" and ".join(names) or group.stratum.when,
            weight=_steps(group.log_ratio, pack.library.weighing),
            detail=f"together they let it start at {per_cent(group.stratum.estimate)} "
            f"instead of {began}",
            source=f"assumption, {group.stratum.source or 'evidence dossier'}",
            is_checked=group.stratum.verified,
            basis=basis_address("causes", ruling.condition.id),
        ),
    )


def _argument(one: Contribution, pack: Pack, *, in_full: bool) -> Reason:
    leading = one.effects[0]
    return Reason(
        words=" and ".join(_said(effect, pack) for effect in one.effects),
        weight=_steps(one.log_ratio, pack.library.weighing),
        detail=_ratios(leading, counted=math.exp(one.weighed), in_full=in_full),
        source=_source(leading.row),
        is_checked=_is_checked(leading.finding, pack),
        basis=basis_address("findings", leading.finding),
    )


def _said(effect: Effect, pack: Pack) -> str:
    finding = pack.library.findings[effect.finding]
    if effect.presence is Presence.PRESENT:
        return finding.name
    return f"{finding.name}: {answer_word(finding.kind, effect.presence.value)}"


def answer_word(kind: FindingKind, presence: str) -> str:
    """The answer as it was offered: yes or no to a question, present or absent for a test."""
    asked = kind in (FindingKind.HISTORY, FindingKind.OUTCOME)
    return {
        Presence.PRESENT.value: "yes" if asked else "present",
        Presence.ABSENT.value: "no" if asked else "absent",
        Presence.NOT_ASSESSED.value: "not asked" if asked else "not assessed",
    }.get(presence, "could not be assessed")


def _steps(log_ratio: float, weighing: Weighing) -> str:
    """One to three signs, by the pack's own weights of expert opinion."""
    strength = abs(log_ratio)
    steps = (
        weighing.expert_log_odds[Weight.FOR],
        weighing.expert_log_odds[Weight.STRONGLY_FOR],
    )
    # an expert opinion is held against the pack's step after the same shrinkage as itself
    shrink = weighing.tau.value**2 / (
        weighing.tau.value**2 + weighing.default_standard_error.value**2
    )
    count = 1 + sum(strength >= shrink * step - 1e-9 for step in steps)
    return (PLUS if log_ratio > 0 else MINUS) * count


def _ratios(effect: Effect, *, counted: float, in_full: bool) -> str:
    """The ratio as published, after the discount for the study's design, and as counted."""
    if effect.row.evidence is EvidenceKind.EXPERT:
        return f"expert opinion, counted as {_number(counted)}" if in_full else ""
    parts = [f"ratio {_number(effect.published)}"]
    if in_full and effect.discounted != effect.published:
        parts.append(f"{_number(effect.discounted)} after discount")
    parts.append(f"counted as {_number(counted)}")
    if fault := fault_of(effect.row, in_full=in_full):
        parts[-1] += f": {fault}"
    return ", ".join(parts)


def fault_of(row: AccuracyRow, *, in_full: bool = False) -> str:
    """What is wrong with the study, in words."""
    said = []
    if TWO_GATES & set(row.bias):
        cases = f"{row.n_with} known cases" if row.n_with else "known cases"
        others = f"{row.n_without} " if row.n_without else ""
        healthy = "healthy people" if "healthy-controls" in row.bias else "people without it"
        said.append(f"tried on {cases} and {others}{healthy}")
    said += [FAULTS[bias] for bias in row.bias if bias in FAULTS]
    if in_full and row.quality:
        said.append(row.quality.strip().rstrip("."))
    return "; ".join(said[:1] if not in_full else said)


def _source(row: AccuracyRow) -> str:
    grade = "expert, " if row.evidence is EvidenceKind.EXPERT else ""
    seen = "" if row.verified else ", figure not seen in the source"
    return f"{grade}{row.source}{seen if row.evidence is EvidenceKind.PUBLISHED else ''}"


def _is_checked(finding: str, pack: Pack) -> bool:
    return pack.library.findings[finding].review.checked_by is not None


def _number(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}"


def still_to_assess(
    ruling: Ruling,
    page: VisitPage,
    side: Assessment,
    pack: Pack,
    effects: Effects,
    *,
    in_full: bool = False,
) -> tuple[Reason, ...]:
    """What nobody has assessed, by name: key findings, then what an open rule asks (HZ-014-C3)."""
    names = dict.fromkeys(ruling.to_assess)
    for standing in side.rules:
        if standing.rule.id in ruling.condition.guarded_by and standing.state.value != "clear":
            names.update(dict.fromkeys(standing.to_ask))
    return tuple(
        _missing(name, page, side, pack, effects, in_full=in_full)
        for name in names
        if name in pack.library.findings
    )


def _missing(
    name: str, page: VisitPage, side: Assessment, pack: Pack, effects: Effects, *, in_full: bool
) -> Reason:
    finding = pack.library.findings[name]
    reasons = why_forbidden(finding, (side,))
    tried = side.case.could_not_assess.get(name)
    if reasons:
        detail, address = f"not to be done: {reasons[0].rstrip('.')}", None
    else:
        detail = f"could not be assessed: {tried}" if tried else ""
        parts = parts_to_ask(name, pack)
        first = next((p for p in parts if not side.picture.counts_as_asked(p)), None)
        address = ask_address(page, first or parts[0]) if parts else None
        if not detail and not is_askable(finding) and parts:
            detail = f"worked out from {len(parts)} answers"
    effect = effects.get((name, Presence.PRESENT))
    if effect is not None and effect.row.evidence is EvidenceKind.PUBLISHED:
        ratio = _ratios(effect, counted=math.exp(effect.log_ratio), in_full=in_full)
        detail = f"{detail}; {ratio}" if detail else ratio
    return Reason(
        words=finding.name,
        detail=detail,
        source=effect.row.source if effect is not None else "",
        is_checked=effect is None or _is_checked(name, pack),
        address=address,
    )
