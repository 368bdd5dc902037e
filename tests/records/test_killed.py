"""HZ-017-T1, HZ-017-T4: whoever is killed, what was confirmed is there and nothing is half.

Here 25 kills at random moments, so that the whole run stays short; the number is the argument of
``kill_while_saving``.
"""

import os
import random
import signal
import time
from pathlib import Path

from sqlalchemy import text

from planner.records.base import new_id
from planner.records.engine import StorePlace, begin_writing, open_store, session_maker
from planner.records.upgrade import upgrade

KILLS = 25
READY_WITHIN = 5.0
"""Seconds from the start after a kill to the first answer."""
PAIR = "INSERT INTO failed_sign_in (id, name_hash, at) VALUES (:id, :name, '2026-11-23 09:00:00')"


def save_for_ever(place: StorePlace, told: int) -> None:
    """Two rows in each transaction; its number is told only after the commit."""
    with session_maker(open_store(place))() as db:
        number = 0
        while True:
            number += 1
            begin_writing(db)
            for part in ("first", "second"):
                name = f"{os.getpid()}-{number}-{part}"
                db.execute(text(PAIR), {"id": new_id(), "name": name})
            db.commit()
            os.write(told, f"{os.getpid()}-{number}\n".encode())


def kill_while_saving(place: StorePlace, chance: random.Random) -> set[str]:
    """Every save the killed process had confirmed."""
    reading, telling = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            save_for_ever(place, telling)
        finally:
            os._exit(1)
    os.close(telling)
    first = os.read(reading, 65536)
    time.sleep(chance.uniform(0, 0.05))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        told = (first + rest.read()).decode()
    return {line for line in told.split("\n")[:-1] if line}


def test_a_killed_program_leaves_every_confirmed_save_whole_and_no_half_one(tmp_path: Path):
    """HZ-017-T1, HZ-017-T4: after each kill the record is open and whole within five seconds.

    HZ-070-T2.
    """
    place = StorePlace(folder=tmp_path / "record")
    engine = open_store(place)
    upgrade(engine)
    engine.dispose()
    chance, confirmed = random.Random(17), set[str]()

    for _ in range(KILLS):
        confirmed |= kill_while_saving(place, chance)
        began = time.monotonic()
        opened = open_store(place)
        assert upgrade(opened) is False
        with opened.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert connection.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
            names = set(connection.execute(text("SELECT name_hash FROM failed_sign_in")).scalars())
        opened.dispose()
        assert time.monotonic() - began < READY_WITHIN
        halves = {name.rpartition("-")[0] for name in names}
        assert confirmed <= halves
        assert len(names) == 2 * len(halves)

    assert len(confirmed) > KILLS
