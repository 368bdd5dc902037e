"""What one answer does: the case as it would be with it, and the causes that move."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.clinical.answers import Presence, Side
from planner.clinical.case import Case
from planner.ruleout.differential import Ruling
from planner.ruleout.weighing import logit


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One cause before and after. ``distance`` is the change in log-odds: up is above zero."""

    before: Ruling
    after: Ruling
    distance: float

    @property
    def changes_verdict(self) -> bool:
        """Whether the word changes too."""
        return self.before.verdict is not self.after.verdict


def suppose(case: Case, finding: str, presence: Presence, side: Side | None = None) -> Case:
    """The case with this one answer given, or taken back; nothing handed in changes.

    With one painful side an answer for it is the case's own; with both, each side keeps its own.
    """
    others = {name: why for name, why in case.could_not_assess.items() if name != finding}
    if case.side is Side.BOTH and side is Side.LEFT:
        changed = replace(case, answers_left=_with(case.answers_left, finding, presence))
    elif case.side is Side.BOTH and side is Side.RIGHT:
        changed = replace(case, answers_right=_with(case.answers_right, finding, presence))
    else:
        changed = replace(case, answers=_with(case.answers, finding, presence))
    return replace(changed, could_not_assess=others)


def _with(
    answers: Mapping[str, Presence], finding: str, presence: Presence
) -> Mapping[str, Presence]:
    others = {name: said for name, said in answers.items() if name != finding}
    if presence is Presence.NOT_ASSESSED:
        return others
    return {**others, finding: presence}


def moves(before: Sequence[Ruling], after: Sequence[Ruling]) -> tuple[Move, ...]:
    """Every cause that moved or changed its verdict, the one that moved most first.

    Causes that share a node move together: their lead speaks for them.
    """
    was = {ruling.condition.id: ruling for ruling in before}
    found = []
    for ruling in after:
        old = was[ruling.condition.id]
        distance = logit(ruling.estimate.probability) - logit(old.estimate.probability)
        if not ruling.leads_node:
            continue
        if abs(distance) > STILL or old.verdict is not ruling.verdict:
            found.append(Move(before=old, after=ruling, distance=distance))
    return tuple(sorted(found, key=lambda move: (-abs(move.distance), move.after.condition.id)))


STILL = 1e-6
"""Log-odds below which a difference is rounding."""
