"""The constants of the weighing: every one stands in a pack with its source and its mark."""

from dataclasses import dataclass

from planner.clinical.findings import Weight
from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant(Value):
    """One number with where it comes from."""

    value: float
    kind: str
    because: str
    sources: tuple[str, ...] = ()
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing(Value):
    """How findings become a probability.

    ``expert_log_odds`` turns opinion into log-odds. ``tau`` is the spread of true log ratios and
    ``default_standard_error`` stands in where a ratio has no interval; both in log-odds.
    ``falling_weights`` go to constructs in order of size, each further one ``further_factor``
    times the last. One construct contributes at most ``cap`` or 1/``cap`` as a ratio.
    ``band_z`` standard errors on each side make the band.

    Order: findings speak for a cause from ``spoken_for`` log-odds on balance, and it then stands
    before the unexplained remainder if its chance is ``worth_a_place``. What to ask next: nothing
    under ``least_gain`` bits, no question shorter than ``shortest_minutes``, a second test of one
    construct for ``same_construct_share`` of its worth, key findings ``key_finding_factor`` times,
    one whose yes or no says nothing for ``one_sided_share``.
    ``opinion_doubted`` is what opinion is multiplied by where the firmness of the order is tried.
    """

    expert_log_odds: dict[Weight, float]
    expert_because: str
    tau: Constant
    default_standard_error: Constant
    falling_weights: tuple[float, ...]
    further_factor: Constant
    falling_because: str
    cap: Constant
    band_z: Constant
    spoken_for: Constant
    worth_a_place: Constant
    least_gain: Constant
    shortest_minutes: Constant
    same_construct_share: Constant
    key_finding_factor: Constant
    one_sided_share: Constant
    opinion_doubted: Constant

    def __post_init__(self) -> None:
        if missing := set(Weight) - set(self.expert_log_odds):
            raise ValueError(f"no log-odds for {', '.join(sorted(missing))}")
        if list(self.falling_weights) != sorted(self.falling_weights, reverse=True):
            raise ValueError("falling weights fall")
