"""Papers of several people: asked for at once, made one after the other, stored once."""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from planner.documents.errors import RenderFailedError
from planner.documents.values import Edition, Printable
from planner.documents.worker import Printed
from planner.records.engine import session_maker
from planner.workflow.answers import GivenAnswer, record_answers
from planner.workflow.batches import (
    Batch,
    ask_again,
    ask_for_papers,
    plans_to_print,
    progress_of,
    read_batch,
)
from planner.workflow.edits import add_note
from planner.workflow.errors import NotFoundError, RefusedError
from planner.workflow.knowledge import Knowledge
from planner.workflow.print_queue import CLAIMED_FOR, MOST_TRIES, print_next
from tests.workflow.desk import Desk, pressed


class Queue:
    """A desk with an issued plan, and the hand that works off what is asked for."""

    def __init__(self, desk: Desk, engine: Engine) -> None:
        self.desk, self.open_session = desk, session_maker(engine)
        desk.make_ready()
        self.plan = desk.issue().plan_id

    def ask(self, kind: str = "week", edition: str = "large") -> str:
        return ask_for_papers(
            self.desk.db, self.desk.actor, [self.plan], kind, edition, clock=self.desk.clock
        )

    def work(self, press: Any = pressed, knowledge: Knowledge | None = None) -> bool:
        return print_next(
            self.open_session,
            knowledge=knowledge or self.desk.knowledge,
            clock=self.desk.clock,
            press=press,
        )

    def batch(self, name: str) -> Batch:
        found = read_batch(self.desk.db, name, clock=self.desk.clock)
        self.desk.db.rollback()
        return found


@pytest.fixture
def queue(desk: Desk, engine: Engine) -> Queue:
    return Queue(desk, engine)


def never(_document: Printable, _edition: Edition) -> Printed:
    raise AssertionError("nothing is printed here")


def broken(_document: Printable, _edition: Edition) -> Printed:
    raise RenderFailedError("The document could not be printed whole: a drawing is missing.")


def test_asking_prints_nothing_and_the_hand_then_makes_it_from_the_frozen_plan(queue):
    """HZ-070-T1"""
    stored = queue.desk.rows_in("stored_document")
    batch = queue.ask()
    assert [paper.state for paper in queue.batch(batch).papers] == ["waiting"]
    assert queue.desk.rows_in("stored_document") == stored

    assert queue.work() is True

    [paper] = queue.batch(batch).papers
    assert (paper.state, paper.kind, paper.edition) == ("done", "week", "large")
    found = queue.desk.read_paper(paper.document_id)
    assert found.content.startswith(b"large WeekSheet(")
    assert queue.desk.rows_in("stored_document") == stored + 1
    assert queue.work() is False


def test_a_paper_that_is_stored_is_never_printed_a_second_time(queue):
    """HZ-050: one plan, one paper of a kind and edition, the same bytes."""
    stored = queue.desk.rows_in("stored_document")
    batch = queue.ask("patient", "large")

    queue.work(press=never)

    [paper] = queue.batch(batch).papers
    assert paper.state == "done"
    assert queue.desk.rows_in("stored_document") == stored


def test_each_person_gets_the_edition_on_record(queue):
    batch = queue.ask("patient", "theirs")

    assert [paper.edition for paper in queue.batch(batch).papers] == ["standard"]


def test_a_paper_that_fails_says_why_stores_nothing_and_can_be_tried_again(queue):
    """HZ-052, HZ-070-T1"""
    stored = queue.desk.rows_in("stored_document")
    batch = queue.ask()

    queue.work(press=broken)

    [paper] = queue.batch(batch).papers
    assert (paper.state, paper.document_id) == ("failed", None)
    assert "a drawing is missing" in paper.said
    assert queue.desk.rows_in("stored_document") == stored
    assert queue.work() is False

    ask_again(queue.desk.db, queue.desk.actor, batch, clock=queue.desk.clock)
    queue.work()

    assert [(paper.state, paper.said) for paper in queue.batch(batch).papers] == [("done", "")]


def test_two_hands_never_work_at_the_same_time(queue):
    queue.ask()
    beside: list[bool] = []

    def press(document: Printable, edition: Edition) -> Printed:
        beside.append(queue.work(press=never))
        return pressed(document, edition)

    queue.work(press)

    assert beside == [False]


def test_a_paper_left_in_the_middle_is_made_by_the_next_hand_and_stored_once(queue):
    """The server was killed, or was so slow that its claim ran out: nothing is there twice."""
    stored = queue.desk.rows_in("stored_document")
    batch = queue.ask()

    def slow(document: Printable, edition: Edition) -> Printed:
        queue.desk.clock.moment += CLAIMED_FOR
        assert queue.work() is True
        return Printed(pdf=b"too late", pages=1)

    queue.work(slow)

    [paper] = queue.batch(batch).papers
    assert paper.state == "done"
    assert queue.desk.rows_in("stored_document") == stored + 1
    late = queue.desk.db.execute(text("SELECT outcome FROM audit WHERE action = 'print-paper'"))
    assert sorted(late.scalars()) == ["done", "late"]


def test_a_paper_whose_process_dies_each_time_is_given_up(queue):
    batch = queue.ask()

    def dies(_document: Printable, _edition: Edition) -> Printed:
        raise KeyboardInterrupt

    for _ in range(MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            queue.work(dies)
        assert [paper.state for paper in queue.batch(batch).papers] == ["waiting"]
    assert queue.work(never) is False

    assert [paper.state for paper in queue.batch(batch).papers] == ["failed"]


def test_nothing_is_made_from_other_content_than_the_plan_was_issued_from(queue):
    from dataclasses import replace

    batch = queue.ask()
    other = replace(queue.desk.knowledge, content_hash="another")

    queue.work(never, other)

    [paper] = queue.batch(batch).papers
    assert paper.state == "failed"
    assert "content changed" in paper.said


def test_a_plan_that_was_replaced_is_not_asked_for(queue):
    """HZ-050"""
    old = queue.plan
    queue.desk.save(add_note, "Something newer.")
    queue.plan = queue.desk.issue().plan_id
    [offered] = plans_to_print(queue.desk.db, clock=queue.desk.clock)
    assert (offered.plan_id, offered.version, offered.is_here) == (queue.plan, 2, True)

    queue.plan = old
    with pytest.raises(RefusedError, match="replaced"):
        queue.ask()


def test_nothing_is_asked_for_nobody_and_no_other_paper(queue):
    ask = partial(ask_for_papers, queue.desk.db, queue.desk.actor, clock=queue.desk.clock)
    with pytest.raises(RefusedError, match="at least one"):
        ask([], "week", "large")
    with pytest.raises(RefusedError, match="no such paper"):
        ask([queue.plan], "clinician", "large")


def test_a_paper_that_a_plan_has_not_is_told_and_never_tried_again(queue):
    """A holding plan has no week to tick."""
    desk = queue.desk
    for name in ("past-cancer", "pain-new-and-persistent"):
        desk.know(record_answers, [GivenAnswer(finding=name, presence="present", side=None)])
    desk.confirm()
    queue.plan = desk.issue().plan_id
    batch = queue.ask("week")
    queue.work(never)

    again = ask_again(desk.db, desk.actor, batch, clock=desk.clock)

    [paper] = queue.batch(batch).papers
    assert paper.state == "none"
    assert "no such paper" in paper.said
    assert not again.changed
    assert not progress_of(desk.db, batch).is_going_on


def test_numbers_alone_say_how_far_it_has_come(queue):
    batch = queue.ask()
    before = progress_of(queue.desk.db, batch)
    queue.desk.db.rollback()
    queue.work()
    after = progress_of(queue.desk.db, batch)

    assert (before.wanted, before.made, before.is_going_on) == (1, 0, True)
    assert (after.made, after.failed, after.is_going_on) == (1, 0, False)
    with pytest.raises(NotFoundError):
        progress_of(queue.desk.db, "no-such-batch")


def test_the_one_who_asked_is_in_the_trail_of_what_was_made(queue, db: Session):
    queue.ask()
    queue.work()

    told = db.execute(
        text("SELECT account_id, subjects, person_id FROM audit WHERE action = 'print-paper'")
    ).one()

    assert told.account_id == queue.desk.actor.account_id
    assert told.subjects == "week:large"
    assert told.person_id == queue.desk.visit.person_id
