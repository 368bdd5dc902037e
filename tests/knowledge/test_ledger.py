"""HZ-062: an id is never lost and never given another meaning."""

from pathlib import Path

import pytest

from planner.knowledge.ledger import (
    LEDGER,
    broken_promises,
    keep_ledger,
    ledger_of,
    meanings,
)
from planner.knowledge.reading import PackError
from tests.packs import PROTOCOLS, the_pack

NAME = "buttock-pain"
FILE = Path("ids.txt")
KEPT = {"finding night-pain": "Pain at night | history", "measure nprs": "Pain | 0-10"}


def says(now: dict[str, str]) -> list[str]:
    return [str(problem) for problem in broken_promises(KEPT, now, FILE)]


def test_every_id_of_the_protocols_is_kept_with_its_meaning():
    """HZ-062-T1"""
    assert ledger_of(PROTOCOLS, NAME) == meanings(the_pack())


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (KEPT | {"finding new": "New | history"}, None),
        ({"measure nprs": "Pain | 0-10"}, "ids.txt:1: finding night-pain is gone"),
        (KEPT | {"measure nprs": "Pain | 0-100"}, "measure nprs meant 'Pain | 0-10' and now"),
        (KEPT | {"finding night-pain": "Pain at night | history | by side"}, "a new meaning"),
        ({"finding nprs": "Pain | 0-10", **KEPT}, None),
    ],
)
def test_an_id_that_is_gone_or_means_something_else_is_a_fault(now, told):
    """HZ-062-T1: unit, direction and side are part of what it means; a new id is none."""
    found = says(now)
    assert told in found[0] if told else not found, found


def test_what_was_delivered_once_is_never_written_over(tmp_path):
    """HZ-062-T1: sealing adds new ids and leaves the others, even one that disagrees."""
    (tmp_path / NAME).mkdir()
    file = tmp_path / NAME / LEDGER
    file.write_text("finding of-old: Long gone\nfinding age-over-50: Something else\n", "utf-8")

    added = keep_ledger(tmp_path, NAME, the_pack())

    kept = ledger_of(tmp_path, NAME)
    assert added == len(meanings(the_pack())) - ("finding age-over-50" in meanings(the_pack()))
    assert kept["finding of-old"] == "Long gone"
    assert kept["finding age-over-50"] == "Something else"
    file.write_text("finding\n", "utf-8")
    with pytest.raises(PackError, match="expected a kind, an id"):
        ledger_of(tmp_path, NAME)
