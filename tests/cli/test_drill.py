"""The drill: a copy made while clinicians save, the record lost, the copy put back and compared."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import text

from planner.cli.main import main
from planner.records.engine import StorePlace, open_store, session_maker
from planner.records.upgrade import upgrade
from planner.workflow.actor import Actor
from planner.workflow.clock import SystemClock
from planner.workflow.people import PersonDetails, add_person
from tests.cli.test_backup import KEYS, rows
from tests.sizes import size
from tests.stores import add_lead

PEOPLE = size(15, 10_000)
COUNTS_ON = "counter"
"""The one table here whose rows change: it holds the next record number."""
BACK_WITHIN = 300.0
"""Seconds from the loss to the pages: for ten thousand people too."""


def a_record(folder: Path) -> tuple[StorePlace, Actor]:
    place = StorePlace(folder=folder)
    engine = open_store(place)
    upgrade(engine)
    add_lead(engine)
    with engine.connect() as connection:
        account = connection.execute(text("SELECT id FROM account")).scalar_one()
    engine.dispose()
    return place, Actor(account_id=account, name="A. Example", is_lead=True)


@contextmanager
def saving(place: StorePlace, actor: Actor) -> Iterator[Callable[[], set[str]]]:
    """Two clinicians who add people one after the other; gives the ids confirmed so far."""
    ends, confirmed = threading.Event(), list[str]()

    def work(who: int) -> None:
        engine = open_store(place)
        with session_maker(engine)() as db:
            number = 0
            while not ends.is_set():
                number += 1
                name = f"Runner {who} {number}"
                details = PersonDetails(
                    given_name="Example", family_name=name, born=date(1992, 3, 1)
                )
                clock = SystemClock()
                added = add_person(db, actor, details, is_new_person=True, clock=clock)
                confirmed.append(added.id)
                sleep(0.02)
        engine.dispose()

    hands = [threading.Thread(target=work, args=(who,)) for who in range(2)]
    for hand in hands:
        hand.start()
    try:
        yield lambda: set(confirmed)
    finally:
        ends.set()
        for hand in hands:
            hand.join()


def test_a_copy_made_under_load_brings_every_confirmed_save_back(tmp_path, monkeypatch, capsys):
    """HZ-071-T1: all saved before the copy began is there, nothing is half, nothing else is."""
    monkeypatch.delenv("PLANNER_DATABASE_URL", raising=False)
    monkeypatch.setenv("PLANNER_DATA", str(tmp_path / "record"))
    place, actor = a_record(tmp_path / "record")
    with saving(place, actor) as confirmed:
        while len(confirmed()) < PEOPLE:
            sleep(0.01)
        wanted = confirmed()
        assert main(["backup", str(tmp_path / "copies")]) == 0
        assert len(confirmed()) > len(wanted), "nobody saved while the copy was made"
    [copy] = (tmp_path / "copies").glob("*.db")
    lost = rows(tmp_path / "record")

    new = tmp_path / "new"
    new.mkdir()
    for key in KEYS:
        shutil.copy2(tmp_path / "record" / key, new / key)
    monkeypatch.setenv("PLANNER_DATA", str(new))
    began = monotonic()
    assert main(["restore", str(copy)]) == 0
    assert monotonic() - began < BACK_WITHIN

    back = rows(new)
    people = {str(row[0]) for row in back["person"]}
    assert wanted <= people
    assert people <= {value for row in back["name_part"] for value in row}, "somebody is half there"
    for table, kept in back.items():
        if table != COUNTS_ON:
            added = set(kept) - set(lost[table])
            assert len(added) == (1 if table == "audit" else 0), table
    capsys.readouterr()
    assert main(["audit"]) == 0
