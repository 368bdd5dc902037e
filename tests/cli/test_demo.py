"""The demonstration from the command line: made once, served again, removed with a proof."""

import signal
import socket
import subprocess
from datetime import date
from pathlib import Path

import pytest

from planner.clinical.answers import Sex
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.upgrade import upgrade
from planner.workflow.actor import Actor
from planner.workflow.clock import SystemClock
from planner.workflow.one_time_links import create_account, first_link
from planner.workflow.people import PersonDetails, add_person
from planner.workflow.starting import count_samples, make_demonstration
from tests.cli.test_serve import answer_of, free_port, start

CANARY = "01632 960101"
"""Stands in the sample data alone."""
WHOLE = ("-m", "planner")
FEW = (
    "-c",
    "import sys\n"
    "from planner.cli.main import main\n"
    "from planner.workflow.demonstration import making\n"
    "making.STORIES = making.STORIES[0], making.STORIES[3], making.STORIES[5]\n"
    "sys.exit(main())\n",
)
"""The same command with a plan, an emergency and a new person: most of its time goes into printing.

Every story is told, on paper that costs nothing, in the tests of the demonstration.
"""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    started = start(folder, free_port(), *command)
    out, err = started.communicate(timeout=300)
    return subprocess.CompletedProcess(command, started.returncode, out, err)


def stop(server: subprocess.Popen[str]) -> str:
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=60)
    assert [line for line in err.splitlines() if '"level": "info"' not in line] == []
    assert server.returncode == 0
    return out


def lines_until(server: subprocess.Popen[str], beginning: str) -> list[str]:
    lines: list[str] = []
    assert server.stdout is not None
    assert server.stderr is not None
    while line := server.stdout.readline():
        lines.append(line)
        if line.startswith(beginning):
            return lines
    raise AssertionError(f"{lines} {server.stderr.read()}")


def a_record(folder: Path, *, is_sample: bool = False) -> None:
    """A record in use: one clinician, one person."""
    engine, clock = open_store(StorePlace(folder=folder)), SystemClock()
    upgrade(engine)
    with session_maker(engine)() as db:
        if is_sample:
            make_demonstration(db, clock=clock)
        token = first_link(db, clock=clock) or ""
        account = create_account(
            db,
            token,
            sign_in_name="a",
            name="A. Example",
            password="quiet otter in reeds",
            clock=clock,
        )
        actor = Actor(account_id=account.id, name=account.name, is_lead=True)
        details = PersonDetails(
            given_name="Example", family_name="Runner", born=date(1992, 3, 1), sex=Sex.FEMALE
        )
        add_person(db, actor, details, is_new_person=True, clock=clock)
    engine.dispose()


def people_in(folder: Path) -> tuple[int, int]:
    """Everybody, and those who are samples."""
    engine = open_store(StorePlace(folder=folder))
    with session_maker(engine)() as db:
        samples = count_samples(db).people
        everybody = db.connection().exec_driver_sql("SELECT count(*) FROM person").scalar_one()
    engine.dispose()
    return int(everybody), samples


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "least"),
    [
        pytest.param(FEW, 15, id="few"),
        pytest.param(WHOLE, 22, id="whole", marks=pytest.mark.safety),
    ],
)
def test_the_demonstration_is_made_once_served_again_and_removed_without_a_trace(
    tmp_path, program, least
):
    """HZ-006-T3: after removal no table, index or file holds a sample canary."""
    record, made = tmp_path / "record", tmp_path / "record-demonstration"
    a_record(record)
    port = free_port()

    server = start(record, port, "demo", program=program)
    said = lines_until(server, "Ctrl-C")
    [sign_in] = [line for line in said if "password" in line]
    assert "demo" in sign_in
    assert "nobody here is a real person" in answer_of(f"http://127.0.0.1:{port}/account/sign-in")
    assert "running" in run(record, "demo", "--remove").stderr
    assert stop(server).splitlines()[-1] == "Stopped."
    before = people_in(made)
    assert before[0] == before[1] >= least

    again = start(record, port, "demo")
    assert sign_in in lines_until(again, "Ctrl-C")
    stop(again)
    assert people_in(made) == before

    removed = run(record, "demo", "--remove")
    assert removed.returncode == 0, removed.stderr
    assert "No sample data is left" in removed.stdout
    assert str(record) in removed.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record"]
    assert people_in(record) == (1, 0)
    assert CANARY not in dumped(record)
    assert not [f for f in record.rglob("*") if f.is_file() and CANARY.encode() in f.read_bytes()]
    assert "There is no demonstration" in run(record, "demo", "--remove").stdout


def dumped(folder: Path) -> str:
    """Every table of a store, and every index, as text."""
    engine = open_store(StorePlace(folder=folder))
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        text = "".join(
            str(list(connection.exec_driver_sql(f'SELECT * FROM "{name}"')))  # noqa: S608
            for (name,) in list(tables)
        )
    engine.dispose()
    assert "Runner" in text
    return text


def test_a_live_record_is_neither_filled_nor_removed(tmp_path):
    """HZ-006-T2: the loader exits with an error and writes nothing."""
    a_record(tmp_path / "record-demonstration")

    filled = run(tmp_path / "record", "demo")
    removed = run(tmp_path / "record", "demo", "--remove")

    for told in (filled, removed):
        assert told.returncode == 3
        assert "in use for real people" in told.stderr
        assert len(told.stderr.splitlines()) == 1
    assert people_in(tmp_path / "record-demonstration") == (1, 0)


def test_sample_people_in_a_live_record_are_told_and_not_overlooked(tmp_path):
    """HZ-006-T3: the proof looks into the record itself."""
    a_record(tmp_path / "record", is_sample=True)

    told = run(tmp_path / "record", "demo", "--remove")

    assert told.returncode == 3
    assert "1 sample people" in told.stderr


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "record-demonstration").mkdir()
    (tmp_path / "record-demonstration" / "notes.txt").write_text("mine")

    removed = run(tmp_path / "record", "demo", "--remove")

    assert removed.returncode == 0
    assert (tmp_path / "record-demonstration" / "notes.txt").read_text() == "mine"


def test_a_half_made_demonstration_is_removed_too(tmp_path):
    """HZ-006-T3"""
    a_record(tmp_path / "record-demonstration.making", is_sample=True)

    assert run(tmp_path / "record", "demo", "--remove").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_when_the_port_is_taken(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(tmp_path / "record", taken.getsockname()[1], "demo")
        _, says = server.communicate(timeout=60)

    assert server.returncode == 2
    assert "PLANNER_PORT" in says
    assert list(tmp_path.iterdir()) == []
