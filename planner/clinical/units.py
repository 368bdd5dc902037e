"""Which numbers a unit can have, and which are likely (HZ-011)."""

from dataclasses import dataclass

from planner.clinical.value import Value

TOO_FAR = 2
"""Times the last number, or a part of it as small: then somebody is asked to look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Value):
    """A unit of measures: what is possible, and up to where a number is likely.

    ``is_scale``: both ends are fixed, so that a jump within it is nothing odd.
    """

    id: str
    lowest: float
    highest: float
    likely: float
    is_scale: bool = False

    def __post_init__(self) -> None:
        if not self.lowest <= self.likely <= self.highest:
            raise ValueError("what is likely lies within what is possible")

    def is_possible(self, number: float, *, is_change: bool = False) -> bool:
        """Whether a number can be one of this unit; a change may be as far below nought."""
        return (-self.highest if is_change else self.lowest) <= number <= self.highest

    def looks_odd(self, number: float, last: float | None = None) -> bool:
        """Whether it is beyond what is likely, or more than twice or less than half the last."""
        if number > self.likely:
            return True
        if self.is_scale or not last or number == 0:
            return False
        return number / last > TOO_FAR or last / number > TOO_FAR
