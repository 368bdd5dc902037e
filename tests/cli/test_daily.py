"""The hand beside the pages: the record is checked and copied without anybody's timer."""

import os
from types import SimpleNamespace
from typing import Any

import pytest

from planner.cli.daily import DailyHand
from planner.config import Settings, read_settings
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.upgrade import upgrade
from planner.workflow.replaying import ReplayReport, note_replay
from planner.workflow.trail import TrailReport
from planner.workflow.upkeep import DONE, note_check, note_copy
from tests.clocks import MovableClock
from tests.workflow.desk import the_knowledge

NOTHING = ReplayReport(plans=0, sign_offs=0, otherwise=())
WHOLE = TrailReport(entries=0, unsealed=0, rows=0, last=None, after_anchor=0, findings=())


@pytest.fixture
def hand(tmp_path):
    """Over an empty record; ``ran`` are the commands, with the folder each was told to look in."""
    place = StorePlace(folder=tmp_path / "record")
    engine = open_store(place)
    upgrade(engine)
    clock = MovableClock()
    services: Any = SimpleNamespace(open_session=session_maker(engine), clock=clock)
    made = DailyHand(services, Settings(data=place.folder, backups=tmp_path / "copies"))
    yield made
    engine.dispose()


def look(hand, monkeypatch):
    ran = []
    monkeypatch.setattr(DailyHand, "_run", lambda _self, *command: ran.append(command))
    hand.look()
    return [command[0] for command in ran]


def test_what_is_due_is_done_and_a_day_later_again(hand, monkeypatch, tmp_path):
    """HZ-080-C1, HZ-071-C1: what another worker did meanwhile is not done twice."""
    clock, session = hand._services.clock, hand._services.open_session
    assert look(hand, monkeypatch) == ["audit", "replay", "backup"]
    clock.move(minutes=1)
    with session() as db:
        note_check(db, WHOLE, clock=clock)
        assert look(hand, monkeypatch) == ["replay", "backup"]
        note_replay(db, NOTHING, knowledge=the_knowledge(), clock=clock)
        note_copy(db, DONE, is_elsewhere=True, clock=clock)
    assert look(hand, monkeypatch) == []
    clock.move(hours=24)
    assert look(hand, monkeypatch) == ["audit", "replay", "backup"]


@pytest.mark.slow
def test_the_check_runs_by_itself_on_the_record_of_this_server(hand, monkeypatch, tmp_path):
    """HZ-085-T2: in a process of its own, and never on another record that the shell names."""
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "another"))
    hand._settings = Settings(data=hand._settings.data)

    assert hand.look() == ("audit", "replay")

    assert not (tmp_path / "another").exists()
    with hand._services.open_session() as db:
        from planner.workflow.upkeep import CHECK, _latest

        found = _latest(db, CHECK)
    assert found is not None
    assert found.is_good


def test_the_folder_of_copies_is_a_setting(tmp_path):
    named = {**os.environ, "PLANNER_BACKUPS": str(tmp_path)}
    assert read_settings(named).backups == tmp_path
    assert read_settings({}).backups is None
