"""The differential: every cause with its estimate, verdict and arguments, in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.clinical.conditions import Condition, SharedNode, Verdict
from planner.clinical.pack import Pack
from planner.clinical.redflags import RuleState
from planner.clinical.weighing import Weighing
from planner.ruleout.evidence import Effects
from planner.ruleout.picture import ClinicalPicture
from planner.ruleout.prior_groups import PriorGroup, group_of
from planner.ruleout.results import Shown, shown_by
from planner.ruleout.rules import RuleStanding
from planner.ruleout.suspected import is_spoken_for, suspected_by
from planner.ruleout.weighing import (
    Contribution,
    Estimate,
    contributions,
    logit,
    probability,
    weigh,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One cause as it stands: verdict, chance with band, reasons both ways, what is missing.

    ``probability``, ``low`` and ``high`` are between 0 and 1. For a member of a shared node that
    is not its lead, they are the node's, scaled by the member's own share; the verdict is the
    node's. ``because`` names what decided the verdict: findings, the rule that guards it, or the
    investigation whose signed result shows or excludes it (``shown_by``, ``excluded_by``).
    """

    condition: Condition
    verdict: Verdict
    probability: float
    low: float
    high: float
    estimate: Estimate
    arguments_for: tuple[Contribution, ...]
    arguments_against: tuple[Contribution, ...]
    to_assess: tuple[str, ...]
    because: tuple[str, ...]
    raised: tuple[str, ...] = ()
    node: str | None = None
    leads_node: bool = True
    group: PriorGroup | None = None
    shown_by: str | None = None
    excluded_by: str | None = None

    @property
    def is_suspected(self) -> bool:
        """Raised only by rules that guard other causes: their findings can mean this one too."""
        return bool(self.raised) and not set(self.raised) & set(self.condition.guarded_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """One condition scored by itself, before nodes and verdicts."""

    condition: Condition
    estimate: Estimate
    group: PriorGroup | None


def differential(
    pack: Pack,
    effects: Mapping[str, Effects],
    picture: ClinicalPicture,
    standings: Iterable[RuleStanding],
) -> tuple[Ruling, ...]:
    """Every condition, those with a raised rule first by urgency, then by probability.

    A raised rule lifts the causes it guards, and of those it suspects the ones that are spoken for.

    No place falls on an unknown: what was not assessed adds nothing to any estimate. What a signed
    result excludes comes last, however high the findings had set it.
    """
    by_rule = {standing.rule.id: standing for standing in standings}
    scored = {
        condition.id: _score(pack, condition, effects.get(condition.id, {}), picture)
        for condition in pack.presentation.conditions.values()
    }
    shown = shown_by(picture.investigations, pack.library.investigations)
    rulings: list[Ruling] = []
    in_node: set[str] = set()
    for node in pack.presentation.head.nodes:
        in_node.update(node.members)
        rulings += _node_rulings(pack, node, scored, picture, by_rule, shown)
    for name, own in scored.items():
        if name not in in_node:
            rulings.append(_ruling(pack, own, own.estimate, picture, by_rule, shown))
    ordered = sorted(rulings, key=lambda ruling: _place(ruling, by_rule))
    return _with_remainder_last(ordered, pack)


def _with_remainder_last(ordered: list[Ruling], pack: Pack) -> tuple[Ruling, ...]:
    """The unexplained remainder moves behind every cause that findings speak for.

    It has no findings of its own to be found, so it would otherwise stand before a rare cause
    with two positive tests. Nothing else moves, and its estimate stays what it was.
    """
    for name in pack.presentation.head.never_ruled_out:
        place = next((i for i, r in enumerate(ordered) if r.condition.id == name), None)
        if place is None:
            continue
        spoken_for = [
            i for i, ruling in enumerate(ordered) if _is_spoken_for(ruling, pack.library.weighing)
        ]
        last = max(spoken_for, default=place)
        if last > place:
            ordered.insert(last, ordered.pop(place))
    return tuple(ordered)


def _is_spoken_for(ruling: Ruling, weighing: Weighing) -> bool:
    """Findings speak for the cause on balance, and its chance is worth a place."""
    return ruling.excluded_by is None and is_spoken_for(
        ruling.estimate, ruling.group, ruling.probability, weighing
    )


def _score(pack: Pack, condition: Condition, effects: Effects, picture: ClinicalPicture) -> _Scored:
    group = group_of(condition, picture)
    pretest = condition.pretest
    prior = group.stratum.estimate if group else pretest.estimate
    return _Scored(
        condition=condition,
        estimate=weigh(
            prior,
            _range_around(prior, pretest.estimate, pretest.plausible_range),
            contributions(
                effects,
                pack.library.constructs,
                picture,
                pack.library.weighing,
                in_prior=frozenset(group.findings) if group else frozenset(),
            ),
            pack.library.weighing,
        ),
        group=group,
    )


def _range_around(
    prior: float, estimate: float, plausible: tuple[float, float]
) -> tuple[float, float]:
    """The plausible range of the pack, moved in log-odds to the prior that applies."""
    shift = logit(prior) - logit(estimate)
    low, high = plausible
    return probability(logit(low) + shift), probability(logit(high) + shift)


def _node_rulings(
    pack: Pack,
    node: SharedNode,
    scored: Mapping[str, _Scored],
    picture: ClinicalPicture,
    by_rule: Mapping[str, RuleStanding],
    shown: Shown,
) -> list[Ruling]:
    """Members share one estimate; age, duration and their own findings only label the lead."""
    members = [scored[name] for name in node.members]
    evidence = scored[node.evidence_from]
    prior = min(0.95, sum(member.estimate.prior for member in members))
    pretest = evidence.condition.pretest
    shared = weigh(
        prior,
        _range_around(prior, pretest.estimate, pretest.plausible_range),
        evidence.estimate.contributions,
        pack.library.weighing,
    )
    odds = {
        member.condition.id: member.estimate.probability / (1 - member.estimate.probability)
        for member in members
    }
    lead = max(odds, key=lambda name: odds[name])
    rulings = []
    for member in members:
        name = member.condition.id
        share = 1.0 if name == lead else odds[name] / sum(odds.values())
        rulings.append(
            _ruling(
                pack,
                member,
                shared,
                picture,
                by_rule,
                shown,
                share=share,
                node=node.id,
                leads_node=name == lead,
                group=evidence.group,
            )
        )
    return rulings


def _ruling(
    pack: Pack,
    own: _Scored,
    estimate: Estimate,
    picture: ClinicalPicture,
    by_rule: Mapping[str, RuleStanding],
    shown: Shown,
    *,
    share: float = 1.0,
    node: str | None = None,
    leads_node: bool = True,
    group: PriorGroup | None = None,
) -> Ruling:
    condition = own.condition
    to_assess = picture.not_assessed(condition.settling.key_findings)
    own_guards = [by_rule[rule] for rule in condition.guarded_by if rule in by_rule]
    suspecting: tuple[RuleStanding, ...] = ()
    if is_spoken_for(estimate, own.group or group, estimate.probability, pack.library.weighing):
        suspecting = suspected_by(condition.id, by_rule.values())
    guards = [*own_guards, *suspecting]
    never = condition.id in pack.presentation.head.never_ruled_out
    verdict, because = _verdict(condition, estimate, to_assess, guards, never=never)
    shown_by, excluded_by = shown.supported.get(condition.id), None
    if shown_by is not None:
        verdict, because = Verdict.LIKELY, (shown_by,)
    elif condition.id in shown.excluded and not any(guard.is_raised for guard in own_guards):
        guards = own_guards
        excluded_by = shown.excluded[condition.id]
        verdict, because = Verdict.RULED_OUT, (excluded_by,)
    elif verdict is Verdict.LIKELY and not leads_node:
        verdict = Verdict.POSSIBLE
    return Ruling(
        condition=condition,
        verdict=verdict,
        probability=estimate.probability * share,
        low=estimate.low * share,
        high=estimate.high * share,
        estimate=estimate,
        arguments_for=tuple(c for c in estimate.contributions if c.speaks_for),
        arguments_against=tuple(c for c in estimate.contributions if not c.speaks_for),
        to_assess=to_assess,
        because=because,
        raised=tuple(guard.rule.id for guard in guards if guard.is_raised),
        node=node,
        leads_node=leads_node,
        group=own.group or group,
        shown_by=shown_by,
        excluded_by=excluded_by,
    )


def _verdict(
    condition: Condition,
    estimate: Estimate,
    to_assess: tuple[str, ...],
    guards: Iterable[RuleStanding],
    *,
    never: bool,
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and what decided it.

    A rule decides before any number: raised keeps the cause possible however small its chance,
    open keeps it unsettled. A key finding nobody assessed keeps a cause open (Pauker and
    Kassirer 1980). What can never be ruled out stops at unlikely.
    """
    settling = condition.settling
    likely = estimate.probability >= settling.likely_from
    for guard in guards:
        if guard.is_raised:
            return (Verdict.LIKELY if likely else Verdict.POSSIBLE), (guard.rule.id,)
    for guard in guards:
        if guard.state is RuleState.OPEN:
            return Verdict.NEEDS_ASSESSMENT, guard.to_ask or (guard.rule.id,)
    if likely:
        return Verdict.LIKELY, _deciding(estimate, speaks_for=True)
    if to_assess:
        return Verdict.NEEDS_ASSESSMENT, to_assess
    if estimate.high < settling.ruled_out_below and not never:
        return Verdict.RULED_OUT, _deciding(estimate, speaks_for=False)
    if estimate.probability < settling.unlikely_below:
        return Verdict.UNLIKELY, _deciding(estimate, speaks_for=False)
    return Verdict.POSSIBLE, _deciding(estimate, speaks_for=True)


def _deciding(estimate: Estimate, *, speaks_for: bool) -> tuple[str, ...]:
    return tuple(
        contribution.effects[0].finding
        for contribution in estimate.contributions
        if contribution.weight and contribution.speaks_for is speaks_for
    )


def _place(ruling: Ruling, by_rule: Mapping[str, RuleStanding]) -> tuple[float, int, float, str]:
    """Raised rules by urgency, then what a signed result has shown, then by chance.

    What a signed result has excluded stands behind all the others.
    """
    urgency = max((by_rule[rule].urgency.rank + 1 for rule in ruling.raised), default=0)
    result = (ruling.excluded_by is not None) - (ruling.shown_by is not None)
    return -urgency, result, -ruling.probability, ruling.condition.id
