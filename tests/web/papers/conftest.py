"""A clinician at a desk beside the pages: visits filled without clicking through every page."""

from collections.abc import Callable, Iterator

import pytest

from planner.workflow.actor import VisitRef
from tests.workflow.desk import Desk


@pytest.fixture
def desk(app, lead, clock) -> Iterator[Desk]:
    with app.extensions["planner"].open_session() as db:
        yield Desk(db, lead, clock)


@pytest.fixture
def ready(desk) -> VisitRef:
    """A visit with a plan that waits for nothing."""
    desk.make_ready()
    return desk.visit


@pytest.fixture
def at(desk) -> Callable[[str], str]:
    """The address of a page of the desk's visit."""

    def address(page: str) -> str:
        return f"/people/{desk.visit.person_id}/visits/{desk.visit.encounter_id}/{page}"

    return address


@pytest.fixture
def issued(signed_in, ready, at):
    """The print screen, reached as a clinician reaches it."""
    signed_in.get(at("issue"))
    page = signed_in.post(at("issue"), {"initials": "ER", "birth_year": "1992"})
    assert "/plans/" in page.address, page.text
    return page
