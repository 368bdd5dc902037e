"""HZ-030-T3: take away, turn round or soften any red-flag rule, and a worked case fails."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.clinical.expressions import NoneOf
from planner.clinical.pack import Pack
from planner.clinical.redflags import RedFlagRule, Trigger, Urgency
from planner.knowledge.cases import read_raw
from planner.knowledge.worked_cases import run_case
from planner.ruleout.assess import Reasoner
from tests.builders import VISIT
from tests.packs import PROTOCOLS, the_pack

CASES = PROTOCOLS / "buttock-pain" / "cases"
NAMED_UNDER = ("raised", "not-raised", "open", "resolved")

ANOTHER_SAYS_IT_TOO = {
    ("deep-vein-thrombosis", 1): "the next trigger asks less and is met whenever this one is",
    ("deep-vein-thrombosis", 3): "a leg that is swollen now is enough by itself",
    ("fragility-fracture", 1): "the third trigger asks less and is met whenever this one is",
}
"""Triggers that raise nothing by themselves: a wider one of the same rule holds as well."""


def rules() -> Mapping[str, RedFlagRule]:
    return the_pack().presentation.rules


def with_rules(changed: Mapping[str, RedFlagRule]) -> Pack:
    pack = the_pack()
    return replace(pack, presentation=replace(pack.presentation, rules=changed))


def without(name: str) -> Pack:
    return with_rules({each: rule for each, rule in rules().items() if each != name})


def having(rule: RedFlagRule) -> Pack:
    return with_rules({**rules(), rule.id: rule})


@cache
def cases_that_name(rule: str) -> tuple[Path, ...]:
    def names(path: Path) -> bool:
        expected = read_raw(path)["expect"]
        return any(rule in (expected.get(key) or ()) for key in NAMED_UNDER)

    return tuple(path for path in sorted(CASES.glob("*.yaml")) if names(path))


def fails_with(pack: Pack, paths: Iterable[Path]) -> bool:
    reasoner = Reasoner(pack)
    return any(next(run_case(path, reasoner, VISIT), None) is not None for path in paths)


def softer(urgency: Urgency) -> Urgency:
    steps = list(Urgency)
    return steps[max(0, steps.index(urgency) - 1)]


def softened(rule: RedFlagRule) -> RedFlagRule:
    """One step less urgent, triggers too; a rule that had no holding advice borrows some."""
    advice = rule.holding or rules()["cauda-equina"].holding
    return replace(
        rule,
        urgency=softer(rule.urgency),
        holding=advice,
        triggers=tuple(
            replace(t, urgency=softer(t.urgency) if t.urgency else None) for t in rule.triggers
        ),
    )


def turned_round(trigger: Trigger) -> Trigger:
    return replace(trigger, when=NoneOf((trigger.when,)))


def triggers() -> list[tuple[str, int]]:
    return [
        (name, place)
        for name, rule in sorted(rules().items())
        for place in range(len(rule.triggers))
        if (name, place) not in ANOTHER_SAYS_IT_TOO
    ]


def triggers_with_a_fellow() -> list[Any]:
    return a_third([(n, place) for n, place in triggers() if len(rules()[n].triggers) > 1])


def triggers_with_a_question() -> list[Any]:
    return a_third([(n, p) for n, p in triggers() if rules()[n].triggers[p].confirm is not None])


def a_third(found: list[tuple[str, int]]) -> list[Any]:
    """Every third in the usual run; the others by ``make safety``."""
    return [
        pytest.param(*one, marks=() if number % 3 == 0 else pytest.mark.safety)
        for number, one in enumerate(found)
    ]


@pytest.mark.parametrize("name", sorted(rules()))
def test_the_cases_hold_while_nothing_is_changed(name):
    assert cases_that_name(name)
    assert not fails_with(the_pack(), cases_that_name(name))


@pytest.mark.parametrize("name", sorted(rules()))
def test_without_the_rule_a_case_fails(name):
    """HZ-030-T3"""
    assert fails_with(without(name), cases_that_name(name))


@pytest.mark.parametrize("name", sorted(rules()))
def test_with_the_rule_turned_round_a_case_fails(name):
    """HZ-030-T3"""
    rule = rules()[name]
    changed = replace(rule, triggers=tuple(turned_round(t) for t in rule.triggers))
    assert fails_with(having(changed), cases_that_name(name))


@pytest.mark.parametrize(
    "name", sorted(n for n, rule in rules().items() if rule.urgency is not Urgency.ROUTINE)
)
def test_with_the_rule_one_step_less_urgent_a_case_fails(name):
    assert fails_with(having(softened(rules()[name])), cases_that_name(name))


@pytest.mark.parametrize("name", sorted(rules()))
def test_with_the_rule_never_resolved_a_case_fails(name):
    assert fails_with(having(replace(rules()[name], resolved_by=())), cases_that_name(name))


@pytest.mark.parametrize(("name", "place"), triggers_with_a_fellow())
def test_without_one_of_its_triggers_a_case_fails(name, place):
    rule = rules()[name]
    left = tuple(trigger for each, trigger in enumerate(rule.triggers) if each != place)
    assert fails_with(having(replace(rule, triggers=left)), cases_that_name(name))


@pytest.mark.parametrize(("name", "place"), triggers_with_a_question())
def test_without_the_extra_question_of_a_trigger_a_case_fails(name, place):
    """A trigger that no longer asks its question raises in a near miss."""
    rule = rules()[name]
    bare = replace(rule.triggers[place], confirm=None)
    changed = (*rule.triggers[:place], bare, *rule.triggers[place + 1 :])
    assert fails_with(having(replace(rule, triggers=changed)), cases_that_name(name))
