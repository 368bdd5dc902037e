"""Visits with something recorded, for the pages of the assessment."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from planner.clinical.answers import Sex, Side
from planner.workflow.actor import Actor, VisitRef
from planner.workflow.answers import record_answers
from planner.workflow.entries import VisitPage
from planner.workflow.impression import skip_impression
from planner.workflow.reading import read_visit
from planner.workflow.visits import open_encounter
from planner.workflow.words import Complaint, record_complaint
from tests.workflow.desk import a_case_file, given


@dataclass
class Visit:
    """One open visit and the addresses of its pages."""

    app: Flask
    actor: Actor
    clock: Any
    knowledge: Any
    ref: VisitRef
    version: int = field(default=1)

    def address(self, page: str) -> str:
        return self.at(page)

    def at(self, page: str) -> str:
        return f"/people/{self.ref.person_id}/visits/{self.ref.encounter_id}/{page}"

    def save(self, action: Any, *values: Any, **more: Any) -> None:
        with self.app.extensions["planner"].open_session() as db:
            saved = action(
                db, self.actor, self.ref, self.read().version, *values, clock=self.clock, **more
            )
            self.version = saved.version

    def know(self, action: Any, *values: Any) -> None:
        self.save(action, *values, knowledge=self.knowledge)

    def answer(self, **presences: str) -> None:
        self.know(record_answers, given(presences))

    def hurts(self, side: Side) -> None:
        self.know(record_complaint, Complaint(side=side, duration_weeks=1))

    def said(self, finding: str) -> str | None:
        entry = self.read().answers.get((finding, None))
        return entry.presence if entry else None

    def read(self) -> VisitPage:
        with self.app.extensions["planner"].open_session() as db:
            return read_visit(db, self.ref, knowledge=self.knowledge, clock=self.clock)


@pytest.fixture
def at(app, lead, clock, knowledge) -> Callable[[VisitRef], Visit]:
    """A visit that a test has opened, with the addresses of its pages."""
    return lambda ref: Visit(app=app, actor=lead, clock=clock, knowledge=knowledge, ref=ref)


@pytest.fixture
def visit(a_visit, at) -> Visit:
    """The first visit of a woman of 34 with nothing recorded."""
    return at(a_visit())


@pytest.fixture
def teenager(a_visit, a_person, at) -> Visit:
    """A boy of 14 at his first visit."""
    person = a_person(
        given_name="Sample", family_name="Sprinter", born=date(2012, 2, 4), sex=Sex.MALE
    )
    return at(a_visit(person))


@pytest.fixture
def first_visit(a_visit, at, clock) -> Visit:
    """The first visit of a woman of 34, a week ago."""
    return at(a_visit(visit_date=clock.today() - timedelta(days=7)))


@pytest.fixture
def second_visit(first_visit, app, lead, clock, knowledge, at) -> Visit:
    """Today's visit, after a first one whose safety screen was answered no throughout."""
    always = knowledge.pack.presentation.head.always_screen
    first_visit.answer(**{name.replace("-", "_"): "absent" for name in always})
    with app.extensions["planner"].open_session() as db:
        ref = open_encounter(
            db,
            lead,
            first_visit.ref.person_id,
            first_visit.read().episode_id,
            visit_date=clock.today(),
            clock=clock,
        )
    return at(ref)


@pytest.fixture
def at_examination(visit, knowledge) -> Visit:
    """The right side hurts and the screen is clear, the board open; nothing was examined."""
    return _begun(visit, knowledge, Side.RIGHT)


@pytest.fixture
def on_both_sides(visit, knowledge) -> Visit:
    """The same, with pain on both sides."""
    return _begun(visit, knowledge, Side.BOTH)


@pytest.fixture
def examined(at_examination) -> Visit:
    """The worked case: everything of it is answered."""
    at_examination.know(record_answers, given(a_case_file()["answers"]))
    return at_examination


@pytest.fixture
def begin(visit, knowledge) -> Callable[[Side], Visit]:
    """A screened visit of the side that is named."""
    return lambda side: _begun(visit, knowledge, side)


def _begun(visit: Visit, knowledge: Any, side: Side) -> Visit:
    head = knowledge.pack.presentation.head
    screen = {*head.always_screen, *head.before_testing}
    answers = {n: s for n, s in a_case_file()["answers"].items() if n in screen}
    visit.know(record_complaint, Complaint(side=side, duration_weeks=12))
    visit.know(record_answers, given(answers))
    visit.save(skip_impression)
    return visit
