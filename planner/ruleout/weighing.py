"""Findings -> a probability with a band, one condition against the rest.

Within a construct nothing is multiplied: the published joint result, or the best-validated test
done, or of opinions the strongest; tests that conflict are averaged. What the start of a cause
already holds of a construct is taken off what the construct says. Across constructs log ratios
add with falling weights and a cap. Only what was assessed counts. Source of the method:
spiegelhalter1984 and vanwalraven2009 as read in the evidence dossier; every constant stands in
``library/weighing.yaml``.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.clinical.answers import Presence
from planner.clinical.findings import Combine, Construct, EvidenceKind
from planner.clinical.weighing import Weighing
from planner.ruleout.evidence import NORMAL_95, Effect, Effects
from planner.ruleout.picture import ClinicalPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one construct says about one condition.

    ``log_ratio`` is natural log after discount, shrinkage and cap; ``weight`` its place in the
    falling row (1 for the largest). ``effects`` are the answers it came from, the deciding first.
    ``in_prior`` is what the start already holds of the construct in the same direction, natural
    log: it is taken off. Where nothing is left, both ``log_ratio`` and ``weight`` are 0.
    """

    construct: str
    effects: tuple[Effect, ...]
    log_ratio: float
    standard_error: float
    weight: float
    in_prior: float = 0.0

    @property
    def weighed(self) -> float:
        """What is added to the log-odds."""
        return self.weight * self.log_ratio

    @property
    def speaks_for(self) -> bool:
        """Whether its answers speak for the cause, counted here or in the start already."""
        return self.effects[0].log_ratio > 0 if self.log_ratio == 0 else self.log_ratio > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A probability between 0 and 1 with the ends of its band, and what it was made from.

    ``prior_range`` is the plausible range of the prior that applies, both ends between 0 and 1.
    """

    prior: float
    prior_range: tuple[float, float]
    probability: float
    low: float
    high: float
    contributions: tuple[Contribution, ...]


def weigh(
    prior: float,
    prior_range: tuple[float, float],
    contributions: Sequence[Contribution],
    weighing: Weighing,
) -> Estimate:
    """Prior log-odds plus weighed contributions; the band from prior range and each interval."""
    centre = logit(prior) + sum(item.weighed for item in contributions)
    prior_error = (logit(prior_range[1]) - logit(prior_range[0])) / NORMAL_95
    variance = prior_error**2 + sum(
        (item.weight * item.standard_error) ** 2 for item in contributions
    )
    reach = weighing.band_z.value * math.sqrt(variance)
    return Estimate(
        prior=prior,
        prior_range=prior_range,
        probability=probability(centre),
        low=probability(centre - reach),
        high=probability(centre + reach),
        contributions=tuple(contributions),
    )


def contributions(
    effects: Effects,
    constructs: Mapping[str, Construct],
    picture: ClinicalPicture,
    weighing: Weighing,
    *,
    in_prior: frozenset[str] = frozenset(),
) -> tuple[Contribution, ...]:
    """One contribution per construct that has something to say, largest first.

    ``in_prior`` holds the findings by which the prior was chosen: they are not weighed again, and
    another finding of their construct adds only what it says beyond them. Modifiers change the
    prior: they keep full weight and take no place in the falling row.
    """
    answered: dict[str, dict[str, Effect]] = defaultdict(dict)
    told: dict[str, dict[str, Effect]] = defaultdict(dict)
    for (finding, presence), effect in effects.items():
        if picture.presence(finding) is presence:
            (told if finding in in_prior else answered)[effect.construct][finding] = effect
    cap = math.log(weighing.cap.value)
    found: list[Contribution] = []
    for name, by_finding in answered.items():
        chosen = _chosen(constructs[name], by_finding)
        if not chosen:
            continue
        ratio = max(-cap, min(cap, _mean(chosen)))
        held = _mean(_chosen(constructs[name], told[name])) if name in told else 0.0
        held = math.copysign(min(abs(held), abs(ratio)), ratio) if held * ratio > 0 else 0.0
        error = math.sqrt(sum(effect.standard_error**2 for effect in chosen) / len(chosen))
        found.append(
            Contribution(
                construct=name,
                effects=chosen,
                log_ratio=ratio - held,
                standard_error=error,
                weight=float(ratio != held),
                in_prior=held,
            )
        )
    found.sort(key=lambda item: (-abs(item.log_ratio), item.construct))
    falling = [
        c for c in found if c.weight and constructs[c.construct].combine is not Combine.MODIFIER
    ]
    place = {c.construct: number for number, c in enumerate(falling)}
    weighed = [
        replace(c, weight=falling_weight(place[c.construct], weighing))
        if c.construct in place
        else c
        for c in found
    ]
    return tuple(sorted(weighed, key=lambda item: (-abs(item.weighed), item.construct)))


def _mean(effects: Sequence[Effect]) -> float:
    """The mean log ratio of the effects that speak for a construct; 0 where none does."""
    return sum(effect.log_ratio for effect in effects) / max(len(effects), 1)


def falling_weight(place: int, weighing: Weighing) -> float:
    """The weight of the construct in ``place`` (0 is the largest)."""
    row = weighing.falling_weights
    if place < len(row):
        return row[place]
    return row[-1] * weighing.further_factor.value ** (place - len(row) + 1)


def logit(chance: float) -> float:
    """Log-odds of a probability strictly between 0 and 1."""
    return math.log(chance / (1 - chance))


def probability(log_odds: float) -> float:
    """The probability of log-odds, without overflow."""
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    odds = math.exp(log_odds)
    return odds / (1 + odds)


def _chosen(construct: Construct, answered: Mapping[str, Effect]) -> tuple[Effect, ...]:
    """The effects that speak for the construct: one, or all where they conflict."""
    if construct.combine is Combine.NONE:
        return ()
    for composite in construct.joint:
        if composite in answered:
            return (answered[composite],)
    in_order = [answered[name] for name in construct.order if name in answered]
    in_order += [effect for name, effect in answered.items() if name not in construct.order]
    if not in_order:
        return ()
    if construct.combine is Combine.GRADED:
        return (_lowest_rung(in_order),)
    signs = {effect.log_ratio > 0 for effect in in_order}
    return tuple(in_order) if len(signs) > 1 else (_best_validated(in_order),)


def _best_validated(in_order: Sequence[Effect]) -> Effect:
    """The first study in the pack's order; where there are only opinions, the strongest of them.

    No opinion is validated better than another, and a second sign that points the same way must
    not make a cause less likely by taking the place of the first.
    """
    studied = [effect for effect in in_order if effect.row.evidence is EvidenceKind.PUBLISHED]
    return studied[0] if studied else max(in_order, key=lambda effect: abs(effect.log_ratio))


def _lowest_rung(in_order: Sequence[Effect]) -> Effect:
    """The lowest rung that reproduces the pain; if none does, the highest one tolerated."""
    for effect in in_order:
        if effect.presence is Presence.PRESENT:
            return effect
    return in_order[-1]
