"""C9: copying the register one record, or one page of results, after the other."""

import pytest

from planner.workflow import walking
from planner.workflow.reads import note_read
from planner.workflow.walking import (
    FOUND_AT_MOST,
    OPENED_AT_MOST,
    TooManyRecordsError,
    refuse_walking,
)
from tests.attacks.conftest import Site
from tests.workflow.desk import Desk


@pytest.fixture
def desk(db, lead, clock) -> Desk:
    return Desk(db, lead, clock)


def opens(desk, person_id):
    refuse_walking(desk.db, desk.actor, person_id, searches=False, clock=desk.clock)
    note_read(desk.db, desk.actor, "patients.person", person_id=person_id, clock=desk.clock)


def test_whoever_opens_record_after_record_is_stopped_and_the_lead_is_told(site: Site, monkeypatch):
    """C9 through the pages. Red without ``refuse_walking``: the second record opens."""
    monkeypatch.setattr(walking, "OPENED_AT_MOST", 1)
    first, second = (f"/people/{ids['person_id']}" for ids in site.ids)
    assert site.send("clinician", "GET", first).status_code == 200

    stopped = site.send("clinician", "GET", second)

    assert stopped.status_code == 429
    assert stopped.headers["Retry-After"] == "900"
    assert "more different records" in stopped.get_data(as_text=True)
    assert site.send("clinician", "GET", first).status_code == 200
    assert site.send("lead", "GET", second).status_code == 200
    assert site.entries("refused") == 1


def test_a_day_of_work_is_never_stopped_and_an_hour_later_it_goes_on(desk):
    """C9: sixty different people in an hour; the sixty-first waits, and nobody waits for ever."""
    for number in range(OPENED_AT_MOST):
        opens(desk, f"person-{number}")
        desk.clock.move(seconds=1)
    opens(desk, "person-7")
    with pytest.raises(TooManyRecordsError):
        opens(desk, "another")
    desk.clock.move(minutes=59, seconds=30)
    opens(desk, "another")


def test_page_after_page_of_a_search_is_stopped(desk):
    """C9: by how many different people were shown, however often one of them."""
    ids = [f"person-{number}" for number in range(FOUND_AT_MOST)]
    for start in range(0, FOUND_AT_MOST, 20):
        refuse_walking(desk.db, desk.actor, None, searches=True, clock=desk.clock)
        shown = ids[start : start + 20]
        for _ in range(2):
            note_read(desk.db, desk.actor, "patients.search", listed=shown, clock=desk.clock)
    with pytest.raises(TooManyRecordsError):
        refuse_walking(desk.db, desk.actor, None, searches=True, clock=desk.clock)
    refuse_walking(desk.db, desk.actor, None, searches=False, clock=desk.clock)
