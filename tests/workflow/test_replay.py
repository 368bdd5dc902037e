"""Stored results are worked out again: the same with the same packs, told where others differ."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from planner.cli.replay import lines_of
from planner.clinical.conditions import Verdict
from planner.records.audit import AuditEntry, ListedPerson
from planner.records.plans import IssuedPlan
from planner.ruleout.assess import Reasoner
from planner.workflow.deciding import KEEP_OPEN, Decision, sign_rulings
from planner.workflow.knowledge import Knowledge
from planner.workflow.replay import About, Departure, replayed_plan
from planner.workflow.replaying import (
    REPLAY,
    ReplayReport,
    last_replay,
    note_replay,
    replay_again,
    replay_record,
)
from planner.workflow.visits import close_episode
from tests.workflow.desk import Desk, the_knowledge

TENDON, FACET = "proximal-hamstring-tendinopathy", "lumbar-facet-pain"
SIGNS = (
    "pain_at_sitting_bone",
    "hamstring_load_provokes",
    "palpate_ischial_tuberosity",
    "bent_knee_stretch",
    "puranen_orava",
)
"""What makes the tendon likely."""
ON_SQLITE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def changed_packs() -> Knowledge:
    """The packs with one threshold moved: the tendon is hardly ever likely."""
    known = the_knowledge()
    presentation = known.pack.presentation
    tendon = presentation.conditions[TENDON]
    strict = replace(tendon, settling=replace(tendon.settling, likely_from=0.9999))
    conditions = {**presentation.conditions, TENDON: strict}
    pack = replace(known.pack, presentation=replace(presentation, conditions=conditions))
    return replace(known, pack=pack, reasoner=Reasoner(pack), content_hash="another")


def replayed(desk: Desk, knowledge: Knowledge | None = None) -> ReplayReport:
    return replay_record(desk.db, knowledge=knowledge or desk.knowledge, clock=desk.clock)


def worked(desk: Desk) -> None:
    """Signed and issued; then answered so that the signed verdict is another, and signed again."""
    desk.make_ready()
    for step in (
        lambda: desk.know(sign_rulings, [Decision(condition=TENDON, decision=KEEP_OPEN)]),
        desk.issue,
        lambda: desk.answer(**dict.fromkeys(SIGNS, "absent")),
        lambda: desk.know(sign_rulings, [Decision(condition=FACET, decision=KEEP_OPEN)]),
    ):
        desk.clock.move(minutes=1)
        step()


def the_plan(desk: Desk) -> IssuedPlan:
    return desk.db.scalars(select(IssuedPlan)).one()


def test_every_stored_result_comes_out_as_it_was_stored(desk):
    """HZ-034-T2: also what was signed before an answer changed."""
    worked(desk)
    assert desk.page().assessment.ruling(TENDON).verdict is not Verdict.LIKELY
    report = replayed(desk)
    assert (report.plans, report.sign_offs) == (1, 2)
    assert report.otherwise == ()


@ON_SQLITE
def test_what_other_packs_make_of_the_same_facts_is_told_one_by_one(desk):
    """HZ-034-T2: exactly the planted change, of the plan and of the cause that was signed."""
    worked(desk)
    report = replayed(desk, changed_packs())
    desk.db.close()  # as the command does before it prints
    found = report.otherwise
    planted = Departure(about=About.VERDICT, id=TENDON, was="likely", now="possible")
    assert [planted in each.differences for each in found] == [True, True]
    assert {one.id for each in found for one in each.differences} <= {TENDON, ""}
    assert [each.is_in_use for each in found] == [True, True]
    [plan, _] = found
    assert plan.plan is not None
    assert not plan.is_same_content
    said = "\n".join(lines_of(report, desk.knowledge.pack))
    assert f"Plan {plan.plan.code}, version 1, in use, made with other protocols:" in said
    assert "Proximal hamstring tendinopathy: was likely, now possible" in said
    assert "2 come out otherwise, 2 of them in use" in said
    assert "Runner" not in said


@ON_SQLITE
def test_a_plan_that_would_be_refused_and_one_that_cannot_be_read_are_told(desk):
    """HZ-034-T2"""
    worked(desk)
    snapshot = the_plan(desk).snapshot
    case = snapshot["inputs"]["case"]
    ill = {**case, "answers": {**case["answers"], "saddle-sensory-change": "present"}}
    refused = {**snapshot, "inputs": {**snapshot["inputs"], "case": ill}}
    *more, last = replayed_plan(refused, desk.knowledge)
    assert last.about is About.PLAN
    assert last.now
    assert Departure(about=About.RULE, id="cauda-equina", was="open", now="raised") in more
    unread = {**snapshot, "inputs": {**snapshot["inputs"], "case": {"side": "upwards"}}}
    assert [one.about for one in replayed_plan(unread, desk.knowledge)] == [About.UNREADABLE]


@ON_SQLITE
def test_a_replay_changes_nothing_and_its_entry_tells_the_first_page_until_it_is_mended(desk):
    """HZ-034-C2: the entry names nobody in words; who was told of is listed with it."""
    worked(desk)
    snapshot, before, other = the_plan(desk).snapshot, desk.audited(), changed_packs()
    assert last_replay(desk.db, knowledge=other) is None
    note_replay(desk.db, replayed(desk, other), knowledge=other, clock=desk.clock)

    plan = the_plan(desk)
    assert (plan.snapshot, desk.audited()) == (snapshot, before + 1)
    entry = desk.db.scalars(select(AuditEntry).where(AuditEntry.action == REPLAY)).one()
    assert entry.subjects.split() == ["another", plan.id, plan.encounter_id]
    assert desk.db.scalars(select(ListedPerson.person_id)).all() == [plan.person_id]

    last = last_replay(desk.db, knowledge=other)
    assert last is not None
    assert last.is_current
    assert len(replay_again(desk.db, last, knowledge=other, clock=desk.clock)) == 2
    earlier = last_replay(desk.db, knowledge=desk.knowledge)
    assert earlier is not None
    assert not earlier.is_current
    desk.save(close_episode, "Well again")
    assert replay_again(desk.db, last, knowledge=other, clock=desk.clock) == ()
