"""A visit with a worked case recorded, and the addresses of its pages."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from planner.clinical.answers import Irritability, Sex
from planner.workflow.entries import VisitPage
from planner.workflow.protocol import ProtocolBoard, protocol
from planner.workflow.situation import choose_stage, rate_irritability
from tests.web.conftest import sign_in
from tests.workflow.desk import TENDINOPATHY, Desk, a_case_file


class At(SimpleNamespace):
    """A desk, and the address of each page of its visit."""

    desk: Desk

    def page(self, name: str) -> str:
        visit = self.desk.visit
        return f"/people/{visit.person_id}/visits/{visit.encounter_id}/{name}"

    def now(self) -> VisitPage:
        """The visit as the record has it now: what the pages saved is read anew."""
        self.desk.db.rollback()
        return self.desk.page()

    def draft(self) -> ProtocolBoard:
        """The draft as it stands now."""
        desk = self.desk
        desk.db.rollback()
        return protocol(desk.db, desk.visit, knowledge=desk.knowledge, clock=desk.clock)

    @property
    def board(self) -> str:
        return self.page("protocol")

    @property
    def respect(self) -> str:
        return self.page("respect")


@pytest.fixture
def desk(app, lead, clock) -> Iterator[Desk]:
    """The signed-in clinician at work without the pages."""
    with app.extensions["planner"].open_session() as db:
        yield Desk(db=db, actor=lead, clock=clock)


@pytest.fixture
def at_case(desk) -> Callable[[Path], At]:
    """A first visit with everything a case file says."""

    def record(path: Path = TENDINOPATHY) -> At:
        case = a_case_file(path)
        patient = case.get("patient") or {}
        born = date(desk.clock.today().year - int(patient.get("age") or 34), 3, 1)
        sex = patient.get("sex")
        desk.open(desk.person(born=born, sex=Sex(sex) if sex else None))
        desk.record_case(path)
        if case.get("stage") is not None:
            desk.know(choose_stage, case["stage"], "As in the case")
        return At(desk=desk)

    return record


@pytest.fixture
def planned(at_case) -> At:
    """The tendinopathy of the worked case; its doses wait to be confirmed."""
    return at_case()


@pytest.fixture
def ready(planned) -> At:
    """The same with nothing waiting."""
    planned.desk.confirm()
    return planned


@pytest.fixture
def second(planned, signed_in) -> At:
    """The second visit, a fortnight on: nothing of it is asked yet, and nothing is rated."""
    planned.desk.clock.pass_by(days=14)
    planned.desk.open_next()
    sign_in(signed_in)
    return planned


@pytest.fixture
def rated(second) -> At:
    """The second visit with its irritability rated: there is a plan, and it waits."""
    second.desk.save(rate_irritability, Irritability.MODERATE)
    return second
