"""What was taken back, and what grew old, is never reasoned with again (HZ-015, HZ-023)."""

from dataclasses import fields
from datetime import timedelta

from planner.clinical.findings import FindingKind, FindingStage
from planner.workflow.answers import GivenAnswer, record_answers, undo_answer
from planner.workflow.case_of import case_of
from planner.workflow.deciding import sign_result, withdraw_result
from tests.sizes import size
from tests.stores import WIDE_ON_POSTGRESQL
from tests.workflow.desk import CASES, Desk, a_case_file, given

SOME_CASES = sorted(CASES.glob("*.yaml"))[:: size(120, 1)]
"""Each answer of each is taken back."""


def the_case(desk: Desk):
    return case_of(desk.db, desk.visit, knowledge=desk.knowledge)


def concluded(desk: Desk) -> dict[str, object]:
    """All the core says of the visit, without the picture it was worked out from."""
    assessment = desk.page().assessment
    said = {each.name: getattr(assessment, each.name) for each in fields(assessment)}
    return {name: value for name, value in said.items() if name != "picture"}


@WIDE_ON_POSTGRESQL
def test_what_was_taken_back_is_never_reasoned_with_again(desk):
    """HZ-023-T1"""
    for path in SOME_CASES:
        answers = a_case_file(path).get("answers") or {}
        desk.open()
        desk.know(record_answers, given(answers))
        without = dict(the_case(desk).answers)
        for name in answers:
            desk.know(undo_answer, name)
            without.pop(name, None)
            assert dict(the_case(desk).answers) == without, (path.name, name)
        assert without == {}


@WIDE_ON_POSTGRESQL
def test_a_result_that_was_taken_back_is_never_reasoned_with_again(desk):
    """HZ-023-T1: and its line stays in the record with who, when and why."""
    desk.open()
    clear = concluded(desk)
    for investigation in desk.knowledge.pack.library.investigations.values():
        day = desk.clock.today() - timedelta(days=1)
        for result in investigation.results[:1]:
            desk.know(sign_result, investigation.id, result.id, day)
            assert len(the_case(desk).investigations) == 1
            desk.know(withdraw_result, investigation.id, "Another person's scan")
            assert the_case(desk).investigations == ()
            assert concluded(desk) == clear

    entries = desk.page().investigations
    assert entries
    assert all(entry.is_withdrawn for entry in entries)


def test_an_earlier_no_of_every_protected_finding_is_asked_again(desk):
    """HZ-015-T1: the safety screen, what decides which tests are safe, nerves and scores."""
    pack = desk.knowledge.pack
    asked_again = {
        finding.id
        for finding in pack.library.findings.values()
        if finding.answerable
        and (
            finding.stage is FindingStage.RED_FLAG_SCREEN
            or finding.kind in (FindingKind.NEURO, FindingKind.OUTCOME)
            or finding.id in (*pack.presentation.head.always_screen,)
            or finding.id in (*pack.presentation.head.before_testing,)
        )
    }
    assert len(asked_again) > 25
    desk.open()
    desk.know(
        record_answers, [GivenAnswer(finding=name, presence="absent") for name in asked_again]
    )
    desk.know(record_answers, given({"sitting-pain": "absent"}))
    desk.clock.move(days=14)
    desk.open_next()

    assert set(the_case(desk).answers) == {"sitting-pain"}
