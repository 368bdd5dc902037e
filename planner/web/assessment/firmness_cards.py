"""How firm the order is, in sentences: what would have to be otherwise for another to lead."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.ruleout.assess import Assessment
from planner.ruleout.differential import Ruling
from planner.ruleout.firmness import Doubt, Firmness, Overtaking, firmness
from planner.web.assessment.board_cards import short_name
from planner.web.services import knowledge
from planner.web.words import SIDES, per_cent, plural
from planner.workflow.entries import VisitPage

NAMED = 4
"""Causes named in one sentence; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmnessCard:
    """One side: whether the first cause stays first, and each doubt under which it does not."""

    side: str
    title: str
    holds: bool
    lines: tuple[str, ...]


def firmness_cards(page: VisitPage, sides: Sequence[Assessment]) -> tuple[FirmnessCard, ...]:
    """One card a side; none for a side where rules and results decide the whole order."""
    doubted = knowledge().reasoner.doubting.rule_each(page.case)
    cards = []
    for side, after in zip(sides, doubted, strict=True):
        found = firmness(side.differential, after)
        if found is not None:
            where = SIDES[side.side] if len(sides) > 1 and side.side else ""
            cards.append(_card(found, where))
    return tuple(cards)


def _card(found: Firmness, where: str) -> FirmnessCard:
    first = short_name(found.first.condition.name)
    changed = plural(len(found.overtakings), "trial")
    return FirmnessCard(
        side=where,
        title=f"{first} stays first in all {found.trials} trials"
        if found.holds
        else f"{first} leads, but not in {changed} of {found.trials}",
        holds=found.holds,
        lines=(*_overtaken(found), *_with_opinions_doubted(found)),
    )


def _overtaken(found: Firmness) -> list[str]:
    said = [
        f"Were {_low(one.about)} as rare as its range allows, {per_cent(one.supposed or 0.0)} "
        f"to start with, {_low(one.by)} would come first."
        for one in found.overtakings
        if one.doubt is Doubt.RARER
    ]
    commoner = [one for one in found.overtakings if one.doubt is Doubt.COMMONER]
    if commoner:
        said.append(f"{_listed(commoner)} would come first, were it as common as its range allows.")
    return said


def _listed(commoner: Sequence[Overtaking]) -> str:
    names = [
        f"{_low(one.by)} ({per_cent(one.supposed or 0.0)} to start with)"
        for one in commoner[:NAMED]
    ]
    more = f", or one of {len(commoner) - NAMED} more" if len(commoner) > NAMED else ""
    text = " or ".join(names) + more
    return text[:1].upper() + text[1:]


def _with_opinions_doubted(found: Firmness) -> list[str]:
    """What becomes of the leading cause when every expert opinion counts half."""
    other = next((o for o in found.overtakings if o.doubt is Doubt.OPINION), None)
    if other is not None:
        return [f"Did every expert opinion count half, {_low(other.by)} would come first."]
    verdict = found.doubted.verdict
    three = "the same three causes lead" if found.keeps_its_three else "other causes come near it"
    stays = (
        "its verdict stays"
        if verdict is found.first.verdict
        else f"it reads “{verdict.value}” instead of “{found.first.verdict.value}”"
    )
    return [f"With every expert opinion counted half {stays}, and {three}."]


def _low(ruling: Ruling) -> str:
    name = short_name(ruling.condition.name)
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
