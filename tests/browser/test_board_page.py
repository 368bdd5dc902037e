"""The protocol board in a real browser: nothing at its head runs into its neighbour."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from planner.records.accounts import Account
from planner.workflow.actor import Actor
from tests.browser.conftest import sign_in
from tests.clocks import MovableClock
from tests.workflow.desk import Desk


@pytest.fixture
def board(site, account) -> str:
    """The address of the board of a first visit that is ready for its plan."""
    with site.app.extensions["planner"].open_session() as db:
        found = db.scalars(select(Account).where(Account.sign_in_name == account)).one()
        actor = Actor(account_id=found.id, name=found.name, is_lead=True)
        db.rollback()
        desk = Desk(db=db, actor=actor, clock=MovableClock(datetime.now(UTC)))
        desk.open()
        desk.record_case()
        at = desk.visit
    return f"{site.address}/people/{at.person_id}/visits/{at.encounter_id}/protocol"


def test_the_words_of_a_meter_stay_above_its_bar(open_page, site, board):
    """ "Home time a day, 18 of 20 min" once ran under the button that issues."""
    page = open_page()
    sign_in(page, site)
    page.goto(board)
    for width in (1440, 1280, 768, 320):
        page.set_viewport_size({"width": width, "height": 900})
        meters = page.locator(".meter").all()
        assert len(meters) == 3
        for meter in meters:
            words = meter.locator(".meter__words")
            assert words.evaluate("words => words.scrollWidth <= words.clientWidth"), width
