"""HZ-030-T1: twenty people of each red-flag rule, told from its file, and none is missed."""

from functools import cache

import pytest

from planner.clinical.answers import Presence, Sex
from planner.clinical.expressions import findings_in
from planner.clinical.redflags import Urgency
from planner.ruleout.assess import Reasoner
from tests.builders import a_case
from tests.packs import the_pack
from tests.safety.vignettes import Vignette, derived, rule, told

FEWEST = 20
RULES = the_pack().presentation.rules


@cache
def reasoner() -> Reasoner:
    return Reasoner(the_pack())


@cache
def benign() -> tuple[str, ...]:
    """Questions of the short examination that no rule speaks of."""
    named = {
        name
        for each in RULES.values()
        for trigger in each.triggers
        for when in (trigger.when, trigger.confirm)
        if when is not None
        for name in findings_in(when)
    }
    parts = {n for name in named if name in derived() for n in leaves(name)}
    core = the_pack().presentation.head.core
    return tuple(n for n in core if n not in named | parts and n not in derived())[:6]


def leaves(name: str) -> set[str]:
    entry = the_pack().library.findings[name].derived
    return set(findings_in(entry)) if entry is not None else set()


def missed(name: str, one: Vignette) -> bool:
    """Whether the rule, or the one that speaks for it, is not raised, or is less urgent."""
    way = one.way
    case = a_case(
        present=(*way.yes, *(one.said - way.no)),
        absent=(*way.no, *(one.denied - way.yes)),
        age=float(one.age if one.age is not None else min(way.ages)),
        sex=Sex(one.sex or min(way.sexes)),
        duration_weeks=min(way.weeks),
        factors=dict.fromkeys(way.factors, Presence.PRESENT),
    )
    raised = {s.rule.id: s.urgency for s in reasoner().standings(case) if s.is_raised}
    raw = rule(name)
    wanted = Urgency(raw["triggers"][one.trigger].get("urgency") or raw["urgency"])
    speaks = (name, raw.get("yields_to", {}).get("rule"))
    return not any(raised[r].rank >= wanted.rank for r in speaks if r in raised)


@pytest.mark.parametrize("name", RULES)
def test_no_vignette_of_a_rule_is_missed(name: str):
    """HZ-030-T1: every trigger met, alone and beside other answers."""
    wanted = max(FEWEST, len(RULES[name].triggers))
    vignettes = told(name, the_pack().presentation.head.always_screen, benign(), wanted)
    assert len(set(vignettes)) == wanted
    assert {one.trigger for one in vignettes} == set(range(len(RULES[name].triggers)))
    assert [one for one in vignettes if missed(name, one)] == []


@pytest.mark.safety
@pytest.mark.parametrize("name", RULES)
def test_no_way_to_meet_a_rule_is_missed(name: str):
    """HZ-030-T1: the same, for up to a thousand people of each rule."""
    vignettes = told(name, the_pack().presentation.head.always_screen, benign(), 1000)
    assert [one for one in vignettes if missed(name, one)] == []
