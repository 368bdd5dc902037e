"""HZ-033: facts that cannot all be true are named, and no order of the causes is told from them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clinical.answers import Sex
from planner.clinical.case import SignedReason
from planner.documents.filling.record import clinician_record
from planner.knowledge.cases import to_case
from planner.knowledge.contradictions import refuse_contradictions
from planner.knowledge.fields import CaseError
from planner.ruleout.assess import Reasoner
from planner.ruleout.contradictions import BEFORE_BIRTH
from tests.packs import the_pack

ON = date(2026, 11, 22)
MAN, WOMAN = {"age": 34, "sex": "male"}, {"age": 34, "sex": "female"}
YES, NO = "present", "absent"
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "pregnant-male": (
        {"patient": MAN, "factors": {"pregnancy": YES}},
        {"patient": WOMAN, "factors": {"pregnancy": YES}},
    ),
    "periods-male": (
        {"patient": MAN, "answers": {"menstrual-disturbance": YES}},
        {"patient": MAN, "answers": {"menstrual-disturbance": NO}},
    ),
    "pregnant-out-of-age": (
        {"patient": {"age": 60, "sex": "female"}, "answers": {"pregnant-or-postpartum": YES}},
        {"patient": {"age": 59, "sex": "female"}, "answers": {"pregnant-or-postpartum": YES}},
    ),
    "menopause-out-of-age": (
        {"patient": {"age": 29, "sex": "female"}, "answers": {"bleeding-after-menopause": YES}},
        {"patient": {"age": 30, "sex": "female"}, "answers": {"bleeding-after-menopause": YES}},
    ),
    "menopause-and-pregnant": (
        {
            "patient": WOMAN,
            "answers": {"bleeding-after-menopause": YES, "pregnant-or-postpartum": YES},
        },
        {
            "patient": WOMAN,
            "answers": {"bleeding-after-menopause": YES, "pregnant-or-postpartum": NO},
        },
    ),
    "mechanism-and-none": (
        {"answers": {"mechanism-none": YES, "mechanism-sprint": YES}},
        {"answers": {"mechanism-none": NO, "mechanism-sprint": YES}},
    ),
    "cannot-stand-but-hops": (
        {"answers": {"cannot-bear-weight": YES, "hop-test": NO}},
        {"answers": {"cannot-bear-weight": YES}},
    ),
    BEFORE_BIRTH: (
        {"patient": MAN, "duration-weeks": 1830},
        {"patient": MAN, "duration-weeks": 1820},
    ),
}
"""Each rule with the facts that break it, and with facts that only just do not."""


def case_of(raw):
    return to_case({"presentation": "buttock-pain", **raw}, the_pack(), ON)


def test_every_rule_of_the_pack_has_its_two_cases():
    """HZ-033-T1"""
    assert set(CASES) == {BEFORE_BIRTH, *the_pack().presentation.contradictions}


@pytest.mark.parametrize("name", CASES)
def test_each_is_refused_by_name_and_its_neighbour_is_not(name):
    """HZ-033-T1"""
    broken, whole = (case_of(raw) for raw in CASES[name])

    with pytest.raises(CaseError, match=f"^{name}: .*expected"):
        refuse_contradictions(broken, the_pack())
    refuse_contradictions(whole, the_pack())

    reasoner = Reasoner(the_pack())
    assert [each.id for each in reasoner.assess(broken).unexplained] == [name]
    assert reasoner.assess(whole).contradictions == ()


def test_a_signed_reason_lets_it_pass_and_stays_with_it():
    """HZ-033-T3, in a case file."""
    said = {"reason": "A trans man, 20 weeks pregnant", "signed-by": "A. Example"}
    case = case_of({**CASES["pregnant-male"][0], "explained": {"pregnant-male": said}})

    refuse_contradictions(case, the_pack())
    assessment = Reasoner(the_pack()).assess(case)

    assert assessment.unexplained == ()
    [kept] = assessment.contradictions
    assert kept.reason == SignedReason(reason=said["reason"], signed_by="A. Example")
    [printed] = clinician_record(the_pack(), assessment, None).overrides
    assert (printed.reason, printed.signed) == (said["reason"], "A. Example")


@pytest.mark.parametrize("said", [{"reason": "So it is"}, {"signed-by": "A. Example"}, "yes"])
def test_half_a_reason_is_none(said):
    with pytest.raises(CaseError, match=r"explained: pregnant-male|pregnant-male"):
        case_of({"explained": {"pregnant-male": said}})


def test_what_is_odd_on_one_side_alone_is_odd():
    raw = {"side": "both", "answers-left": {"cannot-bear-weight": YES, "hop-test": NO}}
    [found] = Reasoner(the_pack()).assess(case_of(raw)).unexplained
    assert found.findings == ("cannot-bear-weight", "hop-test")


def test_rules_hold_whatever_contradicts():
    """HZ-033, design 3.2: an emergency is raised from facts that do not fit, too."""
    answers = {"pregnant-or-postpartum": YES, "saddle-sensory-change": YES}
    assessment = Reasoner(the_pack()).assess(case_of({"patient": MAN, "answers": answers}))
    assert assessment.unexplained
    assert assessment.emergency is not None


FINDINGS = sorted(name for name, f in the_pack().library.findings.items() if f.answerable)


@settings(max_examples=8, deadline=None)
@given(
    answers=st.dictionaries(st.sampled_from(FINDINGS), st.sampled_from([YES, NO]), max_size=60),
    factors=st.dictionaries(
        st.sampled_from(sorted(the_pack().library.factors)), st.sampled_from([YES, NO]), max_size=20
    ),
    age=st.none() | st.integers(0, 120),
    sex=st.none() | st.sampled_from([each.value for each in Sex]),
    weeks=st.none() | st.floats(0, 5200),
)
def test_random_facts_are_reasoned_on_or_refused_and_never_break(answers, factors, age, sex, weeks):
    """HZ-033-T2"""
    case = case_of(
        {
            "patient": {"age": age, "sex": sex},
            "answers": answers,
            "factors": factors,
            "duration-weeks": weeks,
        }
    )
    assessment = Reasoner(the_pack()).assess(case)
    try:
        refuse_contradictions(case, the_pack())
    except CaseError:
        return
    assert assessment.unexplained == ()
