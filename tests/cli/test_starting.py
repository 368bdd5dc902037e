"""What can stand in the way of a start: one sentence each, and nothing is made or changed."""

from datetime import UTC, datetime, timedelta

import pytest

from planner.cli.main import main
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.upgrade import upgrade
from planner.workflow.errors import RefusedError
from planner.workflow.one_time_links import first_link
from planner.workflow.starting import RELEASED, check_clock
from tests.cli.test_serve import free_port
from tests.clocks import MovableClock


@pytest.fixture
def told(monkeypatch, capsys):
    """Status and the one sentence of a command that ends by itself."""

    def serve(_pages):
        raise AssertionError("it served")

    monkeypatch.setattr("planner.cli.server._Pages.run", serve)

    def run(folder, *command, **settings):
        chosen = {"PLANNER_DATA": str(folder), "PLANNER_PORT": str(free_port()), **settings}
        for name, value in chosen.items():
            monkeypatch.setenv(name, value)
        status = main(command)
        said = capsys.readouterr()
        assert len(said.err.splitlines()) == 1, said.err
        assert said.out == ""
        return status, said.err

    return run


def a_record(folder, last_used=None):
    engine = open_store(StorePlace(folder=folder))
    upgrade(engine)
    with session_maker(engine)() as db:
        first_link(db, clock=MovableClock(last_used or datetime.now(UTC)))
    engine.dispose()


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=366), timedelta(hours=1)])
def test_a_clock_that_was_set_back_is_refused_with_both_times(tmp_path, told, ahead):
    """HZ-020-T1, HZ-070-T3: through the real start."""
    a_record(tmp_path / "record", datetime.now(UTC) + ahead)

    status, says = told(tmp_path / "record", "serve")

    assert status == 3
    assert "clock says" in says
    assert "set the clock" in says


def test_a_clock_before_the_program_was_made_is_refused(tmp_path):
    """HZ-020-T1: also where there is no entry yet."""
    engine = open_store(StorePlace(folder=tmp_path))
    upgrade(engine)
    before = datetime.combine(RELEASED, datetime.min.time(), UTC) - timedelta(days=1)
    with session_maker(engine)() as db:
        with pytest.raises(RefusedError, match="this program was made"):
            check_clock(db, MovableClock(before))
        check_clock(db, MovableClock(before + timedelta(days=1)))
        check_clock(db, MovableClock(before + timedelta(days=365 * 12)))
    engine.dispose()


def test_a_lost_key_is_told_and_never_made_anew(tmp_path, told):
    """HZ-070-T3"""
    a_record(tmp_path / "record")
    (tmp_path / "record" / "database.key").unlink()

    status, says = told(tmp_path / "record", "serve")

    assert status == 2
    assert "is missing" in says
    assert not (tmp_path / "record" / "database.key").exists()


def test_a_wrong_key_is_told(tmp_path, told):
    """HZ-070-T3"""
    a_record(tmp_path / "record")
    (tmp_path / "record" / "database.key").write_bytes(bytes(32))

    status, says = told(tmp_path / "record", "serve")

    assert status == 2
    assert "the key does not fit" in says


SETTINGS = (
    ("PLANNER_PORT", "eight thousand"),
    ("PLANNER_PORT", "0"),
    ("PLANNER_PORT", "65536"),
    ("PLANNER_PORT", "-1"),
    ("PLANNER_PORT", "８０"),
    ("PLANNER_BEHIND_PROXY", "yes"),
    ("PLANNER_PAPER", "foolscap"),
    ("PLANNER_PROTOCOLS", "/no/such/folder"),
    ("PLANNER_DATABASE_URL", "no address"),
    ("PLANNER_DATABASE_URL", "mysql://clinic/record"),
    ("PLANNER_DATA", "~nobody-of-this-name/record"),
)


@pytest.mark.parametrize(("name", "value"), SETTINGS)
def test_a_setting_that_makes_no_sense_is_named(tmp_path, told, name, value):
    status, says = told(tmp_path / "record", "serve", **{name: value})

    assert status == 2
    assert name in says
    assert list(tmp_path.iterdir()) == []


WRONG = (
    ("serve", "--bind", "192.0.2.1"),
    ("serve", "--host=192.0.2.1"),
    ("serve", "more"),
    ("demo", "--remove=all"),
    ("demo", "--load"),
    ("serves",),
    (),
)


@pytest.mark.parametrize("command", WRONG, ids=" ".join)
def test_an_option_that_is_not_there_is_one_sentence(tmp_path, told, command):
    status, says = told(tmp_path / "record", *command)

    assert status == 2
    assert "--help" in says
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_help_starts_nothing(tmp_path, monkeypatch, capsys, command):
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "record"))
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])

    assert end.value.code == 0
    assert f"usage: python -m planner {command}" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
