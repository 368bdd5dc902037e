"""``new-key``: encrypt the record with a new key, as after somebody saw the old one."""

import argparse

from planner.cli.starting import one_sentence, place_of
from planner.config import read_settings
from planner.records.engine import KEY_FILE
from planner.records.rekeying import give_new_key
from planner.workflow.clock import SystemClock


def run(_options: argparse.Namespace) -> int:
    """Put the new key in place, and say where the old one lies and what it is still for."""
    place = place_of(read_settings())
    moment = SystemClock().now().astimezone()
    with one_sentence():
        old = give_new_key(place, f"database.key.until-{moment:%Y-%m-%d-%H%M%S}")
    print(
        f"The record is encrypted with the new key in {place.key_file or place.folder / KEY_FILE}."
    )
    print("Keep copies of it where the old one's copies were, and make a backup now.")
    print(f"Backups made before open with the old key alone, which lies in {old}:")
    print("move it to where they are kept, and destroy it with the last of them.")
    return 0
