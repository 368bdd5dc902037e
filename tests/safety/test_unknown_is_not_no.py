"""HZ-014 and HZ-030: an unasked red flag is never a no, and nothing outvotes a raised one."""

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clinical.answers import Presence, Sex
from planner.clinical.case import Case
from planner.clinical.redflags import RuleState
from planner.ruleout.assess import Assessment, Reasoner
from tests.builders import VISIT
from tests.packs import the_pack


@cache
def reasoner() -> Reasoner:
    return Reasoner(the_pack())


def askable() -> list[str]:
    return [f.id for f in the_pack().library.findings.values() if f.derived is None]


def safety_questions() -> list[str]:
    return [n for n in the_pack().presentation.head.always_screen if n in askable()]


answers = st.deferred(
    lambda: st.dictionaries(
        st.sampled_from(askable()),
        st.sampled_from([Presence.PRESENT, Presence.ABSENT]),
        max_size=12,
    )
)
cases = st.builds(
    Case,
    presentation=st.just("buttock-pain"),
    on=st.just(VISIT),
    age=st.one_of(st.none(), st.integers(8, 90).map(float)),
    sex=st.one_of(st.none(), st.sampled_from(Sex)),
    duration_weeks=st.one_of(st.none(), st.integers(0, 200).map(float)),
    answers=answers,
)

_WORST_FIRST = (RuleState.RAISED, RuleState.OPEN, RuleState.RESOLVED, RuleState.CLEAR)


def severity(assessment: Assessment) -> dict[str, int]:
    return {s.rule.id: -_WORST_FIRST.index(s.state) for s in assessment.rules}


@settings(max_examples=150)
@given(cases, st.data())
def test_hz_014_t3_turning_a_no_into_not_asked_never_lowers_a_rule_or_the_disposition(case, data):
    noes = [name for name, answer in case.answers.items() if answer is Presence.ABSENT]
    forgotten = data.draw(st.sampled_from(noes)) if noes else None
    fewer = {name: answer for name, answer in case.answers.items() if name != forgotten}
    before = reasoner().assess(case)
    after = reasoner().assess(replace(case, answers=fewer))
    for rule, level in severity(before).items():
        assert severity(after)[rule] >= level, (rule, forgotten)
    raised_before = {s.rule.id for s in before.raised}
    assert raised_before <= {s.rule.id for s in after.raised}


@settings(max_examples=150)
@given(cases, answers)
def test_hz_030_t2_no_number_of_other_findings_removes_a_raised_rule(case, others):
    before = reasoner().assess(case)
    asked = {
        name
        for standing in before.raised
        for trigger in standing.rule.triggers
        for name in (*standing.because, *standing.to_ask, *_names(trigger))
    }
    benign = {n: a for n, a in others.items() if n not in asked and n not in case.answers}
    after = reasoner().assess(replace(case, answers={**case.answers, **benign}))
    assert {s.rule.id for s in before.raised} <= {s.rule.id for s in after.raised}
    assert after.disposition.rank >= max(
        (_least(s.urgency.value) for s in before.raised), default=0
    )


@settings(max_examples=60)
@given(cases)
def test_hz_034_the_same_facts_give_the_same_answer(case):
    first, second = reasoner().assess(case), Reasoner(the_pack()).assess(case)
    assert [(r.condition.id, r.verdict, r.probability) for r in first.differential] == [
        (r.condition.id, r.verdict, r.probability) for r in second.differential
    ]


@settings(max_examples=60)
@given(cases)
def test_hz_031_t1_every_cause_is_listed_with_what_is_still_unknown(case):
    assessment = reasoner().assess(case)
    assert len(assessment.differential) == len(the_pack().presentation.conditions)
    for ruling in assessment.differential:
        key = ruling.condition.settling.key_findings
        assert ruling.to_assess == assessment.picture.not_assessed(key)


def _names(trigger):
    from planner.clinical.expressions import findings_in

    yield from findings_in(trigger.when)
    if trigger.confirm is not None:
        yield from findings_in(trigger.confirm)


def _least(urgency: str) -> int:
    return {"routine": 2, "urgent": 4, "emergency": 5}[urgency]
