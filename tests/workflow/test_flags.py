"""HZ-019: a new implant, medicine or pregnancy checks the plans in use again, at once."""

import pytest

from planner.clinical.answers import Presence
from planner.workflow.edits import choose_together
from planner.workflow.errors import RefusedError
from planner.workflow.factors import record_factors
from planner.workflow.flags import flagged_plans, open_flags
from planner.workflow.issuing import WaitingError
from planner.workflow.reprinting import read_issued
from tests.workflow.desk import Desk
from tests.workflow.test_templates import colleague_of

UNSTABLE = "spinal-instability"
"""What stops a mobilisation of the low back, which this plan gives."""


def flags(desk: Desk) -> set[tuple[str, str]]:
    found = {(flag.item, flag.factor) for flag in open_flags(desk.db, desk.visit.person_id)}
    desk.db.rollback()
    return found


def test_a_yes_flags_the_plan_in_use_until_it_is_a_no_again(desk):
    """HZ-019-T1, HZ-019-T3: in the same transaction; the person's papers are not handed out."""
    desk.make_ready()
    issued = desk.issue()
    assert flags(desk) == set()

    desk.know(record_factors, {UNSTABLE: Presence.PRESENT})

    assert {factor for _, factor in flags(desk)} == {UNSTABLE}
    assert [person.family_name for person, _ in flagged_plans(desk.db)] == ["Runner"]
    plan = read_issued(desk.db, desk.visit.person_id, issued.plan_id)
    papers = {document.kind: document.id for document in plan.documents}
    for kind in ("patient", "clinician"):
        if kind == "clinician":
            desk.read_paper(papers[kind])
            continue
        with pytest.raises(RefusedError, match="next version"):
            desk.read_paper(papers[kind])

    desk.know(record_factors, {UNSTABLE: Presence.NOT_ASSESSED})
    assert flags(desk)
    desk.know(record_factors, {UNSTABLE: Presence.ABSENT})
    assert flags(desk) == set()
    assert flagged_plans(desk.db) == ()


def test_every_plan_in_use_is_checked_and_the_next_version_settles_it(desk):
    """HZ-019-T1, HZ-044-T1: two plans side by side, whoever issued them, need a choice.

    A replaced one is not in use.
    """
    desk.make_ready()
    first = desk.issue()
    desk.clock.move(days=7)
    person, desk.actor = desk.page().person, colleague_of(desk)
    desk.open(person)
    desk.record_case()
    desk.confirm()
    with pytest.raises(WaitingError, match=r"Another plan in use .* both ask for runs.*In both: "):
        desk.issue()
    desk.know(choose_together, first.plan_id, "The other side, on other days")
    second = desk.issue()

    desk.know(record_factors, {UNSTABLE: Presence.PRESENT})
    found = {flag.plan_id for flag in open_flags(desk.db, person.id)}
    assert found == {first.plan_id, second.plan_id}

    desk.confirm()
    desk.issue()
    found = {flag.plan_id for flag in open_flags(desk.db, person.id)}
    assert found == {first.plan_id}
