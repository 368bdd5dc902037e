"""Treatment factors: asked once, the worst answer wins, signed results settle what they explain."""

from dataclasses import replace
from datetime import date
from typing import Any

from planner.clinical.answers import Presence, Sex
from planner.clinical.case import Case, InvestigationOutcome
from planner.clinical.contraindications import Factor
from planner.clinical.expressions import FindingIs, SexIs
from planner.clinical.redflags import Resolution
from planner.ruleout.picture import ClinicalPicture
from tests.builders import a_case, a_factor, a_finding, a_rule
from tests.packs import a_pack

POP = FindingIs("pop")
TEAR = replace(
    a_rule("tear", POP), resolved_by=(Resolution(investigation="mri", results=("normal",)),)
)


def presence(factor: Factor, case: Case) -> Presence:
    pack = a_pack(findings=[a_finding("pop")], factors=[factor], rules=[TEAR])
    rules = pack.presentation.rules
    return ClinicalPicture(pack.library, case, case.answers, rules).factor(factor.id)


def test_a_factor_nobody_asked_about_is_not_absent():
    assert presence(a_factor(), a_case()) is Presence.NOT_ASSESSED


def test_a_finding_answers_the_factor_it_covers():
    factor = replace(a_factor(), derived=POP)
    assert presence(factor, a_case(present=("pop",))) is Presence.PRESENT
    assert presence(factor, a_case(absent=("pop",))) is Presence.ABSENT


def test_a_finding_that_only_implies_it_never_says_no():
    factor = replace(a_factor(), implied_by=POP)
    assert presence(factor, a_case(present=("pop",))) is Presence.PRESENT
    assert presence(factor, a_case(absent=("pop",))) is Presence.NOT_ASSESSED


def test_the_worst_answer_wins():
    factor = replace(a_factor(), derived=POP)
    said_no: dict[str, Any] = {"factors": {"pregnancy": Presence.ABSENT}}
    assert presence(factor, a_case(present=("pop",), **said_no)) is Presence.PRESENT
    said_yes: dict[str, Any] = {"factors": {"pregnancy": Presence.PRESENT}}
    assert presence(factor, a_case(absent=("pop",), **said_yes)) is Presence.PRESENT


def test_nobody_is_asked_what_cannot_concern_them():
    factor = replace(a_factor(), asked_of=SexIs(Sex.FEMALE))
    assert presence(factor, a_case(sex=Sex.MALE)) is Presence.ABSENT
    assert presence(factor, a_case(sex=Sex.FEMALE)) is Presence.NOT_ASSESSED
    assert presence(factor, a_case(sex=None)) is Presence.NOT_ASSESSED


def test_a_gap_the_clinician_feels_outvotes_a_history_that_does_not_concern_the_question():
    factor = replace(a_factor(), asked_of=SexIs(Sex.FEMALE), implied_by=POP)
    assert presence(factor, a_case(present=("pop",), sex=Sex.MALE)) is Presence.PRESENT
    said_yes = a_case(sex=Sex.MALE, factors={"pregnancy": Presence.PRESENT})
    assert presence(factor, said_yes) is Presence.PRESENT


def test_one_resolved_rule_does_not_settle_another_that_is_still_raised():
    other = a_rule("bone", POP)
    factor = replace(a_factor(), implied_by=POP, settled_by=("tear", "bone"))
    normal = InvestigationOutcome(
        investigation="mri", result="normal", on=date(2026, 11, 23), signed_by="A. Example"
    )
    case = a_case(present=("pop",), investigations=(normal,))
    pack = a_pack(findings=[a_finding("pop")], factors=[factor], rules=[TEAR, other])
    picture = ClinicalPicture(pack.library, case, case.answers, pack.presentation.rules)
    assert picture.factor(factor.id) is Presence.PRESENT


def test_a_signed_result_settles_what_the_finding_implied():
    factor = replace(a_factor(), implied_by=POP, settled_by=("tear",))
    normal = InvestigationOutcome(
        investigation="mri", result="normal", on=date(2026, 11, 23), signed_by="A. Example"
    )
    case = a_case(present=("pop",), investigations=(normal,))
    assert presence(factor, case) is Presence.NOT_ASSESSED
    torn = replace(normal, result="tear")
    assert presence(factor, replace(case, investigations=(torn,))) is Presence.PRESENT
