"""One person with pain on both sides: what holds for the plan is what either side says."""

from collections.abc import Mapping, Sequence

from planner.clinical.answers import Presence
from planner.clinical.case import Case
from planner.clinical.pack import Pack
from planner.ruleout.picture import ClinicalPicture


class EitherSide(ClinicalPicture):
    """The findings of the side that leads, and each treatment factor as the worst of both sides.

    One plan treats both: a *yes* on one side binds what is done on the other, and a *no* counts
    only when it is one on each side.
    """

    def __init__(
        self,
        pack: Pack,
        case: Case,
        answers: Mapping[str, Presence],
        sides: Sequence[ClinicalPicture],
    ) -> None:
        super().__init__(pack.library, case, answers, pack.presentation.rules)
        self._sides = tuple(sides)

    def factor(self, factor: str) -> Presence:
        """Present where it is on any side, absent where it is on all."""
        said = {side.factor(factor) for side in self._sides}
        if Presence.PRESENT in said:
            return Presence.PRESENT
        return said.pop() if len(said) == 1 else Presence.NOT_ASSESSED
