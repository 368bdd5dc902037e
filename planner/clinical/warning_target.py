"""When a red-flag rule cries wolf so often that it is to be read again (HZ-037)."""

from dataclasses import dataclass

from planner.clinical.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningTarget(Value):
    """What is asked of the emergencies that one rule told in the last ``months`` months.

    From ``fewest`` of them with an outcome, a share of at least ``apt`` (0 to 1) is one: it is not
    recorded as a slip, or as no emergency any more. A rule under it is read again by people; no
    rule is silenced by a figure.
    """

    months: int
    fewest: int
    apt: float
    because: str
    sources: tuple[str, ...] = ()
    verified: bool
    reason: str | None = None

    def __post_init__(self) -> None:
        if self.months < 1 or self.fewest < 1 or not 0 < self.apt < 1:
            raise ValueError("expected a month or more, one outcome or more, a share from 0 to 1")

    def is_missed(self, ended: int, dismissed: int) -> bool:
        """Whether a rule with so many outcomes, so many of them none, is to be read again."""
        return ended >= self.fewest and ended - dismissed < self.apt * ended
