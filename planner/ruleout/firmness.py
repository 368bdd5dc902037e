"""How firm the order is: who would come first if a prior or the opinions were otherwise.

Each prior is moved to either end of its plausible range, one at a time, and every expert opinion
is doubted once. Causes with a raised rule are left out: no number puts them anywhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.ruleout.differential import Ruling
from planner.ruleout.weighing import Estimate, logit, probability


class Doubt(StrEnum):
    """What was supposed to be otherwise."""

    RARER = "rarer"
    COMMONER = "commoner"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaking:
    """A cause that would come first, under which doubt, about whom.

    ``supposed`` is the prior of ``about`` in that trial, between 0 and 1; none where the opinions
    were doubted.
    """

    by: Ruling
    doubt: Doubt
    about: Ruling
    supposed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmness:
    """The leading cause, in how many trials it was tried, and what overtakes it in which.

    ``doubted`` is the leading cause as it stands with the opinions doubted; ``keeps_its_three``
    says whether the three that lead stay the same three then.
    """

    first: Ruling
    trials: int
    overtakings: tuple[Overtaking, ...]
    doubted: Ruling
    keeps_its_three: bool

    @property
    def holds(self) -> bool:
        """Whether no single doubt changes who comes first."""
        return not self.overtakings


def firmness(rulings: Sequence[Ruling], doubted: Sequence[Ruling]) -> Firmness | None:
    """Try the order of one side; none while fewer than two causes are weighed at all.

    ``doubted`` is the differential of the same answers with every opinion doubted.
    """
    weighed = _weighed(rulings)
    if len(weighed) < 2:
        return None
    first, others = weighed[0], weighed[1:]
    found: list[Overtaking] = []
    rarer, _ = first.estimate.prior_range
    lowest = _with_prior(first.estimate, rarer)
    best = max(others, key=lambda ruling: ruling.estimate.probability)
    if best.estimate.probability > lowest:
        found.append(Overtaking(by=best, doubt=Doubt.RARER, about=first, supposed=rarer))
    for ruling in others:
        _, commoner = ruling.estimate.prior_range
        if _with_prior(ruling.estimate, commoner) > first.estimate.probability:
            found.append(
                Overtaking(by=ruling, doubt=Doubt.COMMONER, about=ruling, supposed=commoner)
            )
    after = _weighed(doubted)
    if _name(after[0]) != _name(first):
        found.append(Overtaking(by=after[0], doubt=Doubt.OPINION, about=first))
    return Firmness(
        first=first,
        trials=2 * len(weighed) + 1,
        overtakings=tuple(found),
        doubted=next(r for r in doubted if r.condition.id == first.condition.id),
        keeps_its_three=_names(weighed[:3]) == _names(after[:3]),
    )


def _weighed(rulings: Sequence[Ruling]) -> list[Ruling]:
    """Causes that stand where they stand by their chance: no rule, no result, one of a node."""
    by_chance = [r for r in rulings if r.shown_by is None and r.excluded_by is None]
    return [r for r in by_chance if r.leads_node and not r.raised]


def _with_prior(estimate: Estimate, prior: float) -> float:
    """The same evidence from another start."""
    return probability(logit(estimate.probability) - logit(estimate.prior) + logit(prior))


def _names(rulings: Sequence[Ruling]) -> set[str]:
    return {_name(ruling) for ruling in rulings}


def _name(ruling: Ruling) -> str:
    """Causes of one node count as one: no test tells them apart."""
    return ruling.node or ruling.condition.id
