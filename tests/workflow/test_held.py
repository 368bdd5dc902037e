"""An episode asks once which tables hold anything of it, and again after whatever was written."""

import pytest
from sqlalchemy import event

from planner.records.episode import EpisodeSoFar, find_visit
from planner.records.findings import Complaint, Words
from planner.records.held import held_tables
from planner.workflow.words import record_words
from tests.workflow.desk import Desk


def so_far_of(desk: Desk) -> EpisodeSoFar:
    found = find_visit(desk.db, desk.visit.person_id, desk.visit.encounter_id)
    assert found is not None
    return EpisodeSoFar(desk.db, *found)


def a_word(desk: Desk) -> Words:
    return Words(
        encounter_id=desk.visit.encounter_id,
        at_version=2,
        line=0,
        recorded_at=desk.clock.now(),
        recorded_by=desk.actor.account_id,
        field="wrong",
        text="It aches",
    )


def test_the_tables_of_this_episode_are_told_and_no_others(desk):
    desk.open()
    desk.save(record_words, {"wrong": "It aches"})
    episode = so_far_of(desk).episode.id
    desk.open(desk.person(family_name="Walker"))

    assert held_tables(desk.db, episode) == {"words"}
    assert held_tables(desk.db, so_far_of(desk).episode.id) == frozenset()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_what_is_written_after_the_question_is_read_too(desk):
    """Red where the answer is kept through a write: a save would not see its own rows."""
    desk.open()
    so_far = so_far_of(desk)
    assert so_far.rows(Complaint) == ()

    desk.db.add(a_word(desk))

    assert [row.text for row in so_far.rows(Words)] == ["It aches"]
    desk.db.rollback()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_table_that_holds_nothing_is_not_read(desk):
    desk.open()
    so_far, asked = so_far_of(desk), []
    event.listen(
        desk.db.get_bind(), "before_cursor_execute", lambda *told: asked.append(str(told[2]))
    )

    assert so_far.rows(Words) == ()
    assert so_far.rows(Complaint) == ()
    assert len(asked) == 1
