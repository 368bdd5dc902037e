"""The evidence of a pack, made ready once: per condition, what each answer is worth.

Design discount comes first, then shrinkage for imprecision: the log ratio is multiplied by
tau^2 / (tau^2 + SE^2). A ratio without an interval takes the pack's default standard error.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner.clinical.answers import Presence
from planner.clinical.findings import AccuracyRow, EvidenceKind, Finding, Interval
from planner.clinical.pack import Pack
from planner.clinical.weighing import Weighing

NORMAL_95 = 2 * 1.959964
"""Standard errors between the two ends of a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one answer of one finding does to one condition.

    Ratios: ``published`` as printed, ``discounted`` for design, ``log_ratio`` natural log after
    shrinkage too. ``standard_error`` in log-odds.
    """

    finding: str
    construct: str
    presence: Presence
    row: AccuracyRow
    published: float
    discounted: float
    log_ratio: float
    standard_error: float

    @property
    def interval(self) -> Interval | None:
        """The published 95 % interval of the ratio of this answer, where the row has one."""
        given = self.row.ci95
        if given is None:
            return None
        return given.lr_positive if self.presence is Presence.PRESENT else given.lr_negative


Effects = Mapping[tuple[str, Presence], Effect]
"""The effects on one condition by finding and answer."""


def effects_by_condition(pack: Pack) -> Mapping[str, Effects]:
    """Every effect that may be weighed: at most one row per finding and condition."""
    found: dict[str, dict[tuple[str, Presence], Effect]] = defaultdict(dict)
    for finding in pack.library.findings.values():
        for condition in dict.fromkeys(row.condition for row in finding.accuracy):
            row = counted_row(finding, condition)
            if row is None:
                continue
            for presence in (Presence.PRESENT, Presence.ABSENT):
                effect = effect_of(finding, row, presence, pack.library.weighing)
                if effect is not None:
                    found[condition][finding.id, presence] = effect
    return found


def counted_row(finding: Finding, condition: str) -> AccuracyRow | None:
    """The one row that is weighed: the preferred usable study, else the expert opinion."""
    rows = [row for row in finding.accuracy if row.condition == condition and row.usable]
    for kind in (EvidenceKind.PUBLISHED, EvidenceKind.EXPERT):
        for row in rows:
            has_ratio = row.lr_positive is not None or row.lr_negative is not None
            if (
                row.evidence is kind
                and row.preferred
                and (kind is EvidenceKind.EXPERT or has_ratio)
            ):
                return row
    return None


def effect_of(
    finding: Finding, row: AccuracyRow, presence: Presence, weighing: Weighing
) -> Effect | None:
    """The effect of one answer, or none where no ratio exists: a null moves nothing."""
    if row.evidence is EvidenceKind.EXPERT:
        weight = row.weight_if_present if presence is Presence.PRESENT else row.weight_if_absent
        assert weight is not None  # noqa: S101 - AccuracyRow refuses an expert row without weights
        published = discounted = math.exp(weighing.expert_log_odds[weight])
        interval = None
    else:
        positive = presence is Presence.PRESENT
        ratio = row.lr_positive if positive else row.lr_negative
        if ratio is None or ratio <= 0:
            return None
        published = discounted = ratio
        if row.design_discount is not None:
            discount = row.design_discount
            discounted = discount.lr_positive if positive else discount.lr_negative
        interval = None
        if row.ci95 is not None:
            interval = row.ci95.lr_positive if positive else row.ci95.lr_negative
    if discounted == 1.0:
        return None
    error = _standard_error(interval, weighing.default_standard_error.value)
    tau_squared = weighing.tau.value**2
    shrink = tau_squared / (tau_squared + error**2)
    return Effect(
        finding=finding.id,
        construct=finding.construct,
        presence=presence,
        row=row,
        published=published,
        discounted=discounted,
        log_ratio=shrink * math.log(discounted),
        standard_error=error,
    )


def _standard_error(interval: Interval | None, default: float) -> float:
    if interval is None or interval[0] <= 0 or interval[1] <= interval[0]:
        return default
    return (math.log(interval[1]) - math.log(interval[0])) / NORMAL_95
