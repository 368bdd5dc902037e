"""What somebody is typing is no fact: nobody else reasons on it, reads it or prints it (HZ-075)."""

import pytest
from sqlalchemy import text

from planner.workflow.case_of import case_from, so_far_of
from planner.workflow.reprinting import read_issued
from planner.workflow.typed import keep_typing

CANARY = "Zyxwvutsrq"


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_was_typed_and_not_saved_is_in_no_reasoning_and_on_no_paper(desk):
    """HZ-075-T1: a warning sign half typed, and words: case and plan are as without them."""
    desk.make_ready()
    before = case_from(desk.db, so_far_of(desk.db, desk.visit), desk.knowledge)
    typed = {"saddle-sensory-change": "present", "wrong": CANARY, "note": CANARY}
    keep_typing(desk.db, desk.actor, desk.visit.person_id, "words", typed, clock=desk.clock)

    assert case_from(desk.db, so_far_of(desk.db, desk.visit), desk.knowledge) == before
    assert CANARY not in str(desk.page())
    issued = desk.issue()
    assert CANARY not in str(read_issued(desk.db, desk.visit.person_id, issued.plan_id).snapshot)
    papers = desk.db.execute(text("SELECT content FROM stored_document")).scalars().all()
    assert papers
    assert not any(CANARY.encode() in bytes(paper) for paper in papers)
    assert CANARY in desk.db.execute(text("SELECT fields FROM typed_draft")).scalar_one()
