"""What speaks for and against a cause, in words: the finding, its ratio, its source, its fault."""

import math
from collections.abc import Sequence

from planner.clinical.answers import Presence
from planner.clinical.findings import AccuracyRow, EvidenceKind, FindingKind, Weight
from planner.clinical.pack import Pack
from planner.clinical.weighing import Weighing
from planner.ruleout.differential import Ruling
from planner.ruleout.evidence import Effect, Effects
from planner.ruleout.weighing import Contribution
from planner.web.assessment.addresses import ask_address, basis_address
from planner.web.assessment.answered import answered
from planner.web.assessment.subject import Subject
from planner.web.assessment.wanted import is_askable, parts_to_ask
from planner.web.assessment.worklist import why_forbidden
from planner.web.components.board import Reason
from planner.web.words import per_cent

PLUS, MINUS = "+", "−"
NEAR_ONE = 1.1
"""Ratios below it are told with two decimals: 1.04 is not nothing."""
FAULTS = {
    "spectrum": "tried on selected patients",
    "incorporation": "the test was part of the diagnosis it was held against",
    "reference-not-blinded": "those who judged the diagnosis knew the result",
    "partial-verification": "not everybody had the reference test",
}
"""Design faults in words; known cases against healthy people are said with their numbers."""
TWO_GATES = {"two-gate", "healthy-controls"}


def arguments(found: Sequence[Contribution], subject: Subject) -> tuple[Reason, ...]:
    """The contributions of one direction, the heaviest first."""
    return tuple(_argument(one, subject) for one in found)


def picture_argument(ruling: Ruling, subject: Subject, direction: int) -> tuple[Reason, ...]:
    """The findings by which the cause starts higher (1) or lower (-1) than without them."""
    group = ruling.group
    if group is None or group.log_ratio * direction <= 0:
        return ()
    names = (subject.pack.library.findings[name].name for name in group.findings)
    began = per_cent(ruling.condition.pretest.estimate)
    return (
        Reason(
            words=" and ".join(names) or group.stratum.when,
            weight=_steps(group.log_ratio, subject.pack.library.weighing),
            detail=f"together they let it start at {per_cent(group.stratum.estimate)} "
            f"instead of {began}",
            source=f"assumption, {group.stratum.source or 'evidence dossier'}",
            is_checked=group.stratum.verified,
            basis=basis_address("causes", ruling.condition.id),
            answered=_answered(group.findings, subject),
        ),
    )


def _argument(one: Contribution, subject: Subject) -> Reason:
    leading = one.effects[0]
    return Reason(
        words=" and ".join(_said(effect, subject.pack) for effect in one.effects),
        weight=_steps(one.weighed, subject.pack.library.weighing) if one.weight else "·",
        detail=_detail(one, in_full=subject.in_full),
        source=_source(leading.row),
        is_checked=_is_checked(leading.finding, subject.pack),
        basis=basis_address("findings", leading.finding),
        answered=_answered([effect.finding for effect in one.effects], subject),
    )


def _answered(findings: Sequence[str], subject: Subject) -> str:
    return "; ".join(dict.fromkeys(said for name in findings if (said := answered(name, subject))))


def _detail(one: Contribution, *, in_full: bool) -> str:
    """Its ratios; and where the picture it belongs to holds it already, that it adds no more."""
    if not one.weight:
        return "adds nothing: where the cause starts holds as much already"
    ratios = _ratios(one.effects[0], counted=math.exp(one.weighed), in_full=in_full)
    held = "only what goes beyond where the cause starts" if one.in_prior else ""
    return ", ".join(part for part in (ratios, held) if part)


def _said(effect: Effect, pack: Pack) -> str:
    """The finding with its answer."""
    finding = pack.library.findings[effect.finding]
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
    """The ratio as published with its interval and people, after the discount, and as counted."""
    row = effect.row
    if row.evidence is EvidenceKind.EXPERT:
        return f"expert opinion, counted as {_number(counted)}" if in_full else ""
    ends = effect.interval
    size = [f"interval {_number(ends[0])}–{_number(ends[1])}" if ends else "no interval given"]
    size += [f"{row.n} people"] if row.n else []
    parts = [f"ratio {_number(effect.published)} ({', '.join(size)})"]
    if effect.discounted != effect.published:
        parts.append(f"{_number(effect.discounted)} after discount")
    parts.append(f"counted as {_number(counted)}")
    if fault := fault_of(row, in_full=in_full):
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
    return f"{ratio:.2f}" if ratio < NEAR_ONE else f"{ratio:.1f}"


def still_to_assess(ruling: Ruling, subject: Subject, effects: Effects) -> tuple[Reason, ...]:
    """What nobody has assessed, by name: key findings, then what an open rule asks (HZ-014-C3)."""
    names = dict.fromkeys(ruling.to_assess)
    for standing in subject.side.rules:
        if standing.rule.id in ruling.condition.guarded_by and standing.state.value != "clear":
            names.update(dict.fromkeys(standing.to_ask))
    return tuple(
        _missing(name, subject, effects) for name in names if name in subject.pack.library.findings
    )


def _missing(name: str, subject: Subject, effects: Effects) -> Reason:
    page, side, pack = subject.page, subject.side, subject.pack
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
        ratio = _ratios(effect, counted=math.exp(effect.log_ratio), in_full=subject.in_full)
        detail = f"{detail}; {ratio}" if detail else ratio
    return Reason(
        words=finding.name,
        detail=detail,
        source=effect.row.source if effect is not None else "",
        is_checked=effect is None or _is_checked(name, pack),
        address=address,
    )
